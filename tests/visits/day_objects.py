"""Objects of travel, needs and the gate for the access matrix (see tests/web/objects.py)."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger import moves
from council_office.ledger.audit import CLOCK
from tests.visits.programme_objects import programmes, visits
from tests.visits.visit_objects import both, visitors
from visits import actions
from visits.models import Passage, Stay, Terminal


def journeys(world):
    """A flight and a room for somebody of each of the two visits."""
    found = []
    for visit in both(world):
        visitor = visit.visitors.first()
        journey = visitor.journeys.first() or world.once(flight_of(visit, visitor))
        found.append({"pk": journey.pk})
    return found


def flight_of(visit, visitor):
    def build(world):
        moment = timezone.now() + timedelta(days=120)
        terminal = Terminal.objects.get(code="MRS")
        journey = actions.add_journey(visitor, by=CLOCK, number="AF 1", terminal=terminal, moment=moment)
        actions.group_transfers(visit, by=CLOCK)
        days = {"starts_on": visit.starts_on, "ends_on": visit.starts_on + timedelta(days=1)}
        block = actions.add_room_block(visit, by=CLOCK, hotel="Parc", rooms=2, rate=Decimal("100"), **days)
        actions.give_room(visitor, by=CLOCK, block=block)
        return journey

    return build


def transfers(world):
    journeys(world)
    return [{"pk": visit.transfers.first().pk} for visit in both(world)]


def stays(world):
    journeys(world)
    return [{"pk": Stay.objects.get(visitor__visit=visit).pk} for visit in both(world)]


def passages(world):
    return {"pk": world.once(passage).pk}


def passage(world):
    facts = {"code": "…1234", "scanned_at": timezone.now(), "admitted": False, "reason": "Not known"}
    return moves.create(Passage, by=CLOCK, by_id=world[Role.SECURITY_OFFICER].pk, **facts)


def papers(world):
    journeys(world)
    return visits(world)[:1]


OBJECTS = {
    **{
        f"visits:{name}": visits
        for name in ("travel", "add_journey", "group_transfers", "add_room_block", "give_room")
    },
    **{f"visits:{name}": papers for name in ("manifest_paper", "signs_paper")},
    **{f"visits:{name}": journeys for name in ("revise_journey", "seat")},
    "visits:revise_transfer": transfers,
    "visits:give_room_back": stays,
    "visits:revise_needs": visitors,
    **{f"visits:{name}": programmes for name in ("equipment", "reserve_equipment", "take_back")},
    "visits:settle": passages,
}
