"""Who arrives when, in which car; who sleeps where; what it costs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visits import transfers
from visits.models import Commitment, Journey, Resource, RoomBlock, Stay, Transfer, Visit
from visits.states import JourneyWay, ResourceKind, VisitorState
from visits.transfers import Car, Ride, Trip

WAIT = timedelta(minutes=45)  # nobody waits longer for the others of a car
CENT = Decimal("0.01")


def journeys_of(visit: Visit) -> list[Journey]:
    """The journeys of everybody who comes, in order of the clock."""
    found = Journey.objects.filter(visitor__visit=visit).exclude(visitor__state=VisitorState.WITHDRAWN)
    return list(found.select_related("visitor__person__organisation", "terminal", "transfer__vehicle"))


def ready_at(journey: Journey) -> datetime:
    """When somebody stands before the sign, or must leave the site for a departure."""
    terminal = journey.terminal
    if journey.way == JourneyWay.DEPARTURE:
        return journey.moment - timedelta(minutes=terminal.early_minutes + terminal.drive_minutes)
    return transfers.ready_at(
        journey.moment,
        first_schengen=journey.first_schengen,
        border=terminal.border_minutes,
        luggage=terminal.luggage_minutes,
        pieces=journey.luggage,
    )


def trip(journey: Journey) -> Trip:
    return Trip(
        key=journey.pk,
        place=journey.terminal.code,
        ready_at=ready_at(journey),
        luggage=journey.luggage,
        language=journey.visitor.person.language,
        inbound=journey.way == JourneyWay.ARRIVAL,
    )


def ride(transfer: Transfer, journeys: Iterable[Journey]) -> Ride:
    """A transfer that stays as it is, for the grouping of the others."""
    trips = tuple(each.pk for each in journeys if each.transfer_id == transfer.pk)
    inbound = transfer.way == JourneyWay.ARRIVAL
    return Ride(transfer.vehicle_id, transfer.terminal.code, transfer.starts_at, trips, inbound)


def away_for(journeys: Iterable[Journey]) -> timedelta:
    """How long a car is away: the longest drive there and back."""
    longest = max((each.terminal.drive_minutes for each in journeys), default=0)
    return timedelta(minutes=2 * longest)


def cars_for(journeys: list[Journey], visit: Visit) -> list[Car]:
    """The cars that no other visit has between the first and the last journey."""
    moments = [ready_at(each) for each in journeys]
    if not moments:
        return []
    first, last = min(moments), max(moments) + away_for(journeys) + WAIT
    taken = Commitment.objects.filter(busy_from__lt=last, busy_until__gt=first).exclude(visit=visit)
    vehicles = Resource.objects.in_use().filter(kind=ResourceKind.VEHICLE, capacity__gt=0)
    free = vehicles.exclude(pk__in=taken.values("resource")).order_by("capacity", "pk")
    return [
        Car(each.pk, each.capacity, each.capacity if each.luggage is None else each.luggage, each.spoken)
        for each in free
    ]


# The page


@dataclass(frozen=True)
class Load:
    """A car with its people; what is wrong with it stands in red."""

    transfer: Transfer
    journeys: tuple[Journey, ...]
    wrong: tuple[str, ...]

    @property
    def seats(self) -> list[bool]:
        """One mark a seat: taken or free."""
        capacity = (self.transfer.vehicle.capacity or 0) if self.transfer.vehicle else 0
        return [number < len(self.journeys) for number in range(max(capacity, len(self.journeys)))]

    @property
    def luggage(self) -> int:
        return sum(each.luggage for each in self.journeys)


def loads(visit: Visit, journeys: list[Journey]) -> list[Load]:
    by_transfer = defaultdict(list)
    for each in journeys:
        by_transfer[each.transfer_id].append(each)
    found = visit.transfers.select_related("vehicle", "terminal")
    return [
        Load(each, tuple(by_transfer[each.pk]), tuple(wrong_with(each, by_transfer[each.pk])))
        for each in found
    ]


def wrong_with(transfer: Transfer, journeys: list[Journey]) -> list[str]:
    """Why a car cannot leave like this, in words."""
    car, found = transfer.vehicle, []
    if car is None:
        return [_("No car is free: order a taxi, or choose another hour.")]
    if car.capacity and len(journeys) > car.capacity:
        found.append(
            _("%(count)d people in a car for %(seats)d.") % {"count": len(journeys), "seats": car.capacity}
        )
    pieces = sum(each.luggage for each in journeys)
    if car.luggage is not None and pieces > car.luggage:
        found.append(
            _("%(count)d pieces of luggage, room for %(room)d.") % {"count": pieces, "room": car.luggage}
        )
    inbound = transfer.way == JourneyWay.ARRIVAL
    for each in journeys:
        late = ready_at(each) > transfer.starts_at if inbound else ready_at(each) < transfer.starts_at
        if late:
            told = {"name": each.visitor, "time": f"{timezone.localtime(ready_at(each)):%H:%M}"}
            found.append(
                _("%(name)s is ready at %(time)s only.") % told
                if inbound
                else _("%(name)s must leave by %(time)s.") % told
            )
    return found


# Costs


@dataclass(frozen=True)
class Cost:
    """One line of what a visit costs: so many nights or hours at their rate; `key` names what is paid for."""

    key: str
    what: str
    quantity: Decimal
    unit: str
    rate: Decimal
    currency: str = "EUR"

    @property
    def amount(self) -> Decimal:
        return (self.quantity * self.rate).quantize(CENT)


def costs_of(visit: Visit) -> list[Cost]:
    """Hotels by block and hired people and cars by the hour: the lines that procurement can take over."""
    return [*hotel_costs(visit), *hired_costs(visit)]


def hotel_costs(visit: Visit) -> list[Cost]:
    """Every night of every stay; after its release day a block costs all its rooms."""
    found = []
    for block in visit.room_blocks.prefetch_related("stays"):
        nights = sum(len(stay.nights()) for stay in block.stays.all())
        if block.release_on and timezone.localdate() > block.release_on:
            nights = max(nights, block.rooms * (block.ends_on - block.starts_on).days)
        if nights:
            found.append(
                Cost(
                    f"hotel-{block.pk}",
                    _("%(hotel)s, %(nights)d nights") % {"hotel": block, "nights": nights},
                    Decimal(nights),
                    ngettext("night", "nights", nights),
                    block.rate,
                    block.currency,
                )
            )
    return found


def hired_costs(visit: Visit) -> list[Cost]:
    """Each hired resource by the time it is taken, both its stops and its transfers."""
    hours: dict[Resource, timedelta] = defaultdict(timedelta)
    taken = Commitment.objects.filter(visit=visit, resource__hourly_cost__isnull=False)
    for each in taken.select_related("resource"):
        hours[each.resource] += each.ends_at - each.starts_at
    return [
        Cost(
            f"hired-{resource.pk}",
            _("%(resource)s, %(hours)s h")
            % {"resource": resource, "hours": number_format(round(time.total_seconds() / 3600, 1), 1)},
            *counted(time, resource.hourly_cost),
        )
        for resource, time in sorted(hours.items(), key=lambda item: item[0].name)
    ]


def counted(time: timedelta, hourly: Decimal) -> tuple[Decimal, str, Decimal]:
    """How many of what at which rate: hours where two decimals say them exactly, else minutes."""
    minutes = Decimal(round(time.total_seconds() / 60))
    if minutes % 3 == 0:
        return minutes / 60, "h", hourly
    return minutes, "min", (hourly / 60).quantize(Decimal("0.0001"))


def total(costs: list[Cost]) -> dict[str, Decimal]:
    """The sum in each currency."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for cost in costs:
        found[cost.currency] += cost.amount
    return dict(found)


# Hotels


def crowded(block: RoomBlock) -> list:
    """The nights on which more people stay than rooms are kept."""
    nights: dict = defaultdict(int)
    for stay in block.stays.all():
        for night in stay.nights():
            nights[night] += 1
    return sorted(night for night, count in nights.items() if count > block.rooms)


def stays_of(visit: Visit) -> list[Stay]:
    return list(Stay.objects.filter(visitor__visit=visit).select_related("visitor__person", "block"))
