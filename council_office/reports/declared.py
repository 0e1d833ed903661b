"""How a report is declared: registers with named fields, and reports that count and list their rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from babel.dates import format_date
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import override

from council_office.reports.sheets import Column, Term, Value
from council_office.reports.states import Span


@dataclass(frozen=True)
class Field:
    """A named column of a register; `read` takes one of its objects."""

    code: str
    label: Any
    read: Callable[[Any], Value]
    kind: str = "words"


@dataclass(frozen=True)
class Register:
    """What the office keeps of one kind; `rows` asks for one user's rows, `everything` for all of them.

    `day` is the lookup that a period is put to; `level` marks the register, `level_of` one of its rows;
    `prepare` notes on the rows what no query can tell; `sums` are columns that the database adds up once more
    (column → field), to see that nothing was lost.
    """

    code: str
    title: Any
    source: Any
    fields: tuple[Field, ...]
    rows: Callable[[Any], QuerySet]
    everything: Callable[[], QuerySet] | None = None
    day: str = ""
    prepare: Callable[[list], None] | None = None
    sums: Mapping[str, str] = field(default_factory=dict)
    level: str = "internal"
    level_of: Callable[[Any], str] | None = None
    address: Callable[[Any], str] = lambda thing: thing.get_absolute_url()

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column(one) for one in self.fields)

    def has(self, code: str) -> bool:
        return any(one.code == code for one in self.fields)


@dataclass(frozen=True)
class Figure:
    """One number: how many rows meet `where`, or a measure of a column; `urgent` ones are red above zero."""

    code: str
    label: Any
    where: Mapping[str, Any] = field(default_factory=dict)
    how: str = "count"
    of: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Breakdown:
    """A table of rows by one column (and across another), with its chart: bar, line or none."""

    title: Any
    by: str
    across: str = ""
    how: str = "count"
    of: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    chart: str = "bar"


@dataclass(frozen=True)
class Listing:
    """The rows themselves, with some of their columns; `order` begins with - to run backwards."""

    title: Any
    columns: tuple[str, ...]
    where: Mapping[str, Any] = field(default_factory=dict)
    order: str = ""


@dataclass(frozen=True)
class Section:
    """What a report says of one register, over its own span of time or the report's."""

    register: str
    title: Any
    figures: tuple[Figure, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    listings: tuple[Listing, ...] = ()
    where: Mapping[str, Any] = field(default_factory=dict)
    span: str = ""


@dataclass(frozen=True)
class Report:
    """A standard report; `in_mail`: its lists stand in its mail; `asks`: columns its reader chooses."""

    code: str
    title: Any
    text: Any
    sections: tuple[Section, ...]
    span: str = Span.YEAR
    room: Any = ""
    in_mail: bool = False
    asks: tuple[str, ...] = ()
    of_reader: bool = False


@dataclass(frozen=True)
class Asked:
    """What a reader asks of a report: a span of time, and the codes that columns must have."""

    span: str = ""
    first: date | None = None
    last: date | None = None
    where: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict:
        days = {name: day.isoformat() for name in ("first", "last") if (day := getattr(self, name))}
        return {"span": str(self.span), **days, "where": dict(self.where)}

    @classmethod
    def from_json(cls, data: dict) -> "Asked":
        days = {name: date.fromisoformat(data[name]) for name in ("first", "last") if data.get(name)}
        return cls(data.get("span", ""), **days, where=data.get("where", {}))

    def query(self) -> dict[str, Any]:
        """The same as the parameters of an address."""
        days = {name: day.isoformat() for name in ("first", "last") if (day := getattr(self, name))}
        return {"span": str(self.span), **days} | {f"is-{code}": value for code, value in self.where.items()}


# How values are made


@cache
def named(code: str, label: Any, rank: int = 0) -> Term:
    """A choice with its label in both languages."""
    return Term(code, *in_both(label), rank)


def in_both(label: Any) -> tuple[str, str]:
    texts = []
    for language in ("en", "fr"):
        with override(language):
            texts.append(str(label))
    return texts[0], texts[1]


def choice(name: str) -> Callable[[Model], Term | None]:
    """The value of a field with choices."""

    def read(thing: Model) -> Term | None:
        value = getattr(thing, name)
        if value in (None, ""):
            return None
        choices = dict(thing._meta.get_field(name).flatchoices)
        rank = list(choices).index(value) if value in choices else len(choices)
        return named(str(value), choices.get(value, value), rank)

    return read


def bilingual(thing: Any, field: str = "name", code: str = "") -> Term | None:
    """A record with `…_en` and `…_fr`, under its code (or its key)."""
    if thing is None:
        return None
    return Term(code or str(thing.pk), getattr(thing, f"{field}_en"), getattr(thing, f"{field}_fr"))


def text_of(read: Callable[[Any], Any]) -> Callable[[Any], Term]:
    """A text that stands in both languages: `read` is asked in each."""

    def both(thing: Any) -> Term:
        en, fr = (said(read, thing, language) for language in ("en", "fr"))
        return Term(en or fr, en or fr, fr or en)

    return both


def said(read: Callable[[Any], Any], thing: Any, language: str) -> str:
    with override(language):
        return str(read(thing) or "")


def local(moment: datetime | date | None) -> date | None:
    """The day of a moment in Paris."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def year_of(day: datetime | date | None) -> str | None:
    return str(local(day).year) if day else None


def month_of(day: datetime | date | None) -> Term | None:
    return _month(local(day).year, local(day).month) if day else None


@cache
def _month(year: int, month: int) -> Term:
    on = date(year, month, 1)
    names = (format_date(on, "MMM y", language) for language in ("en_GB", "fr_FR"))
    return Term(f"{year}-{month:02d}", *names, rank=year * 12 + month)


def days_between(first: datetime | date | None, last: datetime | date | None) -> int | None:
    return (local(last) - local(first)).days if first and last else None


def column(one: Field) -> Column:
    return Column(one.code, Term(one.code, *in_both(one.label)), one.kind)
