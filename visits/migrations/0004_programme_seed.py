"""Profiles, ways, terminals, equipment and T-minus tasks that a new office starts with (see visits/data)."""

from datetime import date, time
from pathlib import Path

from django.db import migrations

from council_office.directory.reference import table

DATA = Path(__file__).parent.parent / "data"
SINCE = date(2020, 1, 1)


def seed(apps, schema_editor) -> None:
    places = {place.code: place for place in apps.get_model("visits", "Place").objects.all()}
    seed_profiles(apps, places)
    seed_ways(apps, places)
    seed_rooms(apps, places)
    seed_travel(apps)
    seed_rules(apps)


def seed_profiles(apps, places: dict) -> None:
    profiles = {}
    for row in table(DATA, "profiles"):
        profiles[row["code"]] = apps.get_model("visits", "ProgrammeProfile").objects.create(
            code=row["code"],
            name_en=row["name_en"],
            name_fr=row["name_fr"],
            kind=row["kind"],
            opens_at=time.fromisoformat(row["opens_at"]),
            valid_from=SINCE,
            illustrative=True,
        )
    for position, row in enumerate(table(DATA, "profile_stops"), start=1):
        apps.get_model("visits", "ProfileStop").objects.create(
            profile=profiles[row["profile"]],
            position=position,
            kind=row["kind"],
            title_en=row["title_en"],
            title_fr=row["title_fr"],
            place=places[row["place"]],
            minutes=row["minutes"],
            pause_minutes=row["pause"],
            movable=bool(row["movable"]),
            owner_role=row["owner_role"],
            needs=row["needs"],
        )


def seed_ways(apps, places: dict) -> None:
    for row in table(DATA, "ways"):
        apps.get_model("visits", "Way").objects.create(
            one=places[row["one"]], other=places[row["other"]], minutes=row["minutes"], illustrative=True
        )


def seed_rooms(apps, places: dict) -> None:
    """Places that one group has to itself are booked like everything else."""
    for code in (
        *("dg-office", "council-chamber", "viewing-platform"),
        *("assembly-hall", "tokamak-pit", "cryoplant", "control-room"),
    ):
        place = places[code]
        apps.get_model("visits", "Resource").objects.create(
            kind="room", name=place.name_en, place=place, capacity=place.capacity
        )


def seed_travel(apps) -> None:
    for row in table(DATA, "terminals"):
        apps.get_model("visits", "Terminal").objects.create(
            code=row["code"],
            name_en=row["name_en"],
            name_fr=row["name_fr"],
            illustrative=True,
            **{f"{name}_minutes": row[name] for name in ("drive", "border", "luggage", "early")},
        )
    for row in table(DATA, "ppe"):
        apps.get_model("visits", "PpeItem").objects.create(
            kind=row["kind"],
            size=row["size"],
            stock=row["stock"],
            cleaning_minutes=row["cleaning"],
            illustrative=True,
        )


def seed_rules(apps) -> None:
    for row in table(DATA, "programme_rules"):
        names = ("variant", "code", "name_en", "name_fr", "offset", "unit", "owner_role")
        apps.get_model("calendar", "DeadlineRule").objects.create(
            occasion="visits.programme",
            valid_from=SINCE,
            illustrative=True,
            **{name: row[name] for name in (*names, "explanation_en", "explanation_fr")},
        )


class Migration(migrations.Migration):
    dependencies = [("visits", "0003_programme"), ("calendar", "0002_seed")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
