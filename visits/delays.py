"""A group that runs late: later movable stops go with it, the first fixed one is named; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise


@dataclass(frozen=True)
class Stop:
    """What a delay knows of a stop; `travel` is the way to it from the stop before."""

    key: int
    starts_at: datetime
    minutes: int
    movable: bool = True
    travel: int = 0

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def leaves_at(self) -> datetime:
        """When the group must leave the stop before."""
        return self.starts_at - timedelta(minutes=self.travel)


@dataclass(frozen=True)
class Short:
    """A fixed stop that the group reaches too late, by so many minutes."""

    key: int
    minutes: int


@dataclass(frozen=True)
class Delay:
    """The stops that move with their new starts, the one that lasts longer, the first fixed one missed."""

    moved: tuple[tuple[int, datetime], ...]
    longer: int | None = None
    first_fixed: Short | None = None


def late(stops: Sequence[Stop], now: datetime, minutes: int) -> Delay:
    """What `minutes` late at `now` does: the stop under way lasts longer, every later movable one moves."""
    by, ordered = timedelta(minutes=minutes), sorted(stops, key=lambda stop: (stop.starts_at, stop.key))
    current = next((stop for stop in ordered if stop.starts_at <= now < stop.ends_at), None)
    later = [stop for stop in ordered if stop.starts_at > now]
    moved = tuple((stop.key, stop.starts_at + by) for stop in later if stop.movable)
    after = [moved_stop(stop, dict(moved)) for stop in later]
    before = [longer(current, minutes)] if current else []
    return Delay(moved, current.key if current else None, first_short([*before, *after]))


def laid_out(stops: Sequence[Stop]) -> list[Stop]:
    """The stops in this order without pauses: each movable one right after the one before and the way."""
    found: list[Stop] = []
    opens_at = min((stop.starts_at for stop in stops), default=None)
    for stop in stops:
        start = found[-1].ends_at + timedelta(minutes=stop.travel) if found else opens_at
        found.append(moved_stop(stop, {stop.key: start} if stop.movable else {}))
    return found


def shorts(ordered: Sequence[Stop]) -> list[Short]:
    """Every stop that the one before it, and the way, run into."""
    pairs = pairwise(ordered)
    over = ((stop.key, minutes_over(before, stop)) for before, stop in pairs)
    return [Short(key, minutes) for key, minutes in over if minutes > 0]


def minutes_over(before: Stop, stop: Stop) -> int:
    return int((before.ends_at - stop.leaves_at).total_seconds() // 60)


def first_short(ordered: Sequence[Stop]) -> Short | None:
    """The first fixed stop that the stop before it, and the way, run into."""
    fixed = {stop.key for stop in ordered if not stop.movable}
    return next((short for short in shorts(ordered) if short.key in fixed), None)


def moved_stop(stop: Stop, starts: dict[int, datetime]) -> Stop:
    return Stop(stop.key, starts.get(stop.key, stop.starts_at), stop.minutes, stop.movable, stop.travel)


def longer(stop: Stop, minutes: int) -> Stop:
    return Stop(stop.key, stop.starts_at, stop.minutes + minutes, stop.movable, stop.travel)
