"""A report as its page shows it: every number with the address of exactly its rows; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from council_office.reports import letters, sheets
from council_office.reports.declared import Asked
from council_office.reports.findings import Counted, Findings, Listed, Part, Tabled
from council_office.reports.sheets import Column, Sheet, Value, code_of
from council_office.web import words
from documents.papers import Chart
from documents.rendering import drawings
from documents.rendering.words import cell_text

MOST_ROWS = 12  # of a list on the page of a report; all of them stand behind its link


@dataclass(frozen=True)
class Number:
    """A number as it is read, and where its rows are; `label` says both to those who hear the page."""

    text: str
    url: str = ""
    label: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of measures: heads, rows of (name, numbers), the last row; its chart above it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Number, ...]], ...]
    totals: tuple[Number, ...]
    chart: SafeString | str = ""


@dataclass(frozen=True)
class Head:
    label: str
    kind: str


@dataclass(frozen=True)
class Rows:
    title: str
    heads: tuple["Head", ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    count: int
    url: str = ""

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)


@dataclass(frozen=True)
class Block:
    """A part of the report on its page."""

    title: str
    source: str
    figures: tuple[Number, ...]
    grids: tuple[Grid, ...]
    lists: tuple[Rows, ...]
    reconciles: bool


def blocks(found: Findings, language: str) -> list[Block]:
    return [block(found, place, one, language) for place, one in enumerate(found.parts)]


def block(found: Findings, place: int, one: Part, language: str) -> Block:
    to = Addresses(found.code, found.asked, place)
    return Block(
        title=one.title.name(language),
        source=letters.source(one, language),
        figures=tuple(figure(each, to, language) for each in one.figures),
        grids=tuple(grid(each, to, language) for each in one.tables if each.cross.rows),
        lists=tuple(rows(each, to, language) for each in one.lists),
        reconciles=one.reconciles,
    )


@dataclass(frozen=True)
class Addresses:
    """Where the rows of one part of a report are listed."""

    code: str
    asked: Asked
    place: int

    def rows(self, where: Mapping[str, Any]) -> str:
        query = Asked(self.asked.span, self.asked.first, self.asked.last, where).query()
        address = reverse("reports:rows", args=[self.code, self.place])
        return f"{address}?{urlencode(query, doseq=True)}"


def figure(one: Counted, to: Addresses, language: str) -> Number:
    return Number(
        shown(one.value, one.kind, language),
        to.rows(one.where),
        one.label.name(language),
        "bad" if one.urgent else "",
    )


def grid(one: Tabled, to: Addresses, language: str) -> Grid:
    cross = one.cross

    def number(value: Value, *pairs: tuple[Column | None, Value]) -> Number:
        chosen = {column.code: code_of(wanted) for column, wanted in pairs if column}
        named = ", ".join(sheets.said(wanted, language) for column, wanted in pairs if column)
        url = to.rows(sheets.both(one.where, chosen)) if value else ""
        return Number(shown(value, one.kind, language), url, named or _("Total"))

    lines = zip(cross.rows, cross.cells, cross.row_totals, strict=True)
    return Grid(
        title=one.title.name(language),
        heads=letters.crossed(one, language)[0],
        rows=tuple(
            (
                sheets.said(name, language),
                (
                    *(
                        number(value, (cross.by, name), (cross.across, column))
                        for value, column in zip(cells, cross.columns, strict=True)
                    ),
                    number(whole, (cross.by, name)),
                ),
            )
            for name, cells, whole in lines
        ),
        totals=(
            *(
                number(value, (cross.across, column))
                for value, column in zip(cross.column_totals, cross.columns, strict=True)
            ),
            number(cross.total),
        ),
        chart=picture(letters.chart(one, language), language) if one.chart else "",
    )


def picture(chart: Chart, language: str) -> SafeString:
    """The chart as an inline drawing; the table below it says the same in numbers."""
    svg = drawings.chart(chart, language).removeprefix("<svg")
    label = _("%(title)s: a chart of the table below") % {"title": chart.title}
    return format_html('<svg role="img" aria-label="{}"{}', label, mark_safe(svg))  # noqa: S308 drawn and escaped by us


def rows(one: Listed, to: Addresses, language: str) -> Rows:
    return Rows(
        one.title.name(language),
        heads(one.sheet, language),
        lines(one.sheet, language, MOST_ROWS),
        len(one.sheet.rows),
        to.rows(one.where),
    )


def heads(sheet: Sheet, language: str) -> tuple[Head, ...]:
    return tuple(Head(column.label.name(language), column.kind) for column in sheet.columns)


def lines(sheet: Sheet, language: str, most: int, start: int = 0) -> tuple:
    """Rows of a sheet in words: the address of the thing, then (label of the column, words) of each cell."""
    labels = heads(sheet, language)
    return tuple(
        (
            row.address,
            tuple((h.label, shown(v, h.kind, language)) for v, h in zip(row.values, labels, strict=True)),
        )
        for row in sheet.rows[start : start + most]
    )


def shown(value: Value, kind: str, language: str) -> str:
    """A value on a page: money with its currency, days with their weekday."""
    if value in (None, ""):
        return "–"
    if kind == "money":
        return words.money(value)
    if kind == "day":
        return words.day(value)
    if isinstance(value, bool) or (not isinstance(value, int | float) and not hasattr(value, "as_tuple")):
        return sheets.said(value, language)
    return cell_text(value, language)


def conditions(asked: Asked, sheet: Sheet, language: str) -> list[tuple[str, str]]:
    """What the rows have in common, in words: (column, value)."""
    found = []
    for code, wanted in asked.where.items():
        if any(column.code == code for column in sheet.columns):
            names = [named(sheet, code, one, language) for one in sheets.codes(wanted)]
            found.append((sheet.column(code).label.name(language), ", ".join(names)))
    return found


def named(sheet: Sheet, code: str, wanted: str, language: str) -> str:
    """A code in words, as one of the rows says it."""
    values = (value for value in sheet.values(code) if code_of(value) == wanted)
    if (value := next(values, None)) is not None:
        return sheets.said(value, language)
    return {
        sheets.YES: _("yes"),
        sheets.NO: _("no"),
        sheets.NOTHING: "–",
        sheets.IMPOSSIBLE: _("nothing"),
    }.get(wanted, wanted)
