"""The number series of visits, and the zones and places that a new office starts with (see visits/data)."""

from pathlib import Path

from django.db import migrations

from council_office.directory.reference import table
from council_office.ledger.numbering import ensure_series

DATA = Path(__file__).parent.parent / "data"
ZONE_SIGNS = ("controlled", "needs_escort", "needs_briefing", "export_controlled")


def seed_series(apps, schema_editor) -> None:
    ensure_series(apps, "VIS", name_en="Visits", name_fr="Visites", illustrative=True)


def seed_zones(apps, schema_editor) -> None:
    zone, zones = apps.get_model("visits", "Zone"), {}
    for position, row in enumerate(table(DATA, "zones"), start=1):
        zones[row["code"]] = zone.objects.create(
            code=row["code"],
            parent=zones.get(row["parent"]),
            name_en=row["name_en"],
            name_fr=row["name_fr"],
            visitors_per_escort=row["visitors_per_escort"] or None,
            ppe=row["ppe"],
            position=position,
            illustrative=True,
            **{name: bool(row[name]) for name in ZONE_SIGNS},
        )
    place = apps.get_model("visits", "Place")
    for position, row in enumerate(table(DATA, "places"), start=1):
        place.objects.create(
            code=row["code"],
            zone=zones[row["zone"]],
            name_en=row["name_en"],
            name_fr=row["name_fr"],
            capacity=row["capacity"] or None,
            minutes=row["minutes"] or None,
            is_gate=bool(row["is_gate"]),
            step_free=bool(row["step_free"]),
            position=position,
            illustrative=True,
        )


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial"), ("ledger", "0002_chain_and_series")]
    operations = [
        migrations.RunPython(seed_series, migrations.RunPython.noop),
        migrations.RunPython(seed_zones, migrations.RunPython.noop),
    ]
