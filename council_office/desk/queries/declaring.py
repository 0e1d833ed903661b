"""How Today is declared: matters that are counted, sections that are listed, offers for a quiet day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.web.access import may

EVERYBODY = tuple(Role)
ME = "{me}"  # in a filter: whoever looks


class Place:
    """An address with filters, open to some roles: what matters, sections and offers share."""

    roles: tuple[str, ...]
    url_name: str
    filters: tuple[tuple[str, str], ...]

    def concerns(self, user: User) -> bool:
        return user.has_role(*self.roles) and may(user, self.url_name, "GET")

    def url_for(self, user: User) -> str:
        query = urlencode([(name, user.pk if value == ME else value) for name, value in self.filters])
        return reverse(self.url_name) + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Matter(Place):
    """One kind of thing that calls for action of these roles; `decision`: each row waits for a person."""

    label: Any
    roles: tuple[str, ...]
    rows: Callable[[User, date], QuerySet]
    url_name: str
    filters: tuple[tuple[str, str], ...] = ()
    tone: str = "waiting"
    decision: bool = False


@dataclass(frozen=True)
class Line:
    """One row of a section: what, where it stands, a note, and a badge on its tone."""

    label: Any
    url: str = ""
    note: Any = ""
    badge: Any = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Section(Place):
    """A short list of the day for these roles, and where all of it stands."""

    label: Any
    roles: tuple[str, ...]
    lines: Callable[[User, date], Iterable[Line]]
    url_name: str
    filters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Offer(Place):
    """Something worth doing when nothing waits."""

    label: Any
    icon: str
    roles: tuple[str, ...]
    url_name: str
    filters: tuple[tuple[str, str], ...] = ()
