"""Days to certify and to pay an invoice, stopped while it is suspended, and what lateness costs; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
YEAR = 365


@dataclass(frozen=True)
class Terms:
    days_to_certify: int
    days_to_pay: int
    late_rate: Decimal


@dataclass(frozen=True)
class Clock:
    """Where an invoice stands on a day."""

    certify_by: date
    pay_by: date
    stopped: int
    running: bool
    days_left: int
    interest: Decimal
    daily: Decimal

    @property
    def days_late(self) -> int:
        return max(0, -self.days_left)

    @property
    def is_late(self) -> bool:
        return self.days_left < 0


def clock(
    received_on: date, amount: Decimal, stops: Iterable[tuple[date, date | None]], terms: Terms, today: date
) -> Clock:
    """The last days and the interest at risk; every day of a suspension moves both days on by one."""
    stops = list(stops)
    days = stopped_days(stops, today)
    certify_by = received_on + timedelta(days=terms.days_to_certify + days)
    pay_by = received_on + timedelta(days=terms.days_to_pay + days)
    daily = max(Decimal(0), amount) * terms.late_rate / 100 / YEAR
    late = max(0, (today - pay_by).days)
    return Clock(
        certify_by=certify_by,
        pay_by=pay_by,
        stopped=days,
        running=all(end is not None for _start, end in stops),
        days_left=(pay_by - today).days,
        interest=(daily * late).quantize(CENT, ROUND_HALF_UP),
        daily=daily.quantize(CENT, ROUND_HALF_UP),
    )


def stopped_days(stops: Iterable[tuple[date, date | None]], today: date) -> int:
    """Calendar days under any suspension, each counted once; one still open lasts until today."""
    spans = sorted((start, min(end or today, today)) for start, end in stops)
    days, reached = 0, date.min
    for start, end in spans:
        first = max(start, reached)
        if end > first:
            days += (end - first).days
            reached = end
    return days
