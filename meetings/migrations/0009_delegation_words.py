"""The first words of the mail that asks a Member for its delegation (see meetings/data)."""

from django.db import migrations

from meetings.migrations._texts import seed_texts


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_own_delegations")]
    operations = [migrations.RunPython(seed_texts, migrations.RunPython.noop)]
