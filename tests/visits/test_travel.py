"""How visitors come and what they need: cars, rooms, costs, sizes, equipment, diets."""

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.moves import Refused
from tests.visits.factories import visitor_of
from tests.visits.programme_factories import guide, programme, resource, stop, vip_visit
from visits import actions
from visits.letters import travel as letters
from visits.models import Needs, PpeItem, PpeReservation, Terminal
from visits.queries import equipment
from visits.queries import travel as queries
from visits.queries.papers import paper_of


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


@pytest.fixture
def visit(db):
    return vip_visit(people=0)


def lands(visit, hour: int, minute: int = 0, *, way: str = "arrival", terminal: str = "MRS", **fields):
    """A visitor with a flight at an hour of the visit's first day."""
    person = {name: fields.pop(name) for name in ("family_name", "native_name", "language") if name in fields}
    moment = timezone.make_aware(datetime.combine(visit.starts_on, time(hour, minute)))
    return actions.add_journey(
        visitor_of(visit, **person),
        by=CLOCK,
        way=way,
        number=f"AF {hour}{minute:02d}",
        terminal=Terminal.objects.get(code=terminal),
        moment=moment,
        **fields,
    )


def cars(visit) -> dict[str, set[str]]:
    """The flights of each car by the car's name."""
    return {
        str(load.transfer.vehicle): {each.number for each in load.journeys}
        for load in queries.loads(visit, queries.journeys_of(visit))
    }


# Behaviour 19: arrivals


def test_19_journeys_are_grouped_by_seats_and_luggage_and_the_border_takes_its_time(visit, signed_in):
    resource("vehicle", name="Saloon", capacity=3, luggage=3)
    resource("vehicle", name="Minibus", capacity=8, luggage=8)
    for minute in (0, 5, 10, 20):
        lands(visit, 10, minute)
    last = lands(visit, 10, 0, terminal="AIXTGV", first_schengen=False, luggage=0)
    answer = signed_in(Role.ASSISTANT).post(url("group_transfers", visit.pk))
    assert answer.status_code == 302
    assert cars(visit) == {"Minibus": {"AF 1000", "AF 1005", "AF 1010", "AF 1020"}, "Saloon": {last.number}}
    first = lands(visit, 14, 0, first_schengen=True)
    assert queries.ready_at(first) - first.moment == timedelta(minutes=40 + 20)


def test_19_a_changed_flight_replans_only_its_own_car_and_hand_changes_are_kept(visit, signed_in):
    for name in ("Car A", "Car B", "Car C"):
        resource("vehicle", name=name, capacity=2, luggage=4)
    early, other, third = lands(visit, 8, 0), lands(visit, 8, 5), lands(visit, 13, 0)
    actions.group_transfers(visit, by=CLOCK)
    before = {each.pk: (each.transfer_id, each.transfer.starts_at) for each in queries.journeys_of(visit)}
    assert before[early.pk] == before[other.pk]
    early.refresh_from_db()
    client = signed_in(Role.ASSISTANT)
    moment = timezone.localtime(early.moment + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    data = {"way": "arrival", "number": "AF 1100", "terminal": early.terminal_id, "luggage": 1}
    data |= {"moment": moment, "seen": early.version}
    assert client.post(url("revise_journey", early.pk), data).status_code == 302
    after = {each.pk: (each.transfer_id, each.transfer.starts_at) for each in queries.journeys_of(visit)}
    assert (after[other.pk], after[third.pk]) == (before[other.pk], before[third.pk])
    assert after[early.pk] != before[early.pk]
    by_hand = visit.transfers.get(pk=after[third.pk][0])
    actions.revise_transfer(
        by_hand, by=CLOCK, starts_at=by_hand.starts_at + timedelta(minutes=10), vehicle=None
    )
    actions.group_transfers(visit, by=CLOCK)
    by_hand.refresh_from_db()
    assert (by_hand.by_hand, by_hand.vehicle) == (True, None)


def test_19_a_car_of_another_visit_is_not_taken_and_what_cannot_leave_is_said(visit, signed_in):
    one = resource("vehicle", name="Only car", capacity=2, luggage=2)
    lands(visit, 9, 0)
    actions.group_transfers(visit, by=CLOCK)
    assert cars(visit) == {"Only car": {"AF 900"}}
    second = vip_visit(people=0, starts_on=visit.starts_on)
    lands(second, 9, 10)
    actions.group_transfers(second, by=CLOCK)
    assert cars(second) == {"None": {"AF 910"}}
    page = signed_in(Role.ASSISTANT).get(url("travel", second.pk)).content.decode()
    assert "No car is free" in page
    transfer = second.transfers.get()
    with pytest.raises(Refused, match="Only car is taken"):
        actions.revise_transfer(transfer, by=CLOCK, starts_at=transfer.starts_at, vehicle=one)


def test_19_the_sign_shows_the_name_in_its_script_and_the_manifest_when_they_are_ready(visit):
    lands(visit, 9, 0, family_name="Sato", native_name="佐藤 健二")
    actions.group_transfers(visit, by=CLOCK)
    found = queries.loads(visit, queries.journeys_of(visit))
    assert "佐藤 健二" in repr(letters.signs(visit, found, "en"))
    words = repr(letters.manifest(visit, found, "fr"))
    assert "SATO" in words
    assert "09:20" in words, "twenty minutes for the luggage"


def test_19_a_block_gives_no_more_rooms_than_it_keeps_and_costs_what_it_costs(visit, signed_in):
    nights = {"starts_on": visit.starts_on, "ends_on": visit.starts_on + timedelta(days=2)}
    block = actions.add_room_block(
        visit, by=CLOCK, hotel="Hôtel du Parc", rooms=1, rate=Decimal("120"), **nights
    )
    first, second = visitor_of(visit), visitor_of(visit)
    actions.give_room(first, by=CLOCK, block=block)
    with pytest.raises(Refused, match="all 1 rooms are given"):
        actions.give_room(second, by=CLOCK, block=block)
    made = actions.make_programme(visit, by=CLOCK, profile=None)
    assert made.stops.count() == 0
    assert queries.total(queries.costs_of(visit)) == {"EUR": Decimal("240.00")}
    assert "€240.00" in signed_in(Role.ASSISTANT).get(url("travel", visit.pk)).content.decode()


def test_19_costs_count_hired_people_by_the_time_they_are_taken(db):
    made = programme()
    one = resource("interpreter", hourly_cost=Decimal("90"))
    actions.book(one, stop(made, "tokamak-pit"), by=CLOCK)
    assert queries.total(queries.costs_of(made.visit)) == {"EUR": Decimal("60.00")}


# Behaviour 18: equipment


def test_18_a_size_of_any_country_reserves_the_right_shoe_and_a_shortage_shows_before_anybody_arrives(
    db, signed_in
):
    made, client = programme(people=0), signed_in(Role.ASSISTANT)
    people = [visitor_of(made.visit) for _ in range(3)]
    for each in people:
        data = {"shoe_system": "JP", "shoe_size": "26.5", "clothes": "M"}
        assert client.post(url("revise_needs", each.pk), data).status_code == 302
    PpeItem.objects.filter(kind="shoes", size="42").update(stock=2)
    page = client.get(url("equipment", made.pk)).content.decode()
    assert "Safety shoes 42: 3 wanted, 2 free in this slot." in page
    client.post(url("reserve_equipment", made.pk))
    taken = PpeReservation.objects.filter(item__kind="shoes")
    assert {each.item.size for each in taken} == {"42"}
    assert taken.count() == 2


def test_18_a_piece_is_free_again_after_its_return_and_its_cleaning(db, signed_in):
    made = programme(people=0)
    actions.revise_needs(visitor_of(made.visit), by=CLOCK, shoe_size="42", clothes="M")
    actions.reserve_equipment(made, by=CLOCK)
    item = PpeItem.objects.get(kind="shoes", size="42")
    _start, end = equipment.slot_of(made)
    cleaning = timedelta(minutes=item.cleaning_minutes)
    at = {
        minutes: (end + timedelta(minutes=minutes), end + timedelta(minutes=minutes + 1))
        for minutes in (0, 44, 45)
    }
    free = {minutes: equipment.free_pieces(item, slot) for minutes, slot in at.items()}
    assert cleaning == timedelta(minutes=45)
    assert free == {0: item.stock - 1, 44: item.stock - 1, 45: item.stock}
    signed_in(Role.GUIDE).post(url("take_back", made.pk))
    assert not PpeReservation.objects.filter(returned_at__isnull=True).exists()


# Behaviours 17 and 20: health and diets


def test_17_a_health_condition_is_a_yes_that_leads_to_another_route_and_nothing_more(db):
    names = {field.name for field in Needs._meta.get_fields()}
    assert names == {
        "id", "version", "visitor", "shoe_system", "shoe_size", "clothes", "step_free", "has_diet", "diet",
    }  # fmt: skip
    made = programme(people=0)
    actions.revise_needs(visitor_of(made.visit), by=CLOCK, step_free=True)
    assert [str(each) for each in equipment.steps_in_the_way(made)] == ["Tokamak pit"]


def test_20_a_diet_is_kept_after_a_yes_only_and_reaches_the_kitchen_alone(db):
    made = programme(people=0)
    guest = visitor_of(made.visit)
    with pytest.raises(ValidationError):
        actions.revise_needs(guest, by=CLOCK, diet="no nuts")
    actions.revise_needs(guest, by=CLOCK, has_diet=True, diet="no nuts")
    assert "no nuts" in repr(paper_of(made, "service", "en"))
    actions.revise_needs(guest, by=CLOCK, has_diet=False)
    assert Needs.objects.get().diet == ""


@pytest.mark.parametrize("count", [1, 3])
def test_travel_asks_the_same_questions_for_one_row_and_three(count, visit, signed_in, own_queries):
    resource("vehicle", name="Minibus", capacity=8, luggage=20)
    block = actions.add_room_block(
        visit, by=CLOCK, hotel="Parc", rooms=5, rate=Decimal("100"),
        starts_on=visit.starts_on, ends_on=visit.starts_on + timedelta(days=1),
    )  # fmt: skip
    for number in range(count):
        actions.give_room(lands(visit, 9, number).visitor, by=CLOCK, block=block)
    actions.group_transfers(visit, by=CLOCK)
    assert own_queries(signed_in(Role.ASSISTANT), url("travel", visit.pk)) == 11


def test_18_a_guide_hands_equipment_out_but_sees_no_flight(db, signed_in):
    made, client = programme(), signed_in(Role.GUIDE)
    guide()
    assert client.get(url("equipment", made.pk)).status_code == 200
    assert client.get(url("travel", made.visit_id)).status_code == 403
