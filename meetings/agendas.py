"""How an agenda counts: numbers, clock and differences between versions; pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Protocol

from django.utils.translation import gettext as _

from meetings.states import AccessClass


class Placed(Protocol):
    """What numbering needs to know of an item."""

    pk: int
    parent_id: int | None
    position: int
    fixed_number: str
    access: str


@dataclass(frozen=True)
class Numbered[Item: Placed]:
    """An item with its number and its depth in the tree (0 at the top)."""

    item: Item
    number: str
    depth: int


def number_items[Item: Placed](items: Iterable[Item]) -> list[Numbered[Item]]:
    """The whole tree in reading order; a fixed number stays, automatic ones count around it.

    Items that not every participant may know of come after all others, under numbers of their own (R1, R2…):
    nobody can tell from a number, a time or a gap whether there are any.
    """
    children: dict[int | None, list[Item]] = defaultdict(list)
    for item in items:
        children[item.parent_id].append(item)
    for siblings in children.values():
        siblings.sort(key=lambda item: (item.position, item.pk))
    apart: list[tuple[Item, int]] = []
    numbered = list(_walk(children, None, "", 0, apart))
    free = _free("R", [item for item, _depth in apart])
    for item, depth in apart:
        number = item.fixed_number or next(free)
        numbered += [Numbered(item, number, depth), *_walk(children, item.pk, f"{number}.", depth + 1, None)]
    return numbered


def _walk(children, parent, prefix: str, depth: int, apart: list | None):
    """The items under `parent`; those that stand apart are put aside, unless all of these do (None)."""
    siblings = children.get(parent, [])
    if apart is not None:
        apart += [(item, depth) for item in siblings if item.access != AccessClass.OPEN]
        siblings = [item for item in siblings if item.access == AccessClass.OPEN]
    free = _free(prefix, siblings)
    for item in siblings:
        number = item.fixed_number or next(free)
        yield Numbered(item, number, depth)
        yield from _walk(children, item.pk, f"{number}.", depth + 1, apart)


def _free(prefix: str, items: Iterable[Placed]) -> Iterator[str]:
    """The automatic numbers among these items: those that none of them has for good."""
    fixed = {item.fixed_number for item in items if item.fixed_number}
    return (number for n in count(1) if (number := f"{prefix}{n}") not in fixed)


@dataclass(frozen=True)
class Slot:
    """When an item is taken: its beginning, and whether it runs past the end of the last day."""

    starts_at: datetime
    ends_at: datetime
    overruns: bool


def clock(minutes: Sequence[int], *, first: date, last: date, opens_at: time, closes_at: time) -> list[Slot]:
    """One slot per duration, day after day; what does not fit begins the next day while there is one."""
    slots, day, now = [], first, datetime.combine(first, opens_at)
    for duration in minutes:
        closing = datetime.combine(day, closes_at)
        if now + timedelta(minutes=duration) > closing and day < last and now.time() > opens_at:
            day += timedelta(days=1)
            now, closing = datetime.combine(day, opens_at), datetime.combine(day, closes_at)
        end = now + timedelta(minutes=duration)
        slots.append(Slot(now, end, end > closing and day >= last))
        now = end
    return slots


def minutes_available(*, first: date, last: date, opens_at: time, closes_at: time) -> int:
    """The minutes between opening and closing over all days of a session."""
    a_day = datetime.combine(first, closes_at) - datetime.combine(first, opens_at)
    return ((last - first).days + 1) * int(a_day.total_seconds() // 60)


Snapshot = dict[str, str | int | None]


def differences(old: Sequence[Snapshot], new: Sequence[Snapshot], language: str) -> list[str]:
    """What changed between two versions of an agenda, in words of the active language.

    A snapshot holds `key`, `number`, `title_en`, `title_fr`, `purpose`, `minutes`.
    """
    before, after = ({row["key"]: row for row in rows} for rows in (old, new))
    said = []
    for key, row in after.items():
        words = {"number": row["number"], "title": _title(row, language)}
        if key not in before:
            said.append(_("Item %(number)s “%(title)s” added.") % words)
        else:
            said += _changes(before[key], row, words, language)
    gone = [row for key, row in before.items() if key not in after]
    return said + [
        _("Item %(number)s “%(title)s” removed.") % {"number": r["number"], "title": _title(r, language)}
        for r in gone
    ]


def _changes(was: Snapshot, now: Snapshot, words: dict, language: str) -> list[str]:
    said = []
    if was["number"] != now["number"]:
        said.append(_moved(was, words))
    if _title(was, language) != _title(now, language):
        said.append(
            _("Item %(number)s: “%(old)s” now reads “%(title)s”.") % {**words, "old": _title(was, language)}
        )
    if was["purpose"] != now["purpose"]:
        said.append(_("Item %(number)s “%(title)s” changed its purpose.") % words)
    if was["minutes"] != now["minutes"]:
        minutes = {**words, "old": was["minutes"], "new": now["minutes"]}
        said.append(_("Item %(number)s: %(new)s minutes instead of %(old)s.") % minutes)
    return said


def _moved(was: Snapshot, words: dict) -> str:
    return _("Item %(old)s moved to %(number)s.") % {**words, "old": was["number"]}


def _title(row: Snapshot, language: str) -> str:
    first, second = ("title_fr", "title_en") if language == "fr" else ("title_en", "title_fr")
    return str(row[first] or row[second] or "")
