"""The public history as plain rows: dates that are a month or a year, ends that are not known; pure."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from council_office.directory.reference import table
from meetings.models.session import UNKNOWN_DAYS

DATA = Path(__file__).parent / "data"
PRECISION = {4: ("year only", "à l’année seulement"), 7: ("month only", "au mois seulement")}


Remark = tuple[str, str]


@dataclass(frozen=True)
class Span:
    """The days that a dirty date may mean, and what must be said about it in English and French."""

    starts_on: date
    ends_on: date
    remarks: tuple[Remark, ...] = ()

    def basis(self, row: dict[str, str]) -> dict[str, str]:
        """What the row knows with the remarks, in both languages."""
        english = (row["basis_en"], *(remark for remark, _french in self.remarks))
        french = (row["basis_fr"], *(remark for _english, remark in self.remarks))
        return {
            "basis_en": "; ".join(filter(None, english)),
            "basis_fr": "\N{NARROW NO-BREAK SPACE}; ".join(filter(None, french)),
        }


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
    english, french = PRECISION.get(shortest, ("", ""))
    remarks = ((f"{UNKNOWN_DAYS} {english}", f"date connue {french}"),) if english else ()
    return Span(first_day(starts_on), last_day(ends_on), remarks)


def term_span(starts_on: str, ends_on: str, last_seen: str) -> Span:
    """A term; without an end it lasts until its holder was last seen, without a start it begins there."""
    start = first_day(starts_on) if starts_on else first_day(last_seen or ends_on[:4])
    end = last_day(ends_on or last_seen)
    return Span(start, max(start, end), tuple(term_remarks(starts_on, ends_on, last_seen)))


def term_remarks(starts_on: str, ends_on: str, last_seen: str) -> Iterator[Remark]:
    if not starts_on:
        yield "start not known", "début inconnu"
    if not ends_on:
        yield f"end not known, last seen {last_seen}", f"fin inconnue, vu pour la dernière fois {last_seen}"
    for english, french, text in (("start", "début connu", starts_on), ("end", "fin connue", ends_on)):
        if len(text) in PRECISION:
            how_en, how_fr = PRECISION[len(text)]
            yield f"{english} known to the {how_en}", f"{french} {how_fr}"
