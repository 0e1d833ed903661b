"""The database itself keeps an issued document as it is, and a held one from being deleted by anybody.

A later migration that rebuilds the table on SQLite must create these triggers again.
"""

from django.db import migrations

FROZEN = (
    "uid",
    "kind",
    "number",
    "version_number",
    "language",
    "form",
    "title",
    "reference",
    "dated_on",
    "about_type_id",
    "about_id",
    "replaces_id",
    "file_name",
    "original_name",
    "sha256",
    "size",
    "paper",
    "issued_at",
    "issued_by_id",
    "issued_label",
)
CHANGED = "An issued document never changes."
HELD = "A document on hold is not deleted."

SQLITE = (
    f"""CREATE TRIGGER documents_document_frozen BEFORE UPDATE OF {", ".join(FROZEN)} ON documents_document
        BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END""",
    f"""CREATE TRIGGER documents_document_held BEFORE DELETE ON documents_document WHEN OLD.on_hold
        BEGIN SELECT RAISE(ABORT, '{HELD}'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION documents_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER documents_document_frozen BEFORE UPDATE ON documents_document FOR EACH ROW
        WHEN (({", ".join(f"OLD.{name}" for name in FROZEN)}) IS DISTINCT FROM
              ({", ".join(f"NEW.{name}" for name in FROZEN)}))
        EXECUTE FUNCTION documents_refuse('{CHANGED}')""",
    f"""CREATE TRIGGER documents_document_held BEFORE DELETE ON documents_document FOR EACH ROW
        WHEN (OLD.on_hold) EXECUTE FUNCTION documents_refuse('{HELD}')""",
)
DROP = {
    "sqlite": ("DROP TRIGGER documents_document_frozen", "DROP TRIGGER documents_document_held"),
    "postgresql": (
        "DROP TRIGGER documents_document_frozen ON documents_document",
        "DROP TRIGGER documents_document_held ON documents_document",
        "DROP FUNCTION documents_refuse",
    ),
}


def guard(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_levels")]
    operations = [migrations.RunPython(guard, unguard)]
