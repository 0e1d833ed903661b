"""What the database itself refuses: changed bookings, certification outside a scope, certificates that drift.

A later migration that rebuilds one of these tables on SQLite must create its triggers again.
"""

from django.db import migrations

BOOKED = "budget_ledger: a booking is never changed or deleted; book it back instead."
SCOPED = "certification_scope: this certifier has no scope for this cost centre, category, amount and day."
KEPT = "certificate_frozen: what was certified never changes; the certificate is void or valid."

# The certifier's own scope of the day, for the cost centre and category of the order line, and all that this
# certificate takes from it within the ceiling. Rounded, because SQLite counts decimals in floats.
IN_SCOPE = """SELECT 1 FROM procurement_scope s
    JOIN procurement_certificate c ON c.id = NEW.certificate_id
    JOIN procurement_requestline l ON l.id = NEW.request_line_id
    JOIN procurement_budgetline b ON b.id = l.budget_line_id
    WHERE s.id = NEW.scope_id AND s.user_id = c.certifier_id
      AND s.cost_centre_id = b.cost_centre_id
      AND (s.category_id IS NULL OR s.category_id = l.category_id)
      AND c.certified_on >= s.starts_on AND c.certified_on <= s.ends_on
      AND (s.revoked_on IS NULL OR s.revoked_on > c.certified_on)
      AND ROUND(NEW.amount + COALESCE((SELECT SUM(o.amount) FROM procurement_certificateline o
                WHERE o.certificate_id = NEW.certificate_id AND o.scope_id = NEW.scope_id), 0), 2) <= s.ceiling"""
LINE = ("certificate_id", "invoice_line_id", "request_line_id", "scope_id", "amount")
CERTIFICATE = ("invoice_id", "number", "certifier_id", "certified_on", "amount", "facts", "digest")


def changed(names: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)


def sqlite(name: str, when: str, table: str, message: str, condition: str = "") -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def postgresql(name: str, when: str, table: str, message: str, condition: str = "") -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW {condition} "
        f"EXECUTE FUNCTION procurement_refuse('{message}')"
    )


SQLITE = (
    sqlite("procurement_entry_changed", "UPDATE", "procurement_budgetentry", BOOKED),
    sqlite("procurement_entry_deleted", "DELETE", "procurement_budgetentry", BOOKED),
    sqlite(
        "procurement_scope_kept",
        "INSERT",
        "procurement_certificateline",
        SCOPED,
        f"WHEN NOT EXISTS ({IN_SCOPE})",
    ),
    sqlite(
        "procurement_line_kept",
        f"UPDATE OF {', '.join(LINE)}",
        "procurement_certificateline",
        KEPT,
        f"WHEN {changed(LINE)}",
    ),
    sqlite("procurement_line_deleted", "DELETE", "procurement_certificateline", KEPT),
    sqlite(
        "procurement_certificate_kept",
        f"UPDATE OF {', '.join(CERTIFICATE)}",
        "procurement_certificate",
        KEPT,
        f"WHEN {changed(CERTIFICATE)}",
    ),
    sqlite("procurement_certificate_deleted", "DELETE", "procurement_certificate", KEPT),
)
POSTGRESQL = (
    """CREATE FUNCTION procurement_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE FUNCTION procurement_in_scope() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NOT EXISTS ({IN_SCOPE}) THEN
            RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
        END IF; RETURN NEW; END $$""",
    postgresql("procurement_entry_changed", "UPDATE", "procurement_budgetentry", BOOKED),
    postgresql("procurement_entry_deleted", "DELETE", "procurement_budgetentry", BOOKED),
    f"""CREATE TRIGGER procurement_scope_kept BEFORE INSERT ON procurement_certificateline
        FOR EACH ROW EXECUTE FUNCTION procurement_in_scope('{SCOPED}')""",
    postgresql(
        "procurement_line_kept",
        "UPDATE",
        "procurement_certificateline",
        KEPT,
        f"WHEN (({', '.join(f'OLD.{n}' for n in LINE)}) IS DISTINCT FROM ({', '.join(f'NEW.{n}' for n in LINE)}))",
    ),
    postgresql("procurement_line_deleted", "DELETE", "procurement_certificateline", KEPT),
    postgresql(
        "procurement_certificate_kept",
        "UPDATE",
        "procurement_certificate",
        KEPT,
        f"WHEN (({', '.join(f'OLD.{n}' for n in CERTIFICATE)}) IS DISTINCT FROM "
        f"({', '.join(f'NEW.{n}' for n in CERTIFICATE)}))",
    ),
    postgresql("procurement_certificate_deleted", "DELETE", "procurement_certificate", KEPT),
)
TRIGGERS = {
    "procurement_budgetentry": ("procurement_entry_changed", "procurement_entry_deleted"),
    "procurement_certificateline": (
        "procurement_scope_kept",
        "procurement_line_kept",
        "procurement_line_deleted",
    ),
    "procurement_certificate": ("procurement_certificate_kept", "procurement_certificate_deleted"),
}


def guard(apps, schema_editor) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor) -> None:
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table, names in TRIGGERS.items():
        for name in names:
            place = f" ON {table}" if on_postgresql else ""
            schema_editor.execute(f"DROP TRIGGER {name}{place}", params=None)
    if on_postgresql:
        for function in ("procurement_refuse", "procurement_in_scope"):
            schema_editor.execute(f"DROP FUNCTION {function}", params=None)


class Migration(migrations.Migration):
    dependencies = [("procurement", "0002_seed")]
    operations = [migrations.RunPython(guard, unguard)]
