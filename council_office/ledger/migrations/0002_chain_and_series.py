"""The links of the chain on PostgreSQL, and the first number series."""

from django.db import migrations

from council_office.ledger.numbering import ensure_series

# The same hash as audit.linked(). Deferred: it runs when the transaction commits, so the head is locked for an
# instant, after every other lock, and a long transaction holds up nobody.
LINK = """
CREATE FUNCTION ledger_link_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head record;
BEGIN
    SELECT * INTO head FROM ledger_chainhead WHERE id = 1 FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO ledger_chainhead (id, chain, sequence, hash)
            SELECT 1, name, 0, encode(sha256(convert_to(name::text, 'UTF8')), 'hex')
            FROM gen_random_uuid() AS name
            ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM ledger_chainhead WHERE id = 1 FOR UPDATE;
    END IF;
    head.sequence := head.sequence + 1;
    head.hash := encode(sha256(convert_to(head.hash || ':' || head.sequence || ':' || NEW.digest, 'UTF8')), 'hex');
    INSERT INTO ledger_link (sequence, event_id, hash) VALUES (head.sequence, NEW.id, head.hash);
    UPDATE ledger_chainhead SET sequence = head.sequence, hash = head.hash WHERE id = 1;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER ledger_link_event AFTER INSERT ON ledger_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_link_event();
"""
UNLINK = "DROP TRIGGER ledger_link_event ON ledger_event; DROP FUNCTION ledger_link_event();"


def link(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(LINK)


def unlink(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(UNLINK)


def seed(apps, schema_editor):
    ensure_series(apps, "LET", name_en="Letters", name_fr="Lettres", illustrative=True)
    ensure_series(
        apps, "ROD", name_en="Records of Decisions", name_fr="Relevés de décisions", illustrative=True
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunPython(link, unlink),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
