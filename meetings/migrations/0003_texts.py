"""The first words of letters and mails, and the items that stand on every agenda (see meetings/data)."""

from django.db import migrations

from meetings import history
from meetings.migrations._texts import seed_texts


def seed_standing_items(apps, schema_editor) -> None:
    items = apps.get_model("meetings", "StandingItem")
    bodies = {body.code: body for body in apps.get_model("meetings", "Body").objects.all()}
    made = {}
    for row in history.rows("standing_items"):
        body, key, under = row.pop("body"), row.pop("key"), row.pop("under")
        row["carries_actions"] = bool(row["carries_actions"])
        made[body, key] = items.objects.create(
            **row, body=bodies[body], parent=made[body, under] if under else None
        )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_seed"), ("documents", "0001_initial")]
    operations = [
        migrations.RunPython(seed_texts, migrations.RunPython.noop),
        migrations.RunPython(seed_standing_items, migrations.RunPython.noop),
    ]
