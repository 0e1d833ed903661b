"""A day of a programme as a picture: hours, stops, escorts, who is taken; numbers for an SVG."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from visits.models import Resource, Stop

if TYPE_CHECKING:
    from visits.queries.programmes import Sheet

WIDTH, LABEL = 820, 124
HOURS_HEIGHT, STOP_HEIGHT, LANE_HEIGHT = 18, 34, 20
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Bar:
    """A rectangle with its words and its tone."""

    x: float
    width: float
    text: str
    title: str
    tone: str
    url: str = ""

    @property
    def fits(self) -> bool:
        """Whether the words have room."""
        return self.width > 7 * min(len(self.text), 6) + 8

    @property
    def short(self) -> str:
        room = max(int((self.width - 10) / 6.6), 1)
        return self.text if len(self.text) <= room else f"{self.text[: room - 1].rstrip()}…"

    @property
    def text_x(self) -> float:
        return self.x + 5


@dataclass(frozen=True)
class Lane:
    """One resource's or the escorts' line."""

    label: str
    y: int
    bars: tuple[Bar, ...]

    @property
    def text_y(self) -> int:
        return self.y + 14


@dataclass(frozen=True)
class DayPicture:
    """One day: where the hours stand, the stops, the lanes below."""

    day: date
    hours: tuple[tuple[float, str], ...]
    stops: tuple[Bar, ...]
    lanes: tuple[Lane, ...]

    width = WIDTH
    stop_y = HOURS_HEIGHT

    @property
    def height(self) -> int:
        return HOURS_HEIGHT + STOP_HEIGHT + LANE_HEIGHT * len(self.lanes) + 10


class Picture:
    """The pictures of a programme, one a day."""

    def __init__(self, sheet: "Sheet") -> None:
        self.sheet = sheet

    @property
    def days(self) -> list[DayPicture]:
        return [self.picture(day) for day in self.sheet.days]

    def picture(self, day: date) -> DayPicture:
        stops = [stop for stop in self.sheet.stops if timezone.localdate(stop.starts_at) == day]
        scale = Scale(stops, day)
        return DayPicture(day, scale.hours(), tuple(self.bars(stops, scale)), tuple(self.lanes(stops, scale)))

    def bars(self, stops: list[Stop], scale: "Scale") -> list[Bar]:
        rows = {row.stop.pk: row for row in self.sheet.rows}
        tones = {True: "good", False: "waiting"}
        return [
            scale.bar(
                stop.starts_at,
                stop.ends_at,
                stop.title(),
                "bad" if self.is_red(rows[stop.pk]) else tones[rows[stop.pk].is_fine],
                url=f"#stop-{stop.pk}",
            )
            for stop in stops
        ]

    def is_red(self, row) -> bool:
        return bool(row.over or row.clashes or row.uncovered)

    def lanes(self, stops: list[Stop], scale: "Scale") -> list[Lane]:
        found, y = [], HOURS_HEIGHT + STOP_HEIGHT + 6
        spans = [span for span in self.sheet.coverage if scale.holds(span.starts_at)]
        if spans:
            bars = [
                scale.bar(
                    span.starts_at,
                    span.ends_at,
                    f"{span.present}/{span.needed}",
                    "good" if span.is_covered else "bad",
                )
                for span in spans
            ]
            found.append(Lane("escorts", y, tuple(bars)))
        for resource, own in self.taken(stops).items():
            bars = [scale.bar(stop.starts_at, stop.ends_at, stop.title(), "going") for stop in own]
            found.append(Lane(resource.name, y + LANE_HEIGHT * len(found), tuple(bars)))
        return found

    def taken(self, stops: list[Stop]) -> dict[Resource, list[Stop]]:
        found: dict[Resource, list[Stop]] = {}
        for stop in stops:
            for commitment in stop.commitments.all():
                if commitment.resource.kind != "room":
                    found.setdefault(commitment.resource, []).append(stop)
        return dict(sorted(found.items(), key=lambda item: (item[0].kind, item[0].name)))


class Scale:
    """From the clock to the width of the picture."""

    def __init__(self, stops: list[Stop], day: date) -> None:
        starts = [timezone.localtime(stop.starts_at) for stop in stops]
        ends = [timezone.localtime(stop.ends_at) for stop in stops]
        self.day = day
        self.first = min(starts).replace(minute=0)
        last = max(ends)
        self.last = last if not last.minute else last.replace(minute=0) + HOUR

    @property
    def per_minute(self) -> float:
        return (WIDTH - LABEL) / ((self.last - self.first).total_seconds() / 60)

    def x(self, moment: datetime) -> float:
        return round(LABEL + (moment - self.first).total_seconds() / 60 * self.per_minute, 1)

    def holds(self, moment: datetime) -> bool:
        return timezone.localdate(moment) == self.day

    def hours(self) -> tuple[tuple[float, str], ...]:
        count = int((self.last - self.first) / HOUR)
        moments = [self.first + HOUR * number for number in range(count)]
        return tuple((self.x(moment), f"{moment:%H:%M}") for moment in moments)

    def bar(self, start: datetime, end: datetime, text: str, tone: str, url: str = "") -> Bar:
        x, local = self.x(start), (timezone.localtime(start), timezone.localtime(end))
        title = f"{local[0]:%H:%M}–{local[1]:%H:%M} {text}"
        return Bar(x, max(round(self.x(end) - x - 1, 1), 2), text, title, tone, url)
