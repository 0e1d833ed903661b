"""From a rule and an occasion to a due date, and the same in words; pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import zip_longest

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from council_office.calendar.models import DeadlineRule
from council_office.calendar.states import Unit
from council_office.calendar.working_days import Calendar
from council_office.directory.models import in_language


@dataclass(frozen=True)
class DueDate:
    """A day counted from `anchor` by a rule, the holidays passed over, and the day it was moved from."""

    on: date
    anchor: date
    skipped: tuple[tuple[date, str], ...] = ()
    moved_from: date | None = None
    moved_because: str = ""


@dataclass(frozen=True)
class Explanation:
    """Why a day: the count, what was skipped or moved, the rule with its version, and the rule's reason."""

    count: str
    notes: tuple[str, ...] = ()
    rule: str = ""
    why: str = ""

    def __str__(self) -> str:
        return reduce(joined, self.notes, self.count)


def joined(said: str, note: str) -> str:
    return _("%(said)s; %(note)s") % {"said": said, "note": note}


def due_date(rule: DeadlineRule, on: date, ends_on: date, calendar: Calendar) -> DueDate:
    """Count back from the first day or on from the last; calendar days end on a working day too."""
    anchor = on if rule.offset <= 0 else ends_on
    if rule.unit == Unit.WORKING_DAYS:
        count = calendar.back if rule.offset <= 0 else calendar.forward
        end = count(anchor, abs(rule.offset))
        return DueDate(end.on, anchor, end.skipped)
    counted = anchor + timedelta(days=rule.offset)
    due = calendar.previous_working(counted)
    if due == counted:
        return DueDate(due, anchor)
    return DueDate(due, anchor, moved_from=counted, moved_because=calendar.holidays.get(counted, ""))


def explain(rule: DeadlineRule, due: DueDate) -> Explanation:
    """The due date in words of the active language."""
    notes = (_skipped(due), _moved(due))
    return Explanation(
        distance(rule, due.anchor),
        tuple(note for note in notes if note),
        version(rule),
        in_language(rule, "explanation"),
    )


def distance(rule: DeadlineRule, anchor: date) -> str:
    """ "10 working days before Tue 24 Nov 2026"."""
    number = abs(rule.offset)
    if not number:
        return _("on %(day)s") % {"day": day(anchor)}
    return _PHRASES[rule.unit, rule.offset < 0](number) % {"number": number, "day": day(anchor)}


def version(rule: DeadlineRule) -> str:
    """ "version 2, in force from Thu 1 Jan 2026, illustrative"."""
    told = {"number": rule.version, "day": day(rule.valid_from)}
    if rule.illustrative:
        return _("version %(number)d, in force from %(day)s, illustrative") % told
    return _("version %(number)d, in force from %(day)s") % told


def checklist(rule: DeadlineRule) -> list[tuple[str, str]]:
    """The steps of a rule in English and French."""
    return steps(rule.checklist_en, rule.checklist_fr)


def steps(in_english: str, in_french: str) -> list[tuple[str, str]]:
    """Texts of one step per line as pairs; a missing French line stays empty."""
    lines = [[line.strip() for line in text.splitlines()] for text in (in_english, in_french)]
    return [(english, french) for english, french in zip_longest(*lines, fillvalue="") if english]


def day(on: date) -> str:
    """ "Wed 11 Nov 2026", as everywhere in the office."""
    return date_format(on, pgettext("format of a day", "D j M Y"))


_PHRASES = {
    (Unit.WORKING_DAYS, True): lambda n: ngettext(
        "%(number)d working day before %(day)s", "%(number)d working days before %(day)s", n
    ),
    (Unit.WORKING_DAYS, False): lambda n: ngettext(
        "%(number)d working day after %(day)s", "%(number)d working days after %(day)s", n
    ),
    (Unit.CALENDAR_DAYS, True): lambda n: ngettext(
        "%(number)d calendar day before %(day)s", "%(number)d calendar days before %(day)s", n
    ),
    (Unit.CALENDAR_DAYS, False): lambda n: ngettext(
        "%(number)d calendar day after %(day)s", "%(number)d calendar days after %(day)s", n
    ),
}


def _skipped(due: DueDate) -> str:
    if not due.skipped:
        return ""
    named = [f"{_span(first, last)} ({name})" for first, last, name in _runs(sorted(due.skipped))]
    return ngettext("%(days)s skipped", "%(days)s skipped", len(due.skipped)) % {"days": ", ".join(named)}


def _runs(skipped: list[tuple[date, str]]) -> list[tuple[date, date, str]]:
    """Weekdays of one name that follow each other, a weekend between them or not, as one."""
    runs: list[tuple[date, date, str]] = []
    for on, name in skipped:
        if runs and runs[-1][2] == name and (on - runs[-1][1]).days <= 3:
            runs[-1] = (runs[-1][0], on, name)
        else:
            runs.append((on, on, name))
    return runs


def _span(first: date, last: date) -> str:
    if first == last:
        return _short(first)
    return _("%(first)s to %(last)s") % {"first": _short(first), "last": _short(last)}


def _moved(due: DueDate) -> str:
    if due.moved_from is None:
        return ""
    told = {"day": _short(due.moved_from), "name": due.moved_because}
    if due.moved_because:
        return _("moved from %(day)s (%(name)s) to the working day before") % told
    return _("moved from %(day)s to the working day before") % told


def _short(on: date) -> str:
    return date_format(on, pgettext("short form of a day", "D j M"))
