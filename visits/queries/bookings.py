"""Who and what is taken, when the site is closed, who may escort where."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.calendar.queries import calendar_around
from visits import clashes
from visits.clashes import Busy, Clash
from visits.models import Authorisation, Commitment, Resource, Stop, Zone
from visits.states import ResourceKind


def busy_of(commitment: Commitment) -> Busy:
    """A commitment as a span of Paris time."""
    return Busy(
        commitment.resource_id,
        timezone.localtime(commitment.starts_at),
        timezone.localtime(commitment.ends_at),
        commitment.visit_id,
        commitment.starts_at - commitment.busy_from,
        told(commitment),
    )


def told(commitment: Commitment) -> str:
    """What a resource is taken for, with its visit: "Tokamak pit (VIS-2026-0003)"."""
    return f"{commitment.what} ({commitment.visit.number})" if commitment.visit_id else commitment.reason


def wanted(resource: Resource, starts_at: datetime, ends_at: datetime, visit_id: int | None) -> Busy:
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    return Busy(resource.pk, start, end, visit_id, resource.buffer)


def taken(resources: Iterable[int], starts_at: datetime, ends_at: datetime) -> list[Commitment]:
    """The commitments of these resources that could touch a span, buffers included; overridden ones too."""
    around = timedelta(hours=4)
    return list(
        Commitment.objects.filter(
            resource__in=resources, busy_from__lt=ends_at + around, busy_until__gt=starts_at - around
        ).select_related("resource", "visit", "stop", "transfer__terminal")
    )


def closed_days(starts_at: datetime, ends_at: datetime) -> dict[date, str]:
    """The days of a span on which the office does not work, with their names."""
    first, last = timezone.localdate(starts_at), timezone.localdate(ends_at)
    calendar = calendar_around(first, last)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: calendar.holidays.get(day, _("weekend")) for day in days if not calendar.is_working(day)}


def clashes_of(busy: Busy, besides: Commitment | None = None) -> list[Clash]:
    """Why a resource is not free for this span."""
    others = [
        busy_of(each)
        for each in taken([busy.resource], busy.starts_at, busy.ends_at)
        if besides is None or each.pk != besides.pk
    ]
    return clashes.clashes(busy, others, closed_days(busy.starts_at, busy.ends_at))


def in_words(clash: Clash, resource: Resource) -> str:
    """ "Anna Berg is taken 10:00–11:00: Tokamak pit (VIS-2026-0003)." """
    if clash.closed:
        return _("%(day)s is closed: %(name)s.") % {
            "day": f"{clash.wanted.starts_at:%d.%m.%Y}",
            "name": clash.closed,
        }
    words = {
        "resource": resource,
        "start": f"{clash.other.starts_at:%H:%M}",
        "end": f"{clash.other.ends_at:%H:%M}",
        "what": clash.other.label,
    }
    return _("%(resource)s is taken %(start)s–%(end)s: %(what)s.") % words


# Escorts


class ZoneTree:
    """Zones by key with what lies around them (one query)."""

    def __init__(self) -> None:
        self.zones = {zone.pk: zone for zone in Zone.objects.all()}

    def around(self, pk: int) -> list[int]:
        """The zone itself and those it lies in, inner first."""
        found = []
        while pk and pk not in found:
            found.append(pk)
            pk = self.zones[pk].parent_id
        return found

    def inside(self, pk: int) -> set[int]:
        """The zone itself and all that lie in it."""
        return {each for each in self.zones if pk in self.around(each)}


def may_escort(day: date, tree: ZoneTree) -> dict[int, frozenset[int]]:
    """Where each resource may escort on a day: the zones of its valid training and what lies in them."""
    zones = defaultdict(set)
    rows = Authorisation.objects.on(day).filter(resource__retired=False)
    for resource, zone in rows.values_list("resource_id", "zone_id"):
        zones[resource] |= tree.inside(zone)
    return {resource: frozenset(found) for resource, found in zones.items()}


# Choosing


@dataclass(frozen=True)
class Offer:
    """A resource that could do it, and why it cannot when it is not free."""

    resource: Resource
    why_not: tuple[str, ...] = ()

    @property
    def is_free(self) -> bool:
        return not self.why_not


def offers_for(stop: Stop, kind: str = "") -> list[Offer]:
    """Every resource of a kind for a stop, the free ones first, with what speaks against the others."""
    found = Resource.objects.in_use().exclude(commitments__stop=stop)
    fits = Q(kind=kind) if kind else Q()
    if kind in ("", ResourceKind.ROOM):
        fits &= ~Q(kind=ResourceKind.ROOM) | Q(place=stop.place_id) | Q(place__isnull=True)
    resources = list(found.filter(fits).select_related("person"))
    rows, closed = defaultdict(list), closed_days(stop.starts_at, stop.ends_at)
    for each in taken([resource.pk for resource in resources], stop.starts_at, stop.ends_at):
        rows[each.resource_id].append(busy_of(each))
    escorts = may_escort(timezone.localdate(stop.starts_at), ZoneTree()) if escorted(stop) else None
    offers = [
        Offer(resource, against(resource, stop, rows[resource.pk], closed, escorts)) for resource in resources
    ]
    return sorted(offers, key=lambda offer: (bool(offer.why_not), offer.resource.kind, offer.resource.name))


def against(
    resource: Resource,
    stop: Stop,
    rows: list[Busy],
    closed: dict[date, str],
    escorts: dict[int, frozenset[int]] | None,
) -> tuple[str, ...]:
    busy = wanted(resource, stop.starts_at, stop.ends_at, stop.programme.visit_id)
    found = [in_words(clash, resource) for clash in clashes.clashes(busy, rows, closed)]
    if resource.kind == ResourceKind.GUIDE and escorts is not None:
        zone = stop.place.zone
        if zone.pk not in escorts.get(resource.pk, frozenset()):
            told = {"resource": resource, "zone": zone}
            found.append(_("%(resource)s has no valid training for %(zone)s on that day.") % told)
    return tuple(found)


def escorted(stop: Stop) -> bool:
    """Whether the stop lies where visitors without a permanent pass need an escort."""
    return bool(stop.place_id and stop.place.zone.needs_escort)
