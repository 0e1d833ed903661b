"""The people of the demo, their posts, and one account for each role."""

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from council_office.directory import actions
from council_office.directory.models import Member, Office, Organisation, Person, User
from council_office.directory.reference import table
from council_office.directory.states import OrganisationKind
from council_office.ledger import audit

DATA = Path(__file__).parent / "data"
HOSTS = {
    "IAEA": ("International Atomic Energy Agency", "Agence internationale de l’énergie atomique", "AT"),
    "Préfecture des Bouches-du-Rhône": (
        "Prefecture of Bouches-du-Rhône",
        "Préfecture des Bouches-du-Rhône",
        "FR",
    ),
}


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of the demo."""
    return table(DATA, name)


def people() -> dict[str, Person]:
    """Everybody by the key of the file, with the post each holds since the year before last."""
    members = {member.code: member for member in Member.objects.all()}
    offices = {office.code: office for office in Office.objects.all()}
    organisations = hosts() | {each.acronym: each for each in Organisation.objects.exclude(acronym="")}
    since = date(timezone.localdate().year - 2, 1, 1)
    return {
        row["key"]: person(
            row, members.get(row["member"]), offices, organisations[row["organisation"]], since
        )
        for row in rows("people")
    }


def hosts() -> dict[str, Organisation]:
    return {
        key: actions.create_organisation(
            by=audit.CLOCK,
            name_en=name_en,
            name_fr=name_fr,
            kind=OrganisationKind.INTERNATIONAL if key == "IAEA" else OrganisationKind.AUTHORITY,
            country=country,
        )
        for key, (name_en, name_fr, country) in HOSTS.items()
    }


def person(
    row: dict, member: Member | None, offices: dict, organisation: Organisation, since: date
) -> Person:
    made = actions.create_person(
        by=audit.CLOCK,
        confirmed=True,
        family_name=row["family_name"],
        given_names=row["given_names"],
        native_name=row["native_name"],
        address_style=row["style"],
        honorific=row["honorific"],
        language=row["language"],
        nationality=row["nationality"],
        member=member,
        organisation=organisation,
        email=f"{row['key'].replace('_', '.')}@demo.example",
        telephone="+33 4 00 00 00 00" if not member else "",
    )
    actions.take_up_post(
        made,
        by=audit.CLOCK,
        title_en=row["title_en"],
        title_fr=row["title_fr"],
        office=offices.get(row["office"]),
        organisation=organisation,
        starts_on=since + timedelta(days=30),
    )
    return made


def users(known: dict[str, Person]) -> dict[str, User]:
    """One account a role, with the password of the sign-in page; the delegate is the head from Japan."""
    return {
        one["role"]: actions.create_user(
            one["email"],
            by=audit.CLOCK,
            password=one["password"],
            person=known["jp1" if one["role"] == "delegate" else str(one["role"])],
            language=known["jp1" if one["role"] == "delegate" else str(one["role"])].language,
            roles=[one["role"]],
        )
        for one in settings.DEMO_SIGN_INS
    }
