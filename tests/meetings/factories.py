"""Nouns of meetings for tests, made by the verbs that make them in the office."""

from datetime import date, timedelta

from django.utils import timezone

from council_office.calendar.queries import calendar_around
from council_office.directory.models import Person
from council_office.ledger.audit import CLOCK
from meetings import actions
from meetings.models import Body, Participant, Session
from meetings.states import ParticipantRole
from tests.factories import PersonFactory, member

LONGEST = 4


def body(code: str = "IC") -> Body:
    """One of the bodies, as seeded."""
    return Body.objects.get(code=code)


def working_day(days: int = 120) -> date:
    """A working day so many days from today, with as many working days after it as a long session lasts."""
    day = timezone.localdate() + timedelta(days=days)
    calendar = calendar_around(day)
    while not all(calendar.is_working(day + timedelta(days=n)) for n in range(LONGEST)):
        day += timedelta(days=1)
    return day


def coming(code: str = "IC", *, number: int | None = 40, in_days: int = 120, by=CLOCK, **fields) -> Session:
    """A session still to come, as a draft with all that convening it needs."""
    people = {"chair": PersonFactory(family_name="Okafor"), "signatory": PersonFactory(family_name="Bertin")}
    places = {"place_en": "Council Chamber", "place_fr": "Salle du Conseil"}
    starts_on = fields.pop("starts_on", None) or working_day(in_days)
    return actions.create_session(
        body=body(code), number=number, starts_on=starts_on, by=by, **{**people, **places, **fields}
    )


def convened(code: str = "IC", *, by=CLOCK, **fields) -> Session:
    return actions.convene_session(coming(code, by=by, **fields), by=by)


def place(
    session: Session, role: str = ParticipantRole.EXPERT, code: str = "CN", *, by=CLOCK, **person
) -> Participant:
    """Somebody with a place at the session."""
    somebody: Person = PersonFactory(member=member(code), **person)
    return actions.add_participant(session, by=by, person=somebody, role=role, member=member(code))
