"""Reports as papers and as mails; pure."""

from collections.abc import Callable
from typing import Any

from babel.dates import format_date, format_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from council_office.reports import sheets
from council_office.reports.findings import Findings, Listed, Part, Tabled
from council_office.reports.models import Issue, Run
from council_office.reports.periods import Period
from council_office.reports.rhythm import PARIS
from council_office.reports.sheets import LOCALES, Change, Term, Value, said
from council_office.reports.states import Span
from documents.papers import Chart, Contents, Facts, Heading, Paper, Para, Table, escaped

TEMPLATE = "2026-11"  # changes whenever a paper made of the same rows would look or read differently

Address = Callable[[Any], str]
Changed = list[tuple[Part, list[Change]]]


def report(found: Findings, issue: Issue, *, level: str, changed: Changed = ()) -> Paper:
    """The whole report in its language: its facts, then figures, tables, charts and lists of every part."""
    language = issue.language
    with override(language):
        blocks = [about(found, issue)]
        if len(found.parts) > 2:
            titles = tuple(escaped(one.title.name(language)) for one in found.parts)
            blocks.append(Contents(_("Contents"), titles))
        if found.hidden > 0:
            blocks.append(Para(escaped(left_out(found, language)), "note"))
        for one in found.parts:
            blocks += part_blocks(one, language)
        if changed:
            blocks += changed_blocks(changed, issue.previous.number, language)
        blocks += [Heading(_("Sources and control")), sources(found, language)]
        return Paper(
            kind="report",
            number=issue.number,
            title=found.title.name(language),
            language=language,
            blocks=tuple(blocks),
            level=level,
            date=found.as_of.astimezone(PARIS).date(),
            status="" if found.reconciles else _("DRAFT – NOT RECONCILED"),
        )


def about(found: Findings, issue: Issue) -> Facts:
    """What was asked, for whom, by whom, of which moment, under which number."""
    language = issue.language
    asked = (
        (column_label(found, code, language), ", ".join(sheets.codes(value)))
        for code, value in found.asked.where.items()
    )
    return Facts(
        (
            (_("Looks at"), span_in_words(found, language)),
            *asked,
            (_("Made for"), issue.reader.actor_label),
            (_("Ordered by"), issue.author),
            (_("Data of"), moment(found.as_of, language)),
            (_("Identifier"), issue.number),
            (_("Template"), TEMPLATE),
        )
    )


def part_blocks(one: Part, language: str) -> list:
    """A part of the report: never without the words that say where its numbers come from."""
    blocks = [Heading(escaped(one.title.name(language)))]
    if one.figures:
        blocks.append(
            Table(
                (_("Figure"), _("Value")),
                tuple((f.label.name(language), cell(f.value, language)) for f in one.figures),
                widths=(4, 1),
                caption=_("%(part)s in figures") % {"part": one.title.name(language)},
            )
        )
    for table in one.tables:
        blocks += table_blocks(table, language)
    for rows in one.lists:
        blocks += list_blocks(rows, language)
    return blocks


def sources(found: Findings, language: str) -> Table:
    """Where every number comes from, how many rows were read, and that they agree with the register."""
    heads = (
        _("Part"),
        _("Source"),
        _("Time"),
        _("Shown"),
        _("Read"),
        _("Control"),
        _("Left out"),
        _("Agrees"),
    )
    rows = tuple(
        (
            one.title.name(language),
            one.source.name(language),
            period_in_words(one.period, language) or str(Span.ALL.label),
            len(one.sheet.rows),
            len(one.loaded.sheet.rows),
            one.loaded.control,
            max(0, one.loaded.hidden),
            _("yes") if one.reconciles else _("no"),
        )
        for one in found.parts
    )
    return Table(heads, rows, widths=(3, 4, 3.4, 1.5, 1.2, 1.6, 1.4, 1.5))


def table_blocks(table: Tabled, language: str) -> list:
    title = table.title.name(language)
    if not table.cross.rows:
        return []
    if table.chart:
        return [chart(table, language)]
    heads, rows, total = crossed(table, language)
    return [Table(heads, rows, caption=title, total=total)]


def crossed(table: Tabled, language: str) -> tuple[tuple, tuple, tuple]:
    """Heads, rows and the last row of a table of measures."""
    cross = table.cross
    heads = (cross.by.label.name(language), *(said(v, language) for v in cross.columns), _("Total"))
    rows = tuple(
        (said(value, language), *(cell(v, language) for v in cells), cell(whole, language))
        for value, cells, whole in zip(cross.rows, cross.cells, cross.row_totals, strict=True)
    )
    totals = (cell(v, language) for v in (*cross.column_totals, cross.total))
    return heads, rows, (_("Total"), *totals)


def chart(table: Tabled, language: str) -> Chart:
    """The table as a picture; what was not counted stands at nothing."""
    cross = table.cross
    names = tuple(said(value, language) for value in cross.rows)
    if cross.across is None:
        series = ((_("Total"), tuple(number(v) for v in cross.row_totals)),)
    else:
        columns = zip(cross.columns, zip(*cross.cells, strict=True), strict=True)
        series = tuple((said(value, language), tuple(map(number, cells))) for value, cells in columns)
    return Chart(table.title.name(language), names, series, kind=table.chart or "bar")


def number(value: Value) -> float | int:
    return value if isinstance(value, int) and not isinstance(value, bool) else float(value or 0)


def list_blocks(rows: Listed, language: str) -> list:
    title = rows.title.name(language)
    if not rows.sheet.rows:
        return [Para(_("**%(title)s**: none.") % {"title": escaped(title)})]
    heads = tuple(column.label.name(language) for column in rows.sheet.columns)
    cells = tuple(tuple(cell(value, language) for value in row.values) for row in rows.sheet.rows)
    return [Table(heads, cells, widths=shares(rows, heads, language), caption=title)]


def shares(rows: Listed, heads: tuple[str, ...], language: str) -> tuple[float, ...]:
    """Widths by what the columns hold: no word is broken, long texts get the rest."""
    found = []
    for place, head in enumerate(heads):
        texts = [head, *(said(row.values[place], language) for row in rows.sheet.rows)]
        word = max(len(word) for text in texts for word in text.replace("/", "/ ").split() or [""])
        found.append(max(word * 1.3, min(max(map(len, texts)), 46), 7))
    return tuple(found)


def changed_blocks(changed: Changed, before: str, language: str) -> list:
    """New, gone and changed rows since the issue before."""
    blocks = [Heading(escaped(_("What changed since %(before)s") % {"before": before}))]
    names = {"new": _("new"), "gone": _("gone"), "changed": _("changed")}
    for one, changes in changed:
        rows = tuple(
            (names[change.kind], said(change.row.values[0], language), differences(change, language))
            for change in changes
        )
        heads = (_("Change"), one.sheet.columns[0].label.name(language), _("What"))
        blocks.append(Table(heads, rows, widths=(1, 2, 4), caption=one.title.name(language)))
    return blocks


def differences(change: Change, language: str) -> str:
    return "; ".join(
        pair(column.label.name(language), f"{said(was, language)} → {said(now, language)}")
        for column, was, now in change.what
    )


# Values by name, for decks that people make themselves


def named_values(found: Findings, language: str) -> dict[str, str | Chart | Table]:
    """Every figure, table and chart under the names that a shape of a deck may have."""
    values: dict[str, str | Chart | Table] = {"date": day_of(found, language)}
    for one in found.parts:
        for figure in one.figures:
            values[f"{one.register}.{figure.code}"] = said(figure.value, language)
        for table in one.tables:
            shown = chart(table, language)
            names = [cross_name(one.register, table), table.title.en, table.title.fr]
            values |= dict.fromkeys((name.casefold() for name in names), shown)
    return values


def names_of(found: Findings, language: str) -> list[tuple[str, str, str]]:
    """The names that shapes may carry: (name, what it shows, as what)."""
    names = [("date", day_of(found, language), _("text"))]
    for one in found.parts:
        names += [
            (f"{one.register}.{f.code}", pair(f.label.name(language), said(f.value, language)), _("text"))
            for f in one.figures
        ]
        names += [
            (cross_name(one.register, table), table.title.name(language), _("chart or table"))
            for table in one.tables
        ]
    return names


def cross_name(register: str, table: Tabled) -> str:
    """decisions.year-body"""
    cross = table.cross
    return f"{register}.{'-'.join(column.code for column in (cross.by, cross.across) if column)}"


def day_of(found: Findings, language: str) -> str:
    return format_date(found.as_of.astimezone(PARIS), "d MMMM y", LOCALES[language])


# Words


def pair(label: str, value: str) -> str:
    """“late: 3”; French sets a space before the colon."""
    return _("%(label)s: %(value)s") % {"label": label, "value": value}


def cell(value: Value, language: str) -> Any:
    """A value as a cell of a paper: numbers and days stay what they are."""
    return said(value, language) if isinstance(value, bool | Term) else value


def moment(at, language: str) -> str:
    text = format_datetime(at.astimezone(PARIS), "EEE d MMM y, HH:mm", locale=LOCALES[language])
    return _("%(moment)s (Paris)") % {"moment": text}


def span_in_words(found: Findings, language: str) -> str:
    """“Last month: 1 to 31 October 2026”."""
    name, days = str(Span(found.asked.span).label), period_in_words(found.period, language)
    return pair(name, days) if days else name


def asked_in_words(issue: Issue, language: str) -> str:
    """What an issue looked at, and the values that were asked for."""
    where = issue.asked.get("where", {})
    codes = [value if isinstance(value, str) else ", ".join(value) for value in where.values()]
    return " · ".join([str(Span(issue.asked.get("span") or Span.ALL).label), *codes])


def period_in_words(period: Period, language: str) -> str:
    first, last = (
        format_date(day, "d MMM y", LOCALES[language]) if day else "…" for day in (period.first, period.last)
    )
    return "" if period.is_open else _("%(first)s to %(last)s") % {"first": first, "last": last}


def column_label(found: Findings, code: str, language: str) -> str:
    for one in found.parts:
        for column in one.sheet.columns:
            if column.code == code:
                return column.label.name(language)
    return code


def source(one: Part, language: str) -> str:
    """Where the numbers come from, how many rows, and that they agree with the register – or do not."""
    facts = {
        "source": one.source.name(language),
        "rows": count_of(len(one.sheet.rows)),
        "read": len(one.loaded.sheet.rows),
        "control": one.loaded.control,
        "period": period_in_words(one.period, language) or Span.ALL.label,
    }
    text = (
        _("Source: %(source)s (%(period)s). Shown: %(rows)s; read %(read)s, control total %(control)s.")
        % facts
    )
    return text if one.reconciles else " ".join((text, _("They differ: do not rely on these numbers.")))


def count_of(rows: int) -> str:
    return ngettext("%(count)s row", "%(count)s rows", rows) % {"count": rows}


def left_out(found: Findings, language: str) -> str:
    """What the reader's rights do not open, register by register."""
    by_register = {one.register: one for one in found.parts if one.loaded.hidden > 0}
    named = ", ".join(
        f"{one.source.name(language)} ({count_of(one.loaded.hidden)})" for one in by_register.values()
    )
    return _("Left out, because your rights do not open it: %(what)s.") % {"what": named}


# Mails


def mail(found: Findings, issue: Issue, *, language: str, address: Address) -> tuple[str, str]:
    """Subject and text of the mail that brings a report."""
    days = period_in_words(found.period, language)
    subject = pair(found.title.name(language), days) if days else found.title.name(language)
    parts = [text for one in found.parts if (text := part_text(one, language, address, rows=found.in_mail))]
    if not parts:
        parts = [_("There is nothing to tell: no row meets what this report looks at.")]
    if found.hidden:
        parts.append(left_out(found, language))
    if not found.reconciles:
        parts.insert(0, _("DRAFT – NOT RECONCILED"))
    facts = {"number": issue.number, "moment": moment(found.as_of, language)}
    parts.append(_("%(number)s, data of %(moment)s. Open it in the office:") % facts + f"\n{address(issue)}")
    parts.append(_("You receive this because you subscribed to it in the office."))
    return subject, "\n\n".join(parts)


def part_text(one: Part, language: str, address: Address, *, rows: bool) -> str:
    """A part in lines of text: its figures, and its rows when the report is read in the mail."""
    lines = [f"– {pair(f.label.name(language), said(f.value, language))}" for f in one.figures]
    if rows:
        lines = [row_text(row, language, address) for each in one.lists for row in each.sheet.rows]
    return "\n".join([one.title.name(language).upper(), *lines]) if lines else ""


def row_text(row: sheets.Row, language: str, address: Address) -> str:
    words = " · ".join(text for value in row.values if (text := said(value, language)) != "–")
    return f"– {words}\n  {address(row.address)}"


def kept_back(text: str, numbers: list[str], reason: str) -> str:
    """The text of a mail with what stays in the office, and why."""
    facts = {"numbers": ", ".join(numbers), "reason": reason}
    return "\n\n".join((text, _("Not attached: %(numbers)s. %(reason)s") % facts)) if numbers else text


def trouble(run: Run, *, language: str, address: Address) -> tuple[str, str]:
    """Subject and text of the mail that tells the owner of a run that failed or was missed."""
    facts = {
        "schedule": run.schedule.name,
        "due": moment(run.due_at, language),
        "state": run.get_state_display().lower(),
    }
    subject = _("%(schedule)s: %(state)s") % facts
    text = (
        _("The report “%(schedule)s”, due on %(due)s, has the state “%(state)s”. Open it to see why:") % facts
    )
    return subject, f"{text}\n\n{address(run.schedule)}"


def nothing_to_show(issue: Issue, *, address: Address) -> tuple[str, str]:
    """Subject and text of the mail that tells the owner that a reader's rights open none of the rows."""
    facts = {"schedule": issue.run.schedule.name, "reader": issue.reader.actor_label}
    subject = _("%(schedule)s: not sent to %(reader)s") % facts
    text = _(
        "The rights of %(reader)s open no row of “%(schedule)s”, so nothing was sent to them. "
        "Take them off the list, or give them the rights they need:"
    )
    return subject, f"{text % facts}\n\n{address(issue.run.schedule)}"


def handed_over(schedule: Any, *, address: Address) -> tuple[str, str]:
    """Subject and text of the mail to whoever now answers for a schedule."""
    subject = _("%(schedule)s: you now answer for this report") % {"schedule": schedule.name}
    text = _(
        "Whoever answered for “%(schedule)s” may no longer sign in. The report goes on under your name; "
        "give it to somebody else, or pause it, here:"
    )
    return subject, f"{text % {'schedule': schedule.name}}\n\n{address(schedule)}"
