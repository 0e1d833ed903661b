"""What a report found: sheets with the numbers counted from them; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from council_office.reports import sheets
from council_office.reports.declared import Asked, Breakdown, Figure, Listing, Section, in_both
from council_office.reports.periods import Period
from council_office.reports.sheets import Cross, Sheet, Term, Value


@dataclass(frozen=True)
class Counted:
    """A figure with its value; `where` are all conditions that its rows meet."""

    code: str
    label: Term
    value: Value
    kind: str
    where: Mapping[str, Any]
    urgent: bool


@dataclass(frozen=True)
class Tabled:
    title: Term
    cross: Cross
    kind: str
    chart: str
    where: Mapping[str, Any]


@dataclass(frozen=True)
class Listed:
    title: Term
    sheet: Sheet
    where: Mapping[str, Any]


@dataclass(frozen=True)
class Loaded:
    """The rows of a register that one reader may see, and what the database says of them by itself."""

    sheet: Sheet
    control: int
    sums: Mapping[str, Value] = field(default_factory=dict)
    hidden: int = 0
    level: str = "internal"


@dataclass(frozen=True)
class Part:
    """What was found in one register."""

    register: str
    title: Term
    source: Term
    period: Period
    loaded: Loaded
    sheet: Sheet
    figures: tuple[Counted, ...]
    tables: tuple[Tabled, ...]
    lists: tuple[Listed, ...]

    @property
    def differences(self) -> list[str]:
        """Where the rows read and the register do not agree; empty when they reconcile."""
        read, found = self.loaded.sheet, []
        if len(read.rows) != self.loaded.control or len({row.key for row in read.rows}) != len(read.rows):
            found.append("rows")
        if self.loaded.hidden < 0:
            found.append("hidden")
        found += [
            code for code, total in self.loaded.sums.items() if sheets.measure(read, "sum", code) != total
        ]
        found += [table.title.en for table in self.tables if not adds_up(table.cross)]
        return found

    @property
    def reconciles(self) -> bool:
        return not self.differences


@dataclass(frozen=True)
class Findings:
    """One report as one reader may see it at one moment."""

    code: str
    title: Term
    asked: Asked
    period: Period
    as_of: datetime
    parts: tuple[Part, ...]
    in_mail: bool = False

    @property
    def reconciles(self) -> bool:
        return all(part.reconciles for part in self.parts)

    @property
    def hidden(self) -> int:
        return sum(part.loaded.hidden for part in {part.register: part for part in self.parts}.values())

    @property
    def may_show_nothing(self) -> bool:
        """There are rows, and the reader's rights open none of them."""
        return self.hidden > 0 and not any(part.loaded.sheet.rows for part in self.parts)


def adds_up(cross: Cross) -> bool:
    """Counts of the lines make the count of the whole; averages need not."""
    if not isinstance(cross.total, int):
        return True
    return sum(v for v in cross.row_totals if isinstance(v, int)) == cross.total or any(
        not isinstance(v, int) for v in cross.row_totals
    )


def part(section: Section, title: Any, source: Any, loaded: Loaded, period: Period, where: Mapping) -> Part:
    """The section counted over what was loaded; `where` is what the reader asked for besides."""
    known = {column.code for column in loaded.sheet.columns}
    asked = {code: value for code, value in where.items() if code in known}
    conditions = sheets.both(section.where, asked)
    sheet = loaded.sheet.where(conditions)
    return Part(
        register=section.register,
        title=Term("", *in_both(title)),
        source=Term("", *in_both(source)),
        period=period,
        loaded=loaded,
        sheet=sheet,
        figures=tuple(counted(one, sheet, conditions) for one in section.figures),
        tables=tuple(tabled(one, sheet, conditions) for one in section.breakdowns),
        lists=tuple(listed(one, sheet, conditions) for one in section.listings),
    )


def counted(figure: Figure, sheet: Sheet, conditions: Mapping) -> Counted:
    kind = sheet.column(figure.of).kind if figure.of else "number"
    value = sheets.measure(sheet.where(figure.where), figure.how, figure.of)
    label = Term(figure.code, *in_both(figure.label))
    return Counted(
        figure.code, label, value, kind, sheets.both(conditions, figure.where), figure.urgent and bool(value)
    )


def tabled(one: Breakdown, sheet: Sheet, conditions: Mapping) -> Tabled:
    rows = sheet.where(one.where)
    kind = sheet.column(one.of).kind if one.of else "number"
    cross = sheets.cross(rows, one.by, one.across, one.how, one.of)
    return Tabled(Term("", *in_both(one.title)), cross, kind, one.chart, sheets.both(conditions, one.where))


def listed(one: Listing, sheet: Sheet, conditions: Mapping) -> Listed:
    rows = sheet.where(one.where)
    if one.order:
        rows = rows.sorted(one.order.removeprefix("-"), backwards=one.order.startswith("-"))
    return Listed(Term("", *in_both(one.title)), rows.only(one.columns), sheets.both(conditions, one.where))


# As plain JSON, kept with what was issued


def frozen(findings: Findings) -> dict:
    """Every row and number, so that the report can be counted again without the registers."""
    return {
        "code": findings.code,
        "as_of": findings.as_of.isoformat(),
        "asked": findings.asked.to_json(),
        "parts": [frozen_part(one) for one in findings.parts],
    }


def frozen_part(one: Part) -> dict:
    return {
        "register": one.register,
        "title": sheets.plain(one.title),
        "sheet": sheets.to_json(one.sheet),
        "figures": [[f.code, sheets.plain(f.label), sheets.plain(f.value)] for f in one.figures],
        "control": one.loaded.control,
        "hidden": one.loaded.hidden,
    }


def changed(before: dict, findings: Findings) -> list[tuple[Part, list[sheets.Change]]]:
    """What became of the rows of each part since an earlier issue was frozen."""
    old = {(one["register"], one["title"]["term"][1]): one for one in before.get("parts", ())}
    found = []
    for one in findings.parts:
        known = old.get((one.register, one.title.en))
        if known and (what := sheets.changes(sheets.from_json(known["sheet"]), one.sheet)):
            found.append((one, what))
    return found
