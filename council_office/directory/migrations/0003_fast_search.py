"""Trigram indexes on PostgreSQL: looking a name up among 100 000 people reads a few rows, not all."""

from django.db import migrations

INDEXES = {
    "people_spelt": ("directory_person", "search_name"),
    "people_loosely": ("directory_person", "match_name"),
    "organisations_spelt": ("directory_organisation", "search_name"),
    "organisations_loosely": ("directory_organisation", "match_name"),
}


def add(apps, schema_editor) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for name, (table, column) in INDEXES.items():
        schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin ({column} gin_trgm_ops)")


def drop(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_seed")]
    operations = [migrations.RunPython(add, drop)]
