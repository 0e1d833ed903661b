"""What calls for action: declared once, counted on Today, told to whoever has to decide.

A matter's `rows` are exactly those of the list that its number opens. Every app offers them in its own nouns
and queries; `declared` only names them, with the roles that they concern.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from council_office.desk.queries.declared import MATTERS, OFFERS, SECTIONS
from council_office.desk.queries.declaring import Line, Matter, Offer, Section
from council_office.desk.queries.people import holding
from council_office.directory.models import User

MOST = 200  # rows of one matter that one person is told of at a time


@dataclass(frozen=True)
class Figure:
    """A count that calls for action, and the address of exactly its rows."""

    count: int
    label: Any
    url: str
    tone: str = "waiting"


def figure(matter: Matter, user: User, day: date) -> Figure:
    count = matter.rows(user, day).count()
    return Figure(count, matter.label % {"count": count}, matter.url_for(user), matter.tone)


def figures(user: User, day: date | None = None) -> list[Figure]:
    """Every matter that concerns this person, counted."""
    day = day or timezone.localdate()
    return [figure(matter, user, day) for matter in MATTERS if matter.concerns(user)]


def sections(user: User, day: date) -> list[tuple[Section, list[Line], str]]:
    """The short lists of this person's day with the address of all of each, without the empty ones."""
    asked = [section for section in SECTIONS if section.concerns(user)]
    found = [(each, list(each.lines(user, day)), each.url_for(user)) for each in asked]
    return [(each, lines, url) for each, lines, url in found if lines]


def offers(user: User) -> list[tuple[Offer, str]]:
    """What this person may do on a quiet day, with its address; each address once."""
    open_to = {offer.url_name: offer for offer in OFFERS if offer.concerns(user)}
    return [(offer, offer.url_for(user)) for offer in open_to.values()]


def decisions() -> Iterator[tuple[User, Model]]:
    """Everybody with every row that waits for their own decision."""
    day = timezone.localdate()
    for matter in MATTERS:
        for user in holding(*matter.roles) if matter.decision else ():
            if matter.concerns(user):
                yield from ((user, row) for row in matter.rows(user, day)[:MOST])
