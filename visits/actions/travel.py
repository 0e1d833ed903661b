"""Verbs on travel: journeys entered, cars grouped, one car planned anew; rooms kept and given."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from council_office.ledger import moves
from council_office.ledger.moves import Refused
from visits import transfers
from visits.actions import resources
from visits.models import Journey, Resource, RoomBlock, Stay, Terminal, Transfer, Visit, Visitor
from visits.queries import travel as queries
from visits.states import JourneyWay
from visits.transfers import Ride


def add_journey(visitor: Visitor, *, by, **fields) -> Journey:
    return moves.create(Journey, by=by, visitor=visitor, **fields)


@transaction.atomic
def revise_journey(journey: Journey, *, by, seen: int | None = None, **changes) -> Journey:
    """Another flight or hour: only its own car is planned anew, every other stays as it is."""
    before = journey.transfer
    journey = moves.revise(journey, by=by, seen=seen, **changes)
    if before is not None:
        _replan(journey, before, by=by)
    return journey


def _replan(journey: Journey, before: Transfer, *, by) -> None:
    """The journey in a car that fits; its old car goes on with the others, or is given back."""
    visit = journey.visitor.visit
    moves.revise(journey, by=by, transfer=None)
    if not before.journeys.exists():
        _give_back(before, by=by)
    journeys = queries.journeys_of(visit)
    kept = list(visit.transfers.select_related("terminal", "vehicle"))
    rides = [queries.ride(each, journeys) for each in kept]
    options = {"wait": queries.WAIT, "busy": queries.away_for(journeys), "kept": rides}
    cars = queries.cars_for(journeys, visit)
    new = transfers.grouped([queries.trip(journey)], cars, **options)
    for ride in new:
        if journey.pk in ride.trips:
            _carry(visit, ride, [journey], by=by)


@transaction.atomic
def group_transfers(visit: Visit, *, by) -> list[Transfer]:
    """Cars for every journey, anew; what was changed by hand stays."""
    journeys = queries.journeys_of(visit)
    if not journeys:
        raise Refused(_("Enter the flights and trains first."))
    kept = list(visit.transfers.filter(by_hand=True).select_related("terminal", "vehicle"))
    for old in visit.transfers.filter(by_hand=False):
        _give_back(old, by=by)
    journeys = queries.journeys_of(visit)
    trips = [queries.trip(each) for each in journeys]
    rides = transfers.grouped(
        trips,
        queries.cars_for(journeys, visit),
        wait=queries.WAIT,
        busy=queries.away_for(journeys),
        kept=[queries.ride(each, journeys) for each in kept],
    )
    known = {tuple(queries.ride(each, journeys).trips) for each in kept}
    by_key = {each.pk: each for each in journeys}
    new = [ride for ride in rides if ride.trips not in known]
    return [_carry(visit, ride, [by_key[key] for key in ride.trips], by=by) for ride in new]


def _carry(visit: Visit, ride: Ride, journeys: list[Journey], *, by) -> Transfer:
    transfer = moves.create(
        Transfer,
        by=by,
        visit=visit,
        way=JourneyWay.ARRIVAL if ride.inbound else JourneyWay.DEPARTURE,
        terminal=Terminal.objects.get(code=ride.place),
        starts_at=ride.starts_at,
        vehicle_id=ride.car,
    )
    for journey in journeys:
        moves.revise(journey, by=by, transfer=transfer)
    _book(transfer, by=by)
    return transfer


def _book(transfer: Transfer, *, by, override_reason: str = "") -> None:
    """The car is taken from the start for the drive there and back."""
    if transfer.vehicle is None:
        return
    ends_at = transfer.starts_at + timedelta(minutes=2 * transfer.terminal.drive_minutes)
    resources.book_transfer(
        transfer.vehicle, transfer, by=by, ends_at=ends_at, override_reason=override_reason
    )


def _give_back(transfer: Transfer, *, by) -> None:
    for commitment in transfer.commitments.all():
        resources.release(commitment, by=by)
    moves.remove(transfer, by=by)


@transaction.atomic
def revise_transfer(
    transfer: Transfer,
    *,
    by,
    starts_at: datetime,
    vehicle: Resource | None,
    seen: int | None = None,
    override_reason: str = "",
) -> Transfer:
    """Another hour or car by hand; from then on it is kept when cars are grouped."""
    transfer = moves.revise(transfer, by=by, seen=seen, starts_at=starts_at, vehicle=vehicle, by_hand=True)
    for commitment in transfer.commitments.all():
        resources.release(commitment, by=by)
    _book(transfer, by=by, override_reason=override_reason)
    return transfer


@transaction.atomic
def seat(journey: Journey, transfer: Transfer, *, by) -> Journey:
    """Somebody goes in another car, by hand; both cars are kept as they are now."""
    if (journey.way, journey.visitor.visit_id) != (transfer.way, transfer.visit_id):
        raise Refused(_("This car goes elsewhere."))
    before = journey.transfer
    journey = moves.revise(journey, by=by, transfer=transfer)
    moves.revise(transfer, by=by, by_hand=True)
    if before is not None and before.pk != transfer.pk:
        if before.journeys.exists():
            moves.revise(before, by=by, by_hand=True)
        else:
            _give_back(before, by=by)
    return journey


# Hotels


def add_room_block(visit: Visit, *, by, **fields) -> RoomBlock:
    return moves.create(RoomBlock, by=by, visit=visit, **fields)


@transaction.atomic
def give_room(visitor: Visitor, *, by, block: RoomBlock, starts_on=None, ends_on=None) -> Stay:
    """A room of the block; no night takes more rooms than are kept."""
    block = moves.lock(block)
    if block.visit_id != visitor.visit_id:
        raise Refused(_("This block is kept for another visit."))
    starts_on, ends_on = starts_on or block.starts_on, ends_on or block.ends_on
    if not (block.starts_on <= starts_on and ends_on <= block.ends_on):
        raise Refused(_("The block is kept from %(first)s to %(last)s only.") % _days(block))
    stay = moves.create(Stay, by=by, visitor=visitor, block=block, starts_on=starts_on, ends_on=ends_on)
    if full := queries.crowded(block):
        told = {"hotel": block, "night": f"{full[0]:%d.%m.%Y}", "rooms": block.rooms}
        raise Refused(_("%(hotel)s: all %(rooms)d rooms are given on %(night)s.") % told)
    return stay


def _days(block: RoomBlock) -> dict[str, str]:
    return {"first": f"{block.starts_on:%d.%m.%Y}", "last": f"{block.ends_on:%d.%m.%Y}"}


def give_room_back(stay: Stay, *, by) -> None:
    moves.remove(stay, by=by)
