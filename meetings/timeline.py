"""A chain of sessions on a line of days: months, days without work, a lane for each session; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.rhythm import Days

DAY = timedelta(days=1)
SATURDAY = 5
# The picture in its own units: names of the lanes, then the days; a lane holds a bar and its marks below.
WIDTH, LEFT, TOP, LANE = 1000, 96, 34, 54
MARGIN_DAYS = 5
# On a telephone the same days run downwards, and each session has a column.
TALL_WIDTH, TALL_LEFT = 360, 76
# A bar further right than this has its words on its left.
FAR_RIGHT = 700


@dataclass(frozen=True)
class Mark:
    """Something due on a day of a lane."""

    on: date
    title: str
    tone: str = "neutral"
    x: float = 0


@dataclass(frozen=True)
class Row:
    """A session as it comes in: its name, its days, where they would be instead, what is due."""

    name: str
    words: str
    days: Days
    marks: Sequence[Mark] = ()
    instead: Days | None = None
    is_here: bool = False


@dataclass(frozen=True)
class Band:
    x: float
    width: float
    title: str = ""


@dataclass(frozen=True)
class Lane:
    """A row with its place in the picture."""

    row: Row
    y: int
    column: int
    bar: Band
    instead: Band | None
    marks: tuple[Mark, ...]

    @property
    def is_far_right(self) -> bool:
        return self.bar.x > FAR_RIGHT

    @property
    def text_x(self) -> float:
        return self.bar.x - 6 if self.is_far_right else self.bar.x + self.bar.width + 6


@dataclass(frozen=True)
class Picture:
    months: tuple[tuple[float, date], ...]
    closed: tuple[Band, ...]
    lanes: tuple[Lane, ...]
    today: float | None
    width: int = WIDTH

    @property
    def height(self) -> int:
        return TOP + LANE * len(self.lanes) + 6


@dataclass(frozen=True)
class Scale:
    """Where a day lies between the left edge and the right."""

    first: date
    last: date

    @property
    def per_day(self) -> float:
        return (WIDTH - LEFT) / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        return round(LEFT + (day - self.first).days * self.per_day, 1)

    def band(self, days: Days, title: str = "") -> Band:
        """From the morning of the first day to the evening of the last, never too thin to be seen."""
        length = (days.ends_on - days.starts_on).days + 1
        return Band(self.x(days.starts_on), round(max(length * self.per_day, 4), 1), title)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def picture(rows: Sequence[Row], closed: Mapping[date, str], today: date) -> Picture:
    """Everything in its place, from the first day that matters to the last, with a little air around."""
    scale = Scale(*span(rows))
    return Picture(
        months=tuple((scale.x(day), day) for day in months(scale.first, scale.last)),
        closed=tuple(scale.band(days, name) for days, name in stretches(closed) if days.starts_on in scale),
        lanes=tuple(
            lane(row, TOP + n * LANE, TALL_LEFT + n * (TALL_WIDTH - TALL_LEFT) // len(rows), scale)
            for n, row in enumerate(rows)
        ),
        today=scale.x(today) if today in scale else None,
    )


def lane(row: Row, y: int, column: int, scale: Scale) -> Lane:
    marks = tuple(Mark(mark.on, mark.title, mark.tone, scale.x(mark.on)) for mark in row.marks)
    instead = scale.band(row.instead) if row.instead else None
    return Lane(row, y, column, scale.band(row.days), instead, marks)


def span(rows: Sequence[Row]) -> tuple[date, date]:
    days = [day for row in rows for part in (row.days, row.instead) if part for day in part]
    days += [mark.on for row in rows for mark in row.marks]
    return min(days) - MARGIN_DAYS * DAY, max(days) + MARGIN_DAYS * DAY


def months(first: date, last: date) -> Iterator[date]:
    """The first days of the months that begin in between."""
    day = first
    while (day := (day.replace(day=1) + 32 * DAY).replace(day=1)) <= last:
        yield day


def stretches(closed: Mapping[date, str]) -> list[tuple[Days, str]]:
    """Neighbouring days without work under one name as one stretch; those on a weekend cost nobody a day."""
    found: list[tuple[Days, str]] = []
    for day, name in sorted(closed.items()):
        if found and found[-1][1] == name and day - found[-1][0].ends_on == DAY:
            found[-1] = (Days(found[-1][0].starts_on, day), name)
        else:
            found.append((Days(day, day), name))
    return [(days, name) for days, name in found if is_felt(days)]


def is_felt(days: Iterable[date]) -> bool:
    return any(day.weekday() < SATURDAY for day in days)
