"""What the calendar pages and feeds show: every app registers its dated things here, from its queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class Kind:
    """What sort of thing an entry is: its name in the filter, its icon."""

    name: str
    label: Any
    icon: str


KINDS: dict[str, Kind] = {}


def kind(name: str, label: Any, icon: str) -> Kind:
    """Register a kind of entries beside the source that gives them."""
    return KINDS.setdefault(name, Kind(name, label, icon))


@dataclass(frozen=True)
class Entry:
    """One dated thing as one person may see it; `uid` names it for good, `kind` says what it is.

    A whole-day entry has dates, its last day included; any other has aware moments. `move_url` is a form that
    takes another day in `due_on`, for those who may move it.
    """

    uid: str
    starts_at: date | datetime
    ends_at: date | datetime
    title: str
    url: str
    kind: str
    all_day: bool = True
    details: str = ""
    place: str = ""
    late: bool = False
    done: bool = False
    move_url: str = ""
    about: str = ""

    @property
    def summary(self) -> str:
        """The title with what it is about, for other programs: "IC-40 · Papers in both languages"."""
        return f"{self.about} · {self.title}" if self.about else self.title

    @property
    def sort(self) -> Kind:
        return KINDS.get(self.kind) or Kind(self.kind, self.kind, "point")

    @property
    def first_day(self) -> date:
        return _day(self.starts_at)

    @property
    def last_day(self) -> date:
        return _day(self.ends_at)


Source = Callable[[object, date, date], Iterable[Entry]]
SOURCES: dict[str, Source] = {}


def source(name: str) -> Callable[[Source], Source]:
    """Register `function(user, start, end)`: what touches the days start…end and the user may see."""

    def register(function: Source) -> Source:
        if SOURCES.setdefault(name, function) is not function:
            raise ValueError(f"two calendar sources are called {name}")
        return function

    return register


def entries(user, start: date, end: date, kinds: frozenset[str] = frozenset()) -> list[Entry]:
    """Everything the user may see between two days, both included, in order; only some kinds when named."""
    found = (entry for function in SOURCES.values() for entry in function(user, start, end))
    return sorted((entry for entry in found if not kinds or entry.kind in kinds), key=_order)


def _order(entry: Entry) -> tuple:
    """Whole days first, then by the hour; the uid makes the order total."""
    moment = "" if entry.all_day else timezone.localtime(entry.starts_at).isoformat()
    return entry.first_day, moment, entry.title, entry.uid


def _day(moment: date | datetime) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment
