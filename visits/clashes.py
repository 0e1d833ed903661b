"""Who would be in two places at once: spans of time with their buffers, and days without work; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Busy:
    """A resource taken from one moment to another; the buffer keeps other occasions away, not its own."""

    resource: int
    starts_at: datetime
    ends_at: datetime
    occasion: int | None = None
    buffer: timedelta = timedelta()
    label: str = ""

    @property
    def busy_from(self) -> datetime:
        return self.starts_at - self.buffer

    @property
    def busy_until(self) -> datetime:
        return self.ends_at + self.buffer


@dataclass(frozen=True)
class Clash:
    """Why a resource is not free: the other thing it is taken for, or the name of a closed day."""

    wanted: Busy
    other: Busy | None = None
    closed: str = ""


def clash_between(one: Busy, other: Busy) -> bool:
    """Whether two spans of one resource collide; half-open, so that one may end when the other starts."""
    if one.resource != other.resource:
        return False
    if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
        return True
    apart = one.occasion is None or other.occasion is None or one.occasion != other.occasion
    return apart and one.busy_from < other.busy_until and other.busy_from < one.busy_until


def clashes(wanted: Busy, taken: Iterable[Busy], closed: Mapping[date, str] | None = None) -> list[Clash]:
    """Everything that keeps a resource from being taken, closed days first."""
    found = [
        Clash(wanted, closed=name) for day, name in sorted((closed or {}).items()) if touches(wanted, day)
    ]
    return found + [Clash(wanted, other) for other in taken if clash_between(wanted, other)]


def touches(busy: Busy, day: date) -> bool:
    """Whether the span itself, without its buffer, has a moment on this day."""
    last = busy.ends_at - timedelta(microseconds=1)
    return busy.starts_at.date() <= day <= last.date()
