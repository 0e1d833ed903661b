"""Protective equipment of a programme: who wears what in which slot, what is free, what is short."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from visits import sizes
from visits.models import Needs, Place, PpeItem, PpeReservation, Programme, Visitor
from visits.states import PpeKind, VisitorState

Slot = tuple[datetime, datetime]
SIZED = (PpeKind.SHOES, PpeKind.VEST)


@dataclass(frozen=True)
class Want:
    """One piece that a visitor wears; no item when the size is not known or not in stock."""

    visitor: Visitor
    kind: str
    size: str
    item: PpeItem | None
    is_reserved: bool

    @property
    def label(self) -> str:
        return PpeKind(self.kind).label


@dataclass(frozen=True)
class Shortage:
    """So many pieces are wanted in the slot and so many are there."""

    item: PpeItem
    wanted: int
    free: int


def slot_of(programme: Programme) -> Slot | None:
    """From the first stop where equipment is worn to the last."""
    found = programme.stops.select_related("place__zone")
    stops = [stop for stop in found if stop.place and stop.place.zone.ppe]
    return (stops[0].starts_at, max(stop.ends_at for stop in stops)) if stops else None


def kinds_of(programme: Programme) -> list[str]:
    """Everything that any zone of the programme asks for."""
    zones = [stop.place.zone for stop in programme.stops.select_related("place__zone") if stop.place]
    codes = {code for zone in zones for code in zone.ppe_codes}
    return [kind for kind in PpeKind if kind in codes]


def wanted(programme: Programme) -> list[Want]:
    """For each visitor one piece of each kind, in the visitor's size."""
    items = {(item.kind, item.size): item for item in PpeItem.objects.all()}
    coming = programme.visit.visitors.exclude(state=VisitorState.WITHDRAWN).select_related("person", "needs")
    rows = PpeReservation.objects.filter(visitor__visit=programme.visit)
    reserved = set(rows.values_list("visitor_id", "item__kind"))
    return [
        Want(visitor, kind, size, items.get((kind, size)), (visitor.pk, kind) in reserved)
        for visitor in coming
        for kind in kinds_of(programme)
        for size in [size_of(visitor, kind)]
    ]


def size_of(visitor: Visitor, kind: str) -> str:
    """The size as the stock counts it: EU for shoes, letters for vests, none for the rest."""
    needs: Needs | None = getattr(visitor, "needs", None)
    if kind not in SIZED or needs is None:
        return ""
    return needs.clothes if kind == PpeKind.VEST else sizes.shoe(needs.shoe_size, needs.shoe_system)


def free_pieces(item: PpeItem, slot: Slot) -> int:
    """Pieces that nobody wears and nobody cleans at any moment of the slot."""
    return item.stock - most_taken(item, slot)


def most_taken(item: PpeItem, slot: Slot) -> int:
    """The most pieces taken at one moment of the slot, cleaning included."""
    cleaning = timedelta(minutes=item.cleaning_minutes)
    spans = []
    for row in item.reservations.filter(starts_at__lt=slot[1] + cleaning):
        end = (row.returned_at or max(row.ends_at, row.starts_at)) + cleaning
        if end > slot[0]:
            spans.append((max(row.starts_at, slot[0]), end))
    moments = [slot[0], *(start for start, _end in spans)]
    return max(sum(start <= moment < end for start, end in spans) for moment in moments)


def shortages(programme: Programme) -> list[Shortage]:
    """What will be short in the slot, visible before anybody arrives."""
    slot = slot_of(programme)
    if slot is None:
        return []
    open_wants = Counter(want.item for want in wanted(programme) if want.item and not want.is_reserved)
    found = (Shortage(item, count, free_pieces(item, slot)) for item, count in open_wants.items())
    return [each for each in found if each.wanted > each.free]


def unknown_sizes(programme: Programme) -> list[Visitor]:
    """Whose size is not known or not in stock."""
    found = {want.visitor.pk: want.visitor for want in wanted(programme) if want.item is None}
    return list(found.values())


def labels(programme: Programme) -> list[str]:
    """The kinds worn, in words and in order."""
    return [str(PpeKind(kind).label) for kind in kinds_of(programme)]


def by_person(programme: Programme) -> list[tuple[Visitor, list[Want]]]:
    """Each visitor with what is worn, kind by kind."""
    found: dict[Visitor, list[Want]] = {}
    for want in wanted(programme):
        found.setdefault(want.visitor, []).append(want)
    return list(found.items())


def steps_in_the_way(programme: Programme) -> list[Place]:
    """The places with steps, when somebody needs a route without: choose others for them."""
    asked = Needs.objects.filter(visitor__visit=programme.visit, step_free=True)
    if not asked.exclude(visitor__state=VisitorState.WITHDRAWN).exists():
        return []
    places = Place.objects.filter(step_free=False, pk__in=programme.stops.values("place"))
    return list(places)
