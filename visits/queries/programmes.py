"""A programme with everything its pages show: the clock, who is booked, what clashes, who escorts."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from council_office.calendar.sources import Entry, kind, source
from visits import clashes, delays
from visits.coverage import Span
from visits.models import (
    Commitment,
    Place,
    Programme,
    ProgrammeProfile,
    Resource,
    Stop,
    Visit,
    Visitor,
    Way,
    Zone,
)
from visits.queries.bookings import ZoneTree, busy_of, closed_days, escorted, in_words, may_escort
from visits.rehearsal import Day, Group, Taken
from visits.states import PpeKind, ResourceKind, VisitorState, VisitState


@dataclass(frozen=True)
class Row:
    """A stop as its line shows it."""

    stop: Stop
    commitments: tuple[Commitment, ...]
    missing: tuple[str, ...]
    over: int
    uncovered: tuple[Span, ...]
    clashes: tuple[str, ...]

    @property
    def with_the_group(self) -> list[Resource]:
        """Who and what goes along; rooms stay where they are."""
        return [each.resource for each in self.commitments if each.resource.kind != ResourceKind.ROOM]

    @property
    def equipment(self) -> list[str]:
        """What is worn at the place, in words."""
        codes = self.stop.place.zone.ppe_codes if self.stop.place else ()
        return [str(PpeKind(code).label) for code in codes if code in PpeKind]

    @property
    def is_fine(self) -> bool:
        return not (self.missing or self.over or self.uncovered or self.clashes)


class Sheet:
    """What the pages of one programme read; seven queries whatever its length."""

    def __init__(self, programme: Programme) -> None:
        self.programme, self.visit = programme, programme.visit

    @cached_property
    def stops(self) -> list[Stop]:
        found = self.programme.stops.select_related("place__zone", "owner")
        resources = Resource.objects.select_related("person", "place")
        stops = list(found.prefetch_related(Prefetch("commitments__resource", resources)))
        for stop in stops:
            stop.programme = self.programme
            for commitment in stop.commitments.all():
                commitment.visit = self.visit
        return stops

    @cached_property
    def commitments(self) -> list[Commitment]:
        return [each for stop in self.stops for each in stop.commitments.all()]

    @cached_property
    def days(self) -> list[date]:
        return sorted({timezone.localdate(stop.starts_at) for stop in self.stops})

    # the clock

    @cached_property
    def clock(self) -> tuple[delays.Stop, ...]:
        return tuple(as_delayed(stop) for stop in self.stops)

    @cached_property
    def over(self) -> dict[int, int]:
        """Minutes by which a stop is reached too late, by its key."""
        return {short.key: short.minutes for short in delays.shorts(self.clock)}

    # who escorts

    @cached_property
    def tree(self) -> ZoneTree:
        return ZoneTree()

    @cached_property
    def escorts(self) -> dict[int, frozenset[int]]:
        return may_escort(self.days[0], self.tree) if self.days else {}

    @cached_property
    def visitors(self) -> int:
        """How many come without a permanent pass."""
        coming = self.visit.visitors.exclude(state=VisitorState.WITHDRAWN)
        return coming.filter(permanent_pass=False).count()

    @cached_property
    def day(self) -> Day:
        """The programme for the algorithms of the day."""
        return Day(
            stops=self.clock,
            taken=tuple(
                Taken(each.stop_id, each.resource_id, each.resource.buffer) for each in self.commitments
            ),
            groups=tuple(self.groups()),
            others=tuple(busy_of(each) for each in self.others),
            may_escort=self.escorts,
            occasion=self.visit.pk,
        )

    def groups(self) -> list[Group]:
        found = ((stop, stop.place.zone) for stop in self.stops if escorted(stop) and self.visitors)
        return [
            Group(stop.pk, zone.pk, self.visitors, zone.visitors_per_escort or self.visitors)
            for stop, zone in found
        ]

    @cached_property
    def coverage(self) -> list[Span]:
        return self.day.coverage()

    @cached_property
    def uncovered(self) -> list[Span]:
        return [span for span in self.coverage if not span.is_covered]

    # clashes

    @cached_property
    def others(self) -> list[Commitment]:
        """What the resources are taken for besides, on the days of the programme."""
        if not self.days:
            return []
        near = Commitment.objects.near(self.days[0], self.days[-1]).exclude(visit=self.visit.pk)
        return list(near.select_related("resource", "visit", "stop", "transfer__terminal"))

    @cached_property
    def clashes(self) -> dict[int, list[str]]:
        """What clashes by stop, in words: double bookings that nobody overrode, and closed days."""
        found, others = defaultdict(list), [busy_of(each) for each in self.others]
        closed = closed_days(self.stops[0].starts_at, self.stops[-1].ends_at) if self.stops else {}
        own = [busy_of(each) for each in self.commitments]
        for mine, commitment in zip(own, self.commitments, strict=True):
            if commitment.overridden:
                continue
            besides = [each for each in own if each is not mine]
            hits = clashes.clashes(mine, [*others, *besides], closed)
            found[commitment.stop_id] += [in_words(clash, commitment.resource) for clash in hits]
        return found

    # lines

    @cached_property
    def rows(self) -> list[Row]:
        return [self.row(stop) for stop in self.stops]

    def row(self, stop: Stop) -> Row:
        booked = tuple(stop.commitments.all())
        have = Counter(each.resource.kind for each in booked)
        missing = Counter(stop.needed) - have
        return Row(
            stop,
            booked,
            tuple(ResourceKind(code).label for code in missing.elements() if code in ResourceKind),
            self.over.get(stop.pk, 0),
            tuple(span for span in self.uncovered if self.at(span, stop)),
            tuple(dict.fromkeys(self.clashes.get(stop.pk, ()))),
        )

    def at(self, span: Span, stop: Stop) -> bool:
        """Whether uncovered minutes belong to this stop or the way to it."""
        if not escorted(stop) or span.zone != stop.place.zone_id:
            return False
        leaves_at = stop.starts_at - timedelta(minutes=stop.travel_minutes)
        return span.starts_at < stop.ends_at and leaves_at < span.ends_at

    @cached_property
    def tally(self) -> dict[str, int]:
        return {
            "stops": len(self.stops),
            "missing": sum(len(row.missing) for row in self.rows),
            "clashes": sum(len(row.clashes) for row in self.rows),
            "over": sum(bool(row.over) for row in self.rows),
            "uncovered": sum(span.minutes for span in self.uncovered),
        }


def as_delayed(stop: Stop) -> delays.Stop:
    start = timezone.localtime(stop.starts_at)
    return delays.Stop(stop.pk, start, stop.minutes, stop.movable, stop.travel_minutes)


def programme_of(visit: Visit) -> Programme | None:
    return Programme.objects.filter(visit=visit).select_related("visit__host", "profile").first()


def profiles_for(visit: Visit) -> list[ProgrammeProfile]:
    """The profiles in force on the first day, those of the visit's kind first."""
    found = ProgrammeProfile.objects.in_force(visit.starts_on)
    return sorted(found, key=lambda profile: (profile.kind != visit.kind, profile.pk))


class Ways:
    """Minutes between places, either way (one query); 0 where nobody has measured it."""

    def __init__(self) -> None:
        self.minutes = {frozenset((way.one_id, way.other_id)): way.minutes for way in Way.objects.all()}

    def between(self, one: Place | None, other: Place | None) -> int:
        if one is None or other is None or one.pk == other.pk:
            return 0
        return self.minutes.get(frozenset((one.pk, other.pk)), 0)


def resources_of(programme: Programme) -> list[Resource]:
    """Who and what is with the group, once each."""
    return list(Resource.objects.filter(commitments__stop__programme=programme).distinct())


def zones_needed(visit: Visit) -> dict[Zone, list[Stop]]:
    """The controlled zones that the programme leads to, each with the stops that need it."""
    found: dict[Zone, list[Stop]] = {}
    stops = Stop.objects.filter(programme__visit=visit, place__zone__controlled=True)
    for stop in stops.select_related("place__zone"):
        found.setdefault(stop.place.zone, []).append(stop)
    return found


def too_wide(visitor: Visitor) -> list[Zone]:
    """The controlled zones asked for that no stop needs; nothing while there is no programme."""
    if not Stop.objects.filter(programme__visit=visitor.visit_id).exists():
        return []
    needed = zones_needed(visitor.visit)
    return [zone for zone in visitor.zones.filter(controlled=True) if zone not in needed]


kind("stop", pgettext_lazy("calendar", "Programmes of visits"), "route")


@source("visits.stops")
def stop_entries(user, start: date, end: date) -> list[Entry]:
    """Each stop of a programme, for those who see the visit."""
    found = Stop.objects.visible_to(user).filter(starts_at__date__gte=start, starts_at__date__lte=end)
    stops = found.exclude(programme__visit__state=VisitState.CANCELLED)
    return [
        Entry(
            uid=f"stop-{stop.pk}",
            starts_at=stop.starts_at,
            ends_at=stop.ends_at,
            title=stop.title(),
            url=stop.get_absolute_url(),
            kind="stop",
            all_day=False,
            place=str(stop.place or ""),
            about=stop.programme.visit.number,
        )
        for stop in stops.select_related("place", "programme__visit")
    ]
