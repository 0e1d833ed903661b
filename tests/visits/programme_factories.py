"""Programmes and resources for tests, made by the verbs that make them in the office."""

from datetime import date

from council_office.ledger.audit import CLOCK
from tests.factories import PersonFactory
from tests.visits.factories import planned_visit, visitor_of, zone
from visits import actions
from visits.models import Place, Programme, ProgrammeProfile, Resource, Stop, Visit


def profile(code: str = "minister") -> ProgrammeProfile:
    """One of the profiles, as seeded."""
    return ProgrammeProfile.objects.get(code=code)


def place(code: str) -> Place:
    return Place.objects.get(code=code)


def resource(kind: str = "guide", *, by=CLOCK, zones: tuple[str, ...] = (), **fields) -> Resource:
    """Somebody or something new; `zones` are those for which the training is valid now."""
    number = Resource.objects.count() + 1
    fields.setdefault("name", f"{kind.title()} {number}")
    made = actions.create_resource(by=by, kind=kind, **fields)
    for code in zones:
        actions.authorise(
            made,
            by=by,
            zone=zone(code),
            training="Worksite escort",
            valid_from=date(2020, 1, 1),
            valid_to=date(2045, 1, 1),
        )
    return made


def guide(**fields) -> Resource:
    """A guide who may escort on the whole worksite."""
    fields.setdefault("person", PersonFactory())
    return resource("guide", zones=("SITE",), **fields)


def vip_visit(*, by=CLOCK, people: int = 8, **fields) -> Visit:
    """A planned visit of a minister with so many people."""
    titles = {"title_en": "Visit of a minister", "title_fr": "Visite d’un ministre"}
    visit = planned_visit(by=by, kind="vip", **titles, **fields)
    for number in range(people):
        visitor_of(visit, by=by, role="head" if not number else "member")
    return visit


def programme(*, code: str = "minister", book: bool = False, people: int = 8, **fields) -> Programme:
    """A programme from a profile; nobody is booked unless asked."""
    visit = vip_visit(people=people, **fields)
    return actions.make_programme(visit, by=CLOCK, profile=profile(code), book=book)


def stop(programme: Programme, code: str) -> Stop:
    """The stop at a place."""
    return programme.stops.get(place__code=code)
