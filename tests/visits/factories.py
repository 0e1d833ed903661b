"""Nouns of visits for tests, made by the verbs that make them in the office."""

from datetime import date

from council_office.ledger.audit import CLOCK
from tests.factories import PersonFactory
from tests.meetings.factories import working_day
from visits import actions
from visits.models import Visit, Visitor, Zone


def zone(code: str = "SITE-ASSEMBLY") -> Zone:
    """One of the zones, as seeded."""
    return Zone.objects.get(code=code)


def draft_visit(*, by=CLOCK, in_days: int = 120, starts_on: date | None = None, **fields) -> Visit:
    """A visit with a host, still a draft."""
    fields = {"title_en": "Review of the cryoplant", "title_fr": "Revue de l’usine cryogénique", **fields}
    fields.setdefault("host", PersonFactory(family_name="Hamill"))
    return actions.create_visit(by=by, starts_on=starts_on or working_day(in_days), **fields)


def planned_visit(*, by=CLOCK, **fields) -> Visit:
    return actions.plan_visit(draft_visit(by=by, **fields), by=by)


def visitor_of(
    visit: Visit, *, by=CLOCK, zones: tuple[str, ...] = (), role: str = "expert", **person
) -> Visitor:
    """Somebody new in the visit."""
    chosen = [zone(code) for code in zones]
    return actions.add_visitor(visit, by=by, person=PersonFactory(**person), role=role, zones=chosen)
