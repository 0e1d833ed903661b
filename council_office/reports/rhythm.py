"""When a schedule is due: Paris clock, through summer time and days off; pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from council_office.calendar.working_days import Calendar
from council_office.reports.states import DayOff, Rhythm

PARIS = ZoneInfo("Europe/Paris")
A_DAY = timedelta(days=1)
HORIZON = 800  # days ahead in which every rhythm comes round


class Timed(Protocol):
    """What a schedule says of its days: `weekday` (Monday is 0) when weekly, `day_of_month` when monthly."""

    rhythm: str
    weekday: int
    day_of_month: int
    at: time
    day_off: str


def next_due(schedule: Timed, after: datetime, calendar: Calendar) -> datetime | None:
    """The first moment due after `after`; None when every day of two years is a day off.

    The clock is that of Paris: 07:30 stays 07:30 when summer time begins, and an hour that does not exist on
    that night becomes the one after it.
    """
    local = after.astimezone(PARIS)
    days = (local.date() + n * A_DAY for n in range(-15, HORIZON))
    for day in _sending_days(schedule, days, calendar):
        due = datetime.combine(day, schedule.at, tzinfo=PARIS)
        if due.timestamp() > after.timestamp():
            return due
    return None


def missed(schedule: Timed, since: datetime, until: datetime, calendar: Calendar) -> list[datetime]:
    """Every moment due after `since` up to `until`, oldest first."""
    found, due = [], next_due(schedule, since, calendar)
    while due is not None and due <= until:
        found.append(due)
        due = next_due(schedule, due, calendar)
    return found


def _sending_days(schedule: Timed, days: Iterator[date], calendar: Calendar) -> Iterator[date]:
    """The days on which mails leave, in order, each once."""
    last = date.min
    for day in days:
        if not falls_on(schedule, day):
            continue
        if schedule.day_off == DayOff.SKIP and not calendar.is_working(day):
            continue
        sent_on = calendar.next_working(day) if schedule.day_off == DayOff.NEXT else day
        if sent_on > last:
            last = sent_on
            yield sent_on


def falls_on(schedule: Timed, day: date) -> bool:
    """Whether the rhythm names this day; the 31st means the last day of a shorter month."""
    if schedule.rhythm == Rhythm.WEEKLY:
        return day.weekday() == schedule.weekday
    if schedule.rhythm == Rhythm.MONTHLY:
        last = (day.replace(day=28) + 4 * A_DAY).replace(day=1) - A_DAY
        return day.day == min(schedule.day_of_month, last.day)
    return True
