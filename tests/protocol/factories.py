"""Nouns of protocol for tests, made by the verbs that make them in the office."""

from datetime import date, time, timedelta

from django.utils import timezone

from council_office.directory.models import Office, Post
from council_office.ledger.audit import CLOCK
from protocol import actions
from protocol.models import Authority, Ceremony, Guest, SeatPlan
from tests.factories import PersonFactory, member


def in_days(days: int = 60) -> date:
    return timezone.localdate() + timedelta(days=days)


def coming(*, by=CLOCK, days: int = 60, **fields) -> Ceremony:
    """A ceremony still to come, as a draft with all that confirming it needs but guests."""
    facts = {
        "title_en": "Inauguration of the assembly hall",
        "title_fr": "Inauguration du hall d’assemblage",
        "kind": "inauguration",
        "held_on": in_days(days),
        "opens_at": time(11),
        "closes_at": time(13),
        "place_en": "Assembly hall",
        "place_fr": "Hall d’assemblage",
    }
    if "signatory" not in fields:
        fields["signatory"] = PersonFactory(family_name="Bertin", given_names="Lucie")
        in_post(fields["signatory"], "director", title="Head of Protocol")
    return actions.create_ceremony(by=by, **{**facts, **fields})


def confirmed(*, by=CLOCK, **fields) -> Ceremony:
    ceremony = coming(by=by, **fields)
    invited(ceremony, "Okafor", by=by)
    return actions.confirm_ceremony(ceremony, by=by)


def invited(
    ceremony: Ceremony, family_name: str, rank: str = "", code: str = "", *, by=CLOCK, **fields
) -> Guest:
    """Somebody on the list: a rank by the code of its authority, a Member by its code."""
    person = {
        name: fields.pop(name)
        for name in ("given_names", "address_style", "language", "email")
        if name in fields
    }
    somebody = PersonFactory(family_name=family_name, member=member(code) if code else None, **person)
    authority = Authority.objects.get(code=rank) if rank else None
    return actions.add_guest(ceremony, by=by, person=somebody, authority=authority, **fields)


def in_post(
    person, office: str, *, title: str = "", since: date = date(2020, 1, 6), country: str = ""
) -> Post:
    """A post of the directory that decides rank and form of address."""
    return Post.objects.create(
        person=person,
        office=Office.objects.get(code=office),
        title_en=title or office,
        title_fr=title or office,
        starts_on=since,
        country=country,
    )


def table_of(ceremony: Ceremony, seats: int = 8, *, by=CLOCK, **fields) -> SeatPlan:
    facts = {"title_en": "Lunch", "title_fr": "Déjeuner", "shape": "french", "per_table": seats}
    return actions.draw_plan(ceremony, by=by, **{**facts, **fields})
