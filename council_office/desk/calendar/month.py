"""A month as weeks of days, and what happens on them in lanes that do not cross; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from council_office.calendar.sources import Entry
from council_office.calendar.working_days import DAY, Calendar

LANES = 5


@dataclass(frozen=True)
class Bar:
    """One entry on one day: where it starts or goes on from the day before, or past the week."""

    entry: Entry
    first: bool
    last: bool


@dataclass(frozen=True)
class Day:
    on: date
    outside: bool
    today: bool
    working: bool
    closed: str
    bars: tuple[Bar | None, ...]
    more: int

    @property
    def is_empty(self) -> bool:
        return not (self.closed or self.more or any(self.bars))


@dataclass(frozen=True)
class Week:
    days: tuple[Day, ...] = field(default_factory=tuple)

    @property
    def monday(self) -> date:
        return self.days[0].on

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week


def span(on: date) -> tuple[date, date]:
    """The Monday before the first of the month and the Sunday after its last day."""
    first = on.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - DAY
    return monday_of(first), monday_of(last) + 6 * DAY


def monday_of(on: date) -> date:
    return on - on.weekday() * DAY


def weeks(
    start: date, end: date, entries: Sequence[Entry], calendar: Calendar, *, month: int = 0, today: date
) -> list[Week]:
    """Whole weeks from `start` to `end`; days of another month than `month` are outside."""
    return [
        week(monday, entries, calendar, month=month, today=today)
        for monday in (start + 7 * n * DAY for n in range(((end - start).days + 1) // 7))
    ]


def week(monday: date, entries: Iterable[Entry], calendar: Calendar, *, month: int = 0, today: date) -> Week:
    days = [monday + n * DAY for n in range(7)]
    lanes = in_lanes([e for e in entries if e.first_day <= days[-1] and e.last_day >= monday], days)
    return Week(tuple(_day(on, lanes, calendar, month, today, days) for on in days))


def by_day(entries: Sequence[Entry], start: date, end: date) -> list[tuple[date, list[Entry]]]:
    """The days that have entries; what lasts stands on its first day, or on `start`."""
    found: dict[date, list[Entry]] = {}
    for entry in entries:
        found.setdefault(max(entry.first_day, start), []).append(entry)
    return [(on, found[on]) for on in sorted(found) if on <= end]


def in_lanes(entries: Sequence[Entry], days: Sequence[date]) -> list[list[Entry]]:
    """Each entry in the first lane that is free on all its days; the long ones are placed first."""
    lanes: list[list[Entry]] = []
    for entry in sorted(entries, key=lambda one: _length(one, days), reverse=True):
        for lane in lanes:
            if all(entry.last_day < other.first_day or other.last_day < entry.first_day for other in lane):
                lane.append(entry)
                break
        else:
            lanes.append([entry])
    return lanes


def _length(entry: Entry, days: Sequence[date]) -> int:
    return (min(entry.last_day, days[-1]) - max(entry.first_day, days[0])).days


def _day(on: date, lanes: list[list[Entry]], calendar: Calendar, month: int, today: date, days) -> Day:
    bars = [next((_bar(entry, on, days) for entry in lane if _covers(entry, on)), None) for lane in lanes]
    shown, rest = bars[:LANES], [bar for bar in bars[LANES:] if bar]
    while shown and shown[-1] is None:
        shown.pop()
    return Day(
        on,
        outside=bool(month) and on.month != month,
        today=on == today,
        working=calendar.is_working(on),
        closed=calendar.holidays.get(on, ""),
        bars=tuple(shown),
        more=len(rest),
    )


def _bar(entry: Entry, on: date, days: Sequence[date]) -> Bar:
    return Bar(entry, first=on in (entry.first_day, days[0]), last=on in (entry.last_day, days[-1]))


def _covers(entry: Entry, on: date) -> bool:
    return entry.first_day <= on <= entry.last_day
