"""The rhythm of the meetings: labels, usual days, and the chain of committees before a Council; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from council_office.calendar.working_days import DAY, Calendar
from meetings.states import SessionKind

WEEK = timedelta(days=7)
# How far from its usual day a committee may be put before the search gives up.
FARTHEST = 60
# A longer meeting runs over a weekend: then only its first and last day need to be working days.
WORKING_WEEK = 5


@dataclass(frozen=True)
class Days:
    """The first and the last day of a session."""

    starts_on: date
    ends_on: date

    def __iter__(self) -> Iterator[date]:
        """Every day from the first to the last."""
        return (self.starts_on + n * DAY for n in range((self.ends_on - self.starts_on).days + 1))

    @property
    def ends(self) -> tuple[date, date]:
        return self.starts_on, self.ends_on


def label(body: str, kind: str, number: int | None, starts_on: date) -> str:
    """What a session is called everywhere: IC-40, IC-M 2013, IC-E 2015-03."""
    numbered = {SessionKind.ORDINARY: f"{body}-{number}", SessionKind.INTERIM: f"I{body}-{number}"}
    if number and kind in numbered:
        return numbered[kind]
    if kind == SessionKind.MINISTERIAL:
        return f"{body}-M {starts_on:%Y}"
    mark = "-E" if kind == SessionKind.EXTRAORDINARY else ""
    return f"{body}{mark} {starts_on:%Y-%m}"


def usual_days(after: date, months: tuple[int, ...], weekday: int, length: int, calendar: Calendar) -> Days:
    """The next usual session after a day: the third such weekday of a usual month, or the week after it."""
    for month in months_from(after):
        days = third(month, weekday, length)
        if not all(map(calendar.is_working, days)):
            days = third(month + WEEK, weekday, length)
        if month.month in months and days.starts_on > after:
            return days
    raise ValueError("no usual month")


def months_from(day: date) -> Iterator[date]:
    """The first days of this month and of the thirteen after it."""
    for n in range(day.month - 1, day.month + 13):
        yield date(day.year + n // 12, n % 12 + 1, 1)


def third(first: date, weekday: int, length: int) -> Days:
    """The days from the third such weekday counted from `first`."""
    starts_on = first + (weekday - first.weekday()) % 7 * DAY + 2 * WEEK
    return Days(starts_on, starts_on + (length - 1) * DAY)


def committee_days(
    council_on: date, days_before: int, length: int, calendar: Calendar, after: date | None = None
) -> Days:
    """The days nearest to `days_before` the Council’s opening: one run of working days, later than `after`.

    Measured from the committee's last day; of two as near, the earlier. When nothing is free between
    `after` and the Council, `after` is let go: a proposal that overlaps is seen, none at all is not.
    """
    target = council_on - days_before * DAY
    for distance in range(FARTHEST):
        for ends_on in dict.fromkeys((target - distance * DAY, target + distance * DAY)):
            days = Days(ends_on - (length - 1) * DAY, ends_on)
            if ends_on < council_on and (after is None or days.starts_on > after) and fits(days, calendar):
                return days
    if after is None:
        raise ValueError("no working days near the proposed date")
    return committee_days(council_on, days_before, length, calendar)


def fits(days: Days, calendar: Calendar) -> bool:
    """Whether people can meet on these days without a day off in between."""
    span = list(days)
    return all(map(calendar.is_working, span if len(span) <= WORKING_WEEK else (span[0], span[-1])))
