"""The public history as plain rows: dates that are a month or a year, ends that are not known; pure."""

import calendar
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from council_office.directory.reference import table
from meetings.models.session import UNKNOWN_DAYS

DATA = Path(__file__).parent / "data"
PRECISION = {4: "year only", 7: "month only"}


@dataclass(frozen=True)
class Span:
    """The days that a dirty date may mean, and what must be said about it."""

    starts_on: date
    ends_on: date
    remarks: tuple[str, ...] = ()

    def basis(self, known: str) -> str:
        return "; ".join(filter(None, (known, *self.remarks)))[:200]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our own data files."""
    return table(DATA, name)


def first_day(text: str) -> date:
    """The first day of 2008, 2008-05 or 2008-05-19."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """The last day of 2008, 2008-05 or 2008-05-19."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def session_span(starts_on: str, ends_on: str) -> Span:
    """All days that a session may have had; a month or a year alone is said."""
    shortest = min(len(starts_on), len(ends_on))
    remark = (f"{UNKNOWN_DAYS} {PRECISION[shortest]}",) if shortest in PRECISION else ()
    return Span(first_day(starts_on), last_day(ends_on), remark)


def term_span(starts_on: str, ends_on: str, last_seen: str) -> Span:
    """A term; without an end it lasts until its holder was last seen, without a start it begins there."""
    remarks = []
    if not starts_on:
        remarks.append("start not known")
    if not ends_on:
        remarks.append(f"end not known, last seen {last_seen}")
    for name, text in (("start", starts_on), ("end", ends_on)):
        if len(text) in PRECISION:
            remarks.append(f"{name} known to the {PRECISION[len(text)]}")
    end = last_day(ends_on or last_seen)
    start = first_day(starts_on) if starts_on else first_day(last_seen or ends_on[:4])
    return Span(start, max(start, end), tuple(remarks))
