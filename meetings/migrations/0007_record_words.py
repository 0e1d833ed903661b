"""The first words of drafts and procedures, and an illustrative voting table (see meetings/data)."""

from django.db import migrations

from meetings import history
from meetings.migrations._texts import seed_texts


def seed_voting(apps, schema_editor) -> None:
    tables, weights = apps.get_model("meetings", "VotingTable"), apps.get_model("meetings", "Weight")
    bodies = {body.code: body for body in apps.get_model("meetings", "Body").objects.all()}
    members = {member.code: member for member in apps.get_model("directory", "Member").objects.all()}
    for row in history.rows("voting"):
        facts = {
            "quorum": row["quorum"],
            "majority": row["majority"],
            "host": members[row["host"]],
            "source_en": row["source_en"],
            "source_fr": row["source_fr"],
        }
        table, _new = tables.objects.get_or_create(
            body=bodies[row["body"]], starts_on=row["starts_on"], defaults=facts
        )
        weights.objects.create(table=table, member=members[row["member"]], weight=row["weight"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_record_life")]
    operations = [
        migrations.RunPython(seed_texts, migrations.RunPython.noop),
        migrations.RunPython(seed_voting, migrations.RunPython.noop),
    ]
