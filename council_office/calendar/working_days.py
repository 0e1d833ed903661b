"""Working days of the office: Monday to Friday, not a public holiday, not a closure; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Countback:
    """Where a count of working days ends, and the named weekdays that it did not count."""

    on: date
    skipped: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True)
class Calendar:
    """The days without work by date and name; weekends are known without being listed."""

    holidays: Mapping[date, str]

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.holidays

    def back(self, day: date, count: int) -> Countback:
        """The day `count` working days before `day` (day 0); 0: the last working day until it."""
        return self._count(day, count, -DAY)

    def forward(self, day: date, count: int) -> Countback:
        """The day `count` working days after `day` (day 0); 0: the first working day from it."""
        return self._count(day, count, DAY)

    def next_working(self, day: date) -> date:
        """The first working day from `day` on, `day` included."""
        return self.forward(day, 0).on

    def previous_working(self, day: date) -> date:
        """The last working day until `day`, `day` included."""
        return self.back(day, 0).on

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start` until `end` included; negative when `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_working(start + n * DAY) for n in range(1, (end - start).days + 1))

    def _count(self, day: date, count: int, step: timedelta) -> Countback:
        if count < 0:
            raise ValueError("working days are counted from 0 up")
        skipped = []
        if count == 0 and not self.is_working(day):
            self._note(day, skipped)
            count = 1
        while count:
            day += step
            if self.is_working(day):
                count -= 1
            else:
                self._note(day, skipped)
        return Countback(day, tuple(skipped))

    def _note(self, day: date, skipped: list[tuple[date, str]]) -> None:
        """A holiday on a weekend costs nobody a working day."""
        if day.weekday() < SATURDAY:
            skipped.append((day, self.holidays[day]))
