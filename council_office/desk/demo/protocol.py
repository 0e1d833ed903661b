"""An inauguration six weeks ahead: guests of every rank, every kind of answer, seats, cards and gifts."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from council_office.calendar.queries import calendar_around
from council_office.desk.demo.meetings import work_jobs
from council_office.desk.demo.people import rows
from council_office.directory import actions as directory
from council_office.directory.models import Office, Person, User
from council_office.directory.states import Role
from protocol import actions
from protocol.actions import Substitute
from protocol.models import Authority, Ceremony, Guest
from protocol.states import GuestAnswer

DAYS_TO_COME = 45
# Of the people of the sessions: who is invited, and what they said.
INVITED = {
    "cn1": "accepted", "cn3": "accepted", "eu1": "accepted", "eu2": "none",
    "in1": "accepted", "in3": "accepted", "jp1": "accepted", "jp3": "accepted",
    "kr1": "accepted", "kr3": "none", "ru1": "accepted", "ru3": "regrets",
    "us1": "accepted", "us3": "accepted", "ob1": "accepted",
    "io1": "accepted", "io2": "accepted", "council_secretary": "accepted", "protocol_officer": "accepted",
    "dg_office": "accepted",
}  # fmt: skip
HEADS = ("cn1", "eu1", "in1", "jp1", "kr1", "ru1", "us1")
DIPLOMATS = ("ambassador", "charge-d-affaires")
LETTERS = ("jp1", "eu2", "kr3", "pref")  # the letters that have left; the others wait as drafts


def ceremony(people: dict[str, Person], users: dict[Role, User]) -> Ceremony:
    """The ceremony as it stands in the middle of its preparation."""
    officer, secretary = users[Role.PROTOCOL_OFFICER], users[Role.COUNCIL_SECRETARY]
    day = calendar_around(timezone.localdate()).next_working(
        timezone.localdate() + timedelta(days=DAYS_TO_COME)
    )
    made = actions.create_ceremony(
        by=officer,
        kind="inauguration",
        title_en="Inauguration of the magnet cold test facility",
        title_fr="Inauguration de l’installation d’essai à froid des aimants",
        held_on=day,
        opens_at=time(11),
        closes_at=time(14, 30),
        place_en="Assembly hall, Saint-Paul-lez-Durance",
        place_fr="Hall d’assemblage, Saint-Paul-lez-Durance",
        host=people["io1"],
        signatory=people["council_secretary"],
        contact=people["protocol_officer"],
        scheme="department",
        flag_scheme="host_centre",
    )
    guests = invite(made, people, by=officer)
    made = actions.confirm_ceremony(made, by=officer)
    send_some(made, guests, by=officer)
    for key, said in {**INVITED, **{row["key"]: row["answer"] for row in rows("ceremony")}}.items():
        say(guests[key], said, by=officer)
    seat(made, guests, by=officer)
    prepare(made, people, by=officer)
    give(made, people, officer=officer, secretary=secretary)
    actions.answer(guests["us3"], by=officer, answer=GuestAnswer.REGRETS, remark="Called back to Washington.")
    return made


def invite(made: Ceremony, people: dict[str, Person], *, by: User) -> dict[str, Guest]:
    """Everybody on the list, by the key of the files."""
    ranks = {one.code: one for one in Authority.objects.all()}
    guests = {
        key: actions.add_guest(
            made,
            by=by,
            person=people[key],
            authority=ranks["head-of-delegation"] if key in HEADS else None,
            speaks=key in ("io1", "jp1"),
        )
        for key in INVITED
    }
    for place, row in enumerate(rows("ceremony")):
        guests[row["key"]] = actions.add_guest(
            made,
            by=by,
            person=newcomer(row, by=by),
            authority=ranks.get(row["rank"]),
            partner=guests.get(row["partner_of"]),
            capacity_en=row["title_en"],
            capacity_fr=row["title_fr"],
            took_office_at=took_office(row["rank"], place),
            interprets_for=guests["jp1"] if row["key"] == "itp" else None,
            needs_access=row["flags"] == "access",
            special_meal=row["flags"] == "meal",
            speaks=row["flags"] == "speaks",
        )
    actions.keep_apart(guests["ob1"], by=by, other=guests["cons"], reason="A dispute over a contract")
    return guests


def newcomer(row: dict, *, by: User) -> Person:
    person = directory.create_person(
        by=by,
        confirmed=True,
        family_name=row["family_name"],
        given_names=row["given_names"],
        address_style=row["style"],
        language=row["language"],
        nationality=row["nationality"],
        email=f"{row['key']}@demo.example",
    )
    office = Office.objects.filter(code=row["rank"]).first()
    if row["title_en"]:
        directory.take_up_post(
            person,
            by=by,
            title_en=row["title_en"],
            title_fr=row["title_fr"],
            office=office,
            country=row["nationality"] if row["rank"] in DIPLOMATS else "",
            starts_on=date(2022, 1, 3),
        )
    return person


def took_office(rank: str, place: int) -> datetime | None:
    """Ambassadors by date and time of their credentials."""
    if rank not in DIPLOMATS:
        return None
    return datetime(2024, 3, place, 10 + place % 3, 30, tzinfo=timezone.get_default_timezone())


def send_some(made: Ceremony, guests: dict[str, Guest], *, by: User) -> None:
    """A few letters leave through the worker, the others stay drafts to be reviewed."""
    for invitation in actions.prepare_invitations(made, by=by):
        if invitation.guest_id not in {guests[key].pk for key in LETTERS}:
            actions.revoke_invitation(invitation, by=by, reason="Waits for the approved list")
    actions.send_invitations(made, by=by)
    work_jobs()


def say(guest: Guest, said: str, *, by: User) -> None:
    """Answers that came by telephone; a letter that waits is a draft again."""
    letter = getattr(Guest.objects.get(pk=guest.pk), "invitation", None)
    if letter and letter.state == "revoked":
        actions.restore_invitation(letter, by=by)
    if said == GuestAnswer.NONE:
        return
    other = Substitute("Teissier", "Laure", "Deputy commander", "laure.teissier@demo.example")
    actions.answer(
        guest,
        by=by,
        answer=said,
        substitute=other if said == GuestAnswer.SUBSTITUTE else None,
        remark="In Strasbourg on that day." if said == GuestAnswer.REGRETS else "",
    )


def seat(made: Ceremony, guests: dict[str, Guest], *, by: User) -> None:
    """Rows for the ceremony, a lunch at one long table; each filled by the ladder, the first version kept."""
    rows_plan = actions.draw_plan(
        made, by=by, title_en="Ceremony", title_fr="Cérémonie", shape="aisle", tables=4, per_table=12
    )
    for number in (1, 12, 13, 24):
        actions.mark_seat(rows_plan, by=by, number=number, accessible=True)
    actions.fill_plan(rows_plan, by=by)
    lunch = actions.draw_plan(
        made, by=by, title_en="Lunch", title_fr="Déjeuner", shape="round", tables=5, per_table=8
    )
    actions.mark_seat(lunch, by=by, number=4, accessible=True)
    actions.fill_plan(lunch, by=by)
    actions.keep_plan(lunch, by=by, note="As approved by the Director-General")


def prepare(made: Ceremony, people: dict[str, Person], *, by: User) -> None:
    """The run of show, the sheet for the press, money, and the place cards printed once."""
    actions.draft_cues(made, by=by)
    actions.add_cue(
        made,
        by=by,
        at=time(11, 45),
        minutes=5,
        kind="photo",
        title_en="Ribbon and family photograph",
        title_fr="Ruban et photographie de famille",
        owner="Communication",
    )
    actions.revise_communication(
        made,
        by=by,
        press="Ten journalists, on the left of the stage.",
        photo_points="Ribbon\nStage, from the second row",
        languages="English, French",
        consent="Two guests asked not to be shown: green dot on the badge.",
        message_en="Seven Members, one machine.",
        message_fr="Sept Membres, une machine.",
        spokesperson=people["dg_office"],
        embargo_until=made.starts_at + timedelta(minutes=45),
    )
    for title, planned, spent in (("Catering", 4800, 4650), ("Sound and interpretation", 3200, 1100)):
        actions.add_budget_line(made, by=by, title=title, planned=Decimal(planned), spent=Decimal(spent))
    actions.order_cards(made, by=by, kind="place_cards", language="en", only_changed=True)
    work_jobs()


def give(made: Ceremony, people: dict[str, Person], *, officer: User, secretary: User) -> None:
    """Gifts agreed to, waiting, above the limit, and one received."""
    book = {"what_en": "Book on the construction", "what_fr": "Livre sur la construction"}
    for key, value in (("jp1", 45), ("kr1", 45), ("us1", 60)):
        gift = actions.propose_gift(
            by=officer, person=people[key], ceremony=made, value=Decimal(value), day=made.held_on, **book
        )
        if key == "jp1":
            actions.approve_gift(gift, by=secretary)
    actions.propose_gift(
        by=officer, person=people["cn1"], ceremony=made, value=Decimal(420), day=made.held_on,
        what_en="Model of the machine", what_fr="Maquette de la machine",
    )  # fmt: skip
    received = actions.propose_gift(
        by=officer, direction="received", person=people["in1"], value=Decimal(30),
        day=timezone.localdate() - timedelta(days=200), what_en="Silk scarf", what_fr="Écharpe de soie",
        kept_at="Glass case, Council Chamber",
    )  # fmt: skip
    actions.hand_over_gift(actions.approve_gift(received, by=secretary), by=officer)
