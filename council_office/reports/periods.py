"""Spans of time as days: the month before, the four weeks to come; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from council_office.reports.states import Span

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From one day to another, both included; an open end has no day."""

    first: date | None = None
    last: date | None = None

    @property
    def is_open(self) -> bool:
        return self.first is None and self.last is None


def days(span: str, today: date, first: date | None = None, last: date | None = None) -> Period:
    """The days of a span, as seen from today; `first` and `last` are those of a span of one's own."""
    if span == Span.OWN:
        return Period(first, last)
    month, monday = today.replace(day=1), today - timedelta(days=today.weekday())
    spans = {
        Span.TODAY: Period(today, today),
        Span.WEEK: Period(monday, monday + 6 * A_DAY),
        Span.LAST_WEEK: Period(monday - 7 * A_DAY, monday - A_DAY),
        Span.MONTH: Period(month, month_end(month)),
        Span.LAST_MONTH: Period((month - A_DAY).replace(day=1), month - A_DAY),
        Span.YEAR: Period(date(today.year, 1, 1), date(today.year, 12, 31)),
        Span.LAST_YEAR: Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        Span.TWELVE_MONTHS: Period(a_year_before(today) + A_DAY, today),
        Span.FOUR_WEEKS: Period(today, today + timedelta(weeks=4)),
    }
    return spans.get(span, Period())


def month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - A_DAY


def a_year_before(day: date) -> date:
    """The same day of last year; the 29 February becomes the 28."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
