"""Rows of a register as plain values, and everything that is counted from them; pure.

A figure, a cell of a table, a bar of a chart and the list behind it are all the same thing: the rows that
meet some conditions. So a number and its list cannot differ.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

from babel.dates import format_date
from django.utils.translation import gettext as _

LOCALES = {"en": "en_GB", "fr": "fr_FR"}
NOTHING = "-"  # how “no value” is written in an address
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Term:
    """A value with a code that never changes and a name in each language; `rank` puts it in its place."""

    code: str
    en: str
    fr: str
    rank: int = 0

    def name(self, language: str) -> str:
        return (self.fr or self.en) if language == "fr" else (self.en or self.fr)


Value = Term | str | int | Decimal | date | bool | None


@dataclass(frozen=True)
class Column:
    """What stands in one place of every row; `kind` is words, number, money, day or yes."""

    code: str
    label: Term
    kind: str = "words"


@dataclass(frozen=True)
class Row:
    """`key` is the same in every issue of a report; `address` is where the thing itself stands."""

    key: str
    values: tuple[Value, ...]
    address: str = ""


@dataclass(frozen=True)
class Sheet:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()

    def place(self, code: str) -> int:
        """Where a column stands; KeyError when there is none."""
        for place, column in enumerate(self.columns):
            if column.code == code:
                return place
        raise KeyError(code)

    def column(self, code: str) -> Column:
        return self.columns[self.place(code)]

    def values(self, code: str) -> list[Value]:
        place = self.place(code)
        return [row.values[place] for row in self.rows]

    def where(self, conditions: Mapping[str, Any]) -> "Sheet":
        """The rows whose columns have these codes (one, or one of several); an unknown column has no rows."""
        rows = self.rows
        for code, wanted in conditions.items():
            if not any(column.code == code for column in self.columns):
                return Sheet(self.columns)
            place, allowed = self.place(code), set(codes(wanted))
            rows = tuple(row for row in rows if code_of(row.values[place]) in allowed)
        return Sheet(self.columns, rows)

    def sorted(self, code: str, *, backwards: bool = False) -> "Sheet":
        place = self.place(code)
        rows = sorted(self.rows, key=lambda row: order_of(row.values[place]), reverse=backwards)
        return Sheet(self.columns, tuple(rows))

    def only(self, codes: Iterable[str]) -> "Sheet":
        """The same rows with these columns, in this order; unknown ones are left out."""
        known = {column.code for column in self.columns}
        places = [self.place(code) for code in codes if code in known]
        rows = (Row(row.key, tuple(row.values[p] for p in places), row.address) for row in self.rows)
        return Sheet(tuple(self.columns[p] for p in places), tuple(rows))


def code_of(value: Value) -> str:
    """The value as it stands in an address and in a saved condition, in no language."""
    match value:
        case None | "":
            return NOTHING
        case bool():
            return YES if value else NO
        case Term():
            return value.code
        case date():
            return value.isoformat()
        case _:
            return str(value)


def said(value: Value, language: str) -> str:
    """A value as text in one language."""
    match value:
        case None | "":
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case Term():
            return value.name(language) or "–"
        case _ if hasattr(value, "isoformat"):
            return format_date(value, "d MMM y", LOCALES[language])
        case _:
            return str(value)


def order_of(value: Value) -> tuple:
    """Values of one column in order, what has none last."""
    match value:
        case None | "":
            return (2, 0, "")
        case bool() | int() | Decimal() | float():
            return (0, value, "")
        case date():
            return (0, value.toordinal(), "")
        case Term():
            return (1, value.rank, value.en.casefold())
        case _:
            return (1, 0, str(value).casefold())


# Conditions: for each column the code, or one of the codes, that its values must have

IMPOSSIBLE = "!"  # the code that no value has


def codes(wanted: Any) -> tuple[str, ...]:
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)


def both(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The conditions of both, so that whatever meets them meets each."""
    met = {code: codes(wanted) for code, wanted in first.items()}
    for code, wanted in second.items():
        allowed = codes(wanted)
        shared = tuple(one for one in met.get(code, allowed) if one in allowed)
        met[code] = shared or (IMPOSSIBLE,)
    return met


# What is counted of rows

MEASURES: dict[str, Callable[[list], Any]] = {
    "count": len,
    "sum": lambda numbers: sum(numbers, Decimal(0)),
    "mean": lambda numbers: rounded(sum(numbers, Decimal(0)) / len(numbers)) if numbers else None,
    "median": lambda numbers: rounded(median(numbers)) if numbers else None,
    "most": lambda numbers: max(numbers, default=None),
}


def rounded(number: Decimal | float) -> Decimal:
    """One decimal, halves up; whole numbers stay whole."""
    exact = Decimal(number).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def measure(sheet: Sheet, how: str = "count", of: str = "") -> Value:
    """How many rows, or the sum, mean, median or most of a column's numbers (rows without one are left)."""
    if not of:
        return len(sheet.rows)
    known = [value for value in sheet.values(of) if value not in (None, "")]
    if how == "count":
        return len(known)
    numbers = [Decimal(value) for value in known if isinstance(value, int | Decimal)]
    result = MEASURES[how](numbers)
    return int(result) if isinstance(result, Decimal) and sheet.column(of).kind == "number" and result == int(
        result
    ) else result  # fmt: skip


@dataclass(frozen=True)
class Cross:
    """A table of measures: a row for each value of one column, across the values of another (or none)."""

    by: Column
    across: Column | None
    rows: tuple[Value, ...]
    columns: tuple[Value, ...]
    cells: tuple[tuple[Value, ...], ...]
    row_totals: tuple[Value, ...]
    column_totals: tuple[Value, ...]
    total: Value


def cross(sheet: Sheet, by: str, across: str = "", how: str = "count", of: str = "") -> Cross:
    """Every row of the sheet stands in exactly one cell; whole lines are measured, not added up."""
    rows = distinct(sheet, by)
    columns = distinct(sheet, across) if across else ()
    parts = [sheet.where({by: code_of(value)}) for value in rows]
    return Cross(
        by=sheet.column(by),
        across=sheet.column(across) if across else None,
        rows=rows,
        columns=columns,
        cells=tuple(
            tuple(measure(part.where({across: code_of(value)}), how, of) for value in columns)
            for part in parts
        ),
        row_totals=tuple(measure(part, how, of) for part in parts),
        column_totals=tuple(
            measure(sheet.where({across: code_of(value)}), how, of) for value in columns
        ),
        total=measure(sheet, how, of),
    )  # fmt: skip


def distinct(sheet: Sheet, code: str) -> tuple[Value, ...]:
    """The values of a column, each once, in order."""
    by_code = {code_of(value): value for value in sheet.values(code)}
    return tuple(sorted((v if v != "" else None for v in by_code.values()), key=order_of))


# What changed between two issues


@dataclass(frozen=True)
class Change:
    """A row that is new, gone or changed; `what` are (column, before, after) of a changed one."""

    kind: str
    row: Row
    what: tuple[tuple[Column, Value, Value], ...] = ()


def changes(before: Sheet, after: Sheet) -> list[Change]:
    """What became of the rows since: new, gone, changed; columns of only one of the two do not count."""
    old, new = ({row.key: row for row in sheet.rows} for sheet in (before, after))
    shared = [c for c in after.columns if any(c.code == b.code for b in before.columns)]
    found = [Change("new", row) for key, row in new.items() if key not in old]
    for key, row in new.items():
        if key in old and (what := differing(before, after, shared, old[key], row)):
            found.append(Change("changed", row, what))
    return found + [Change("gone", row) for key, row in old.items() if key not in new]


def differing(before: Sheet, after: Sheet, columns: list[Column], old: Row, new: Row) -> tuple:
    pairs = ((c, old.values[before.place(c.code)], new.values[after.place(c.code)]) for c in columns)
    return tuple((c, was, now) for c, was, now in pairs if code_of(was) != code_of(now))


# As plain JSON, kept with what was issued


def to_json(sheet: Sheet) -> dict:
    return {
        "columns": [[c.code, plain(c.label), c.kind] for c in sheet.columns],
        "rows": [[row.key, [plain(v) for v in row.values], row.address] for row in sheet.rows],
    }


def from_json(data: dict) -> Sheet:
    """The sheet that `to_json` wrote."""
    return Sheet(
        tuple(Column(code, thing(label), kind) for code, label, kind in data["columns"]),
        tuple(
            Row(key, tuple(thing(v) for v in values), address) for key, values, address in data["rows"]
        ),
    )  # fmt: skip


def plain(value: Value) -> Any:
    match value:
        case Term():
            return {"term": [value.code, value.en, value.fr, value.rank]}
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case _:
            return value


def thing(value: Any) -> Value:
    match value:
        case {"term": parts}:
            return Term(*parts)
        case {"decimal": text}:
            return Decimal(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case _:
            return value
