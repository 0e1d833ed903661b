"""On PostgreSQL no two visits have one resource at once, whoever writes; SQLite has the verb's check alone."""

from django.db import migrations

# Within a visit the programme itself says who is where; a row without a visit (leave, repair) stands alone.
ADD = """
ALTER TABLE visits_commitment ADD CONSTRAINT commitment_one_visit_at_a_time EXCLUDE USING gist (
    resource_id WITH =,
    (COALESCE(visit_id, -id)) WITH <>,
    tstzrange(busy_from, busy_until) WITH &&
) WHERE (NOT overridden)
"""
DROP = "ALTER TABLE visits_commitment DROP CONSTRAINT commitment_one_visit_at_a_time"


def add(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        schema_editor.execute(ADD)


def drop(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("visits", "0004_programme_seed")]
    operations = [migrations.RunPython(add, drop)]
