"""The roles, the seven Members, the Domestic Agencies, the offices and the table of forms of address."""

from pathlib import Path

from django.db import migrations

from council_office.directory.names import match_key, search_key
from council_office.directory.reference import table
from council_office.directory.states import Role

DATA = Path(__file__).resolve().parent.parent / "data"


def seed(apps, schema_editor) -> None:
    seed_roles(apps)
    seed_members(apps)
    seed_organisations(apps)
    seed_offices(apps)
    seed_forms_of_address(apps)


def seed_roles(apps) -> None:
    for role in Role.values:
        apps.get_model("auth", "Group").objects.get_or_create(name=role)


def seed_members(apps) -> None:
    for row in table(DATA, "members"):
        apps.get_model("directory", "Member").objects.create(**row)


def seed_organisations(apps) -> None:
    members = {member.code: member for member in apps.get_model("directory", "Member").objects.all()}
    for row in table(DATA, "organisations"):
        names = (row["name_en"], row["name_fr"], row["acronym"])
        apps.get_model("directory", "Organisation").objects.create(
            **{**row, "member": members.get(row["member"])},
            search_name=search_key(" ".join(names)),
            match_name=match_key(*((name, "") for name in names)),
        )


def seed_offices(apps) -> None:
    for row in table(DATA, "offices"):
        apps.get_model("directory", "Office").objects.create(**row)


def seed_forms_of_address(apps) -> None:
    offices = {office.code: office for office in apps.get_model("directory", "Office").objects.all()}
    for row in table(DATA, "forms_of_address"):
        office = offices[row["office"]] if row["office"] else None
        apps.get_model("directory", "FormOfAddress").objects.create(
            **{**row, "office": office, "ends_on": row["ends_on"] or None}
        )


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
