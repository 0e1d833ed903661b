"""A day tried out on a copy: what breaks when somebody is late or away, and the best repair; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from visits import clashes, coverage, delays
from visits.clashes import Busy, Clash
from visits.coverage import Escort, Presence, Span
from visits.delays import Delay, Short, Stop

# A stop may be cut to this share of its length before another one is touched.
LEAST = 0.5


@dataclass(frozen=True)
class Taken:
    """A resource that is with the group at a stop."""

    stop: int
    resource: int
    buffer: timedelta = timedelta()


@dataclass(frozen=True)
class Group:
    """The visitors without a permanent pass who are in a controlled zone at a stop."""

    stop: int
    zone: int
    visitors: int
    per_escort: int


@dataclass(frozen=True)
class Day:
    """One programme's day: its stops, who is taken, what else they are taken for, who may escort where."""

    stops: tuple[Stop, ...]
    taken: tuple[Taken, ...] = ()
    groups: tuple[Group, ...] = ()
    others: tuple[Busy, ...] = ()
    may_escort: Mapping[int, frozenset[int]] = field(default_factory=dict)
    occasion: int = 0

    def stop(self, key: int) -> Stop:
        return next(stop for stop in self.stops if stop.key == key)

    def busy(self) -> list[Busy]:
        spans = ((each, self.stop(each.stop)) for each in self.taken)
        return [
            Busy(each.resource, stop.starts_at, stop.ends_at, self.occasion, each.buffer)
            for each, stop in spans
        ]

    def presences(self) -> list[Presence]:
        spans = ((group, self.stop(group.stop)) for group in self.groups)
        return [
            Presence(group.zone, stop.leaves_at, stop.ends_at, group.visitors, group.per_escort)
            for group, stop in spans
        ]

    def escorts(self) -> list[Escort]:
        """Whoever escorts at a stop fetches the group from the stop before."""
        spans = ((each.resource, self.stop(each.stop)) for each in self.taken)
        return [
            Escort(resource, stop.leaves_at, stop.ends_at, self.may_escort[resource])
            for resource, stop in spans
            if resource in self.may_escort
        ]

    def coverage(self) -> list[Span]:
        return coverage.covered(self.presences(), self.escorts())


@dataclass(frozen=True)
class Cut:
    """A stop made shorter, or left out when nothing of it remains."""

    stop: int
    minutes: int
    left: int


@dataclass(frozen=True)
class Substitute:
    """Somebody free and authorised who goes with the group at these stops."""

    resource: int
    stops: tuple[int, ...]


@dataclass(frozen=True)
class Outcome:
    """What breaks, whom to tell, and the best repair."""

    day: Day
    delay: Delay | None = None
    missed: Short | None = None
    clashes: tuple[Clash, ...] = ()
    uncovered: tuple[Span, ...] = ()
    tell_resources: tuple[int, ...] = ()
    tell_stops: tuple[int, ...] = ()
    cuts: tuple[Cut, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    without_repair: tuple[int, ...] = ()

    @property
    def holds(self) -> bool:
        """Nothing breaks."""
        return not (self.missed or self.clashes or self.uncovered)


def late(day: Day, now: datetime, minutes: int) -> Outcome:
    """The group runs `minutes` late at `now`."""
    delay = delays.late(day.stops, now, minutes)
    after = moved(day, delay, minutes)
    touched = {key for key, _start in delay.moved} | ({delay.longer} if delay.longer is not None else set())
    short = delay.first_fixed
    return Outcome(
        day=after,
        delay=delay,
        missed=short,
        clashes=tuple(clashes_of(after)),
        uncovered=tuple(newly_uncovered(day, after)),
        tell_resources=tuple(sorted({each.resource for each in day.taken if each.stop in touched})),
        tell_stops=tuple(sorted(touched | ({short.key} if short else set()))),
        cuts=tuple(cuts_before(after, short, delay)) if short else (),
        without_repair=(short.key,) if short and not cuts_before(after, short, delay) else (),
    )


def absent(day: Day, resources: Iterable[int]) -> Outcome:
    """These people or things do not come."""
    gone = frozenset(resources)
    after = replace(day, taken=tuple(each for each in day.taken if each.resource not in gone))
    red = newly_uncovered(day, after)
    found = substitutes(after, gone)
    repaired = replace(
        after, taken=after.taken + tuple(Taken(stop, each.resource) for each in found for stop in each.stops)
    )
    lost = {stop for each in day.taken if each.resource in gone for stop in (each.stop,)}
    return Outcome(
        day=after,
        uncovered=tuple(red),
        tell_resources=tuple(sorted({each.resource for each in found})),
        tell_stops=tuple(sorted(lost)),
        substitutes=tuple(found),
        without_repair=tuple(red_stops(repaired)),
    )


def moved(day: Day, delay: Delay, minutes: int) -> Day:
    """The day as it would be: the stop under way longer, the later ones moved."""
    starts = dict(delay.moved)
    stops = [
        delays.longer(stop, minutes) if stop.key == delay.longer else delays.moved_stop(stop, starts)
        for stop in day.stops
    ]
    return replace(day, stops=tuple(stops))


def clashes_of(day: Day) -> list[Clash]:
    return [clash for busy in day.busy() for clash in clashes.clashes(busy, day.others)]


def newly_uncovered(before: Day, after: Day) -> list[Span]:
    """Uncovered minutes that were not uncovered anyway."""
    known = {(span.zone, span.starts_at, span.ends_at) for span in before.coverage() if not span.is_covered}
    spans = (span for span in after.coverage() if not span.is_covered)
    return [span for span in spans if (span.zone, span.starts_at, span.ends_at) not in known]


def cuts_before(day: Day, short: Short, delay: Delay) -> list[Cut]:
    """The movable stops cut so that the fixed one holds: longest first, none below half; else left out."""
    order = [stop.key for stop in day.stops]
    keys = {key for key, _start in delay.moved} & set(order[: order.index(short.key)])
    before = sorted((stop for stop in day.stops if stop.key in keys), key=lambda stop: -stop.minutes)
    left, found = short.minutes, []
    for stop in before:
        cut = min(left, int(stop.minutes * (1 - LEAST)))
        if cut > 0:
            found.append(Cut(stop.key, cut, stop.minutes - cut))
            left -= cut
    if left <= 0:
        return found
    return left_out(before, short.minutes)


def left_out(before: list[Stop], missing: int) -> list[Cut]:
    """One stop less: the shortest that gives enough time; nothing when none does."""
    enough = [stop for stop in before if stop.minutes + stop.travel >= missing]
    if not enough:
        return []
    stop = min(enough, key=lambda stop: stop.minutes)
    return [Cut(stop.key, stop.minutes, 0)]


def substitutes(day: Day, gone: frozenset[int]) -> list[Substitute]:
    """Free authorised escorts, each time the one who covers most of what is still uncovered."""
    found: list[Substitute] = []
    while red := red_stops(day):
        offers = [
            Substitute(resource, tuple(stop for stop in red if can_go(day, resource, stop)))
            for resource in sorted(day.may_escort)
            if resource not in gone
        ]
        best = max(offers, key=lambda offer: (len(offer.stops), -offer.resource), default=None)
        if best is None or not best.stops:
            return found
        found.append(best)
        day = replace(day, taken=day.taken + tuple(Taken(stop, best.resource) for stop in best.stops))
    return found


def red_stops(day: Day) -> list[int]:
    """The stops with uncovered minutes, in order of the day."""
    red = [span for span in day.coverage() if not span.is_covered]
    touched = {
        group.stop
        for group in day.groups
        for span in red
        if span.zone == group.zone
        and span.starts_at < day.stop(group.stop).ends_at
        and day.stop(group.stop).leaves_at < span.ends_at
    }
    return [stop.key for stop in day.stops if stop.key in touched]


def can_go(day: Day, resource: int, key: int) -> bool:
    """Authorised for the zone of the stop, not there already, and free."""
    stop = day.stop(key)
    zones = {group.zone for group in day.groups if group.stop == key}
    there = any(each.resource == resource and each.stop == key for each in day.taken)
    wanted = Busy(resource, stop.starts_at, stop.ends_at, day.occasion)
    return bool(zones & day.may_escort[resource]) and not there and not clashes.clashes(wanted, day.others)
