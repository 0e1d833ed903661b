"""Properties of what a day is made of: clashes, coverage, delays, cars, sizes."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visits import clashes, coverage, delays, sizes, transfers

START = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
few = settings(max_examples=50, deadline=None)
minutes = st.integers(0, 240)
spans = st.tuples(minutes, st.integers(1, 120))


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def busy(span, occasion=1, buffer=0) -> clashes.Busy:
    return clashes.Busy(7, at(span[0]), at(sum(span)), occasion, timedelta(minutes=buffer))


# Clashes (behaviour 5)


@few
@given(spans, spans, st.integers(0, 30))
def test_05_two_occasions_clash_exactly_when_their_minutes_and_buffers_meet(one, other, buffer):
    around = set(range(one[0] - buffer, sum(one) + buffer))
    theirs = set(range(other[0] - buffer, sum(other) + buffer))
    first, second = busy(one, 1, buffer), busy(other, 2, buffer)
    assert clashes.clash_between(first, second) == bool(around & theirs)
    assert clashes.clash_between(first, second) == clashes.clash_between(second, first)


@few
@given(spans, spans)
def test_05_within_one_occasion_buffers_do_not_count(one, other):
    meet = bool(set(range(one[0], sum(one))) & set(range(other[0], sum(other))))
    assert clashes.clash_between(busy(one, 1, 30), busy(other, 1, 30)) == meet


def test_05_a_closed_day_is_a_clash_with_its_name():
    found = clashes.clashes(busy((0, 60)), [], {date(2026, 6, 10): "Whit Monday", date(2026, 6, 11): "Other"})
    assert [clash.closed for clash in found] == ["Whit Monday"]


# Coverage (behaviour 6)

presences = st.lists(st.tuples(spans, st.integers(1, 2), st.integers(1, 12), st.integers(1, 5)), max_size=4)
escorts = st.lists(st.tuples(spans, st.sets(st.integers(1, 2), max_size=2)), max_size=5)


def here(rows) -> list[coverage.Presence]:
    return [coverage.Presence(zone, at(s[0]), at(sum(s)), many, per) for s, zone, many, per in rows]


def able(rows) -> list[coverage.Escort]:
    return [coverage.Escort(n, at(s[0]), at(sum(s)), frozenset(zones)) for n, (s, zones) in enumerate(rows)]


def red(presences, escorts) -> set[tuple[int, int]]:
    """The uncovered (zone, minute) pairs counted one by one."""
    found = set()
    for zone in (1, 2):
        for minute in range(0, 400):
            needed = sum(
                coverage.escorts_for(p)
                for p in presences
                if p.zone == zone and coverage.during(p, at(minute))
            )
            present = sum(zone in e.zones and coverage.during(e, at(minute)) for e in escorts)
            if needed > present:
                found.add((zone, minute))
    return found


def told(spans) -> set[tuple[int, int]]:
    return {
        (span.zone, int((span.starts_at - START).total_seconds() // 60) + n)
        for span in spans
        for n in range(span.minutes)
    }


@few
@given(presences, escorts)
def test_06_the_uncovered_minutes_are_exactly_those_without_enough_escorts(visitors, rows):
    presences, escorts = here(visitors), able(rows)
    assert told(coverage.uncovered(presences, escorts)) == red(presences, escorts)


@few
@given(presences, escorts.filter(bool))
def test_06_removing_an_escort_never_covers_a_minute_and_touches_only_the_escort_s_own(visitors, rows):
    presences, all_of_them = here(visitors), able(rows)
    gone, rest = all_of_them[0], all_of_them[1:]
    before, after = (
        told(coverage.uncovered(presences, all_of_them)),
        told(coverage.uncovered(presences, rest)),
    )
    assert before <= after
    assert all(zone in gone.zones and coverage.during(gone, at(minute)) for zone, minute in after - before)


# Delays (behaviour 7)

days = st.lists(st.tuples(st.integers(5, 60), st.integers(0, 20), st.booleans()), min_size=1, max_size=6)


def day(rows) -> list[delays.Stop]:
    stops, moment = [], START
    for key, (length, travel, movable) in enumerate(rows):
        moment += timedelta(minutes=travel)
        stops.append(delays.Stop(key, moment, length, movable, travel))
        moment += timedelta(minutes=length)
    return stops


@few
@given(days, st.integers(0, 200), st.integers(1, 60))
def test_07_a_delay_moves_every_later_movable_stop_by_as_much_and_no_fixed_one(rows, now, by):
    stops = day(rows)
    delay = delays.late(stops, at(now), by)
    later = {stop.key: stop for stop in stops if stop.starts_at > at(now)}
    assert {key for key, _ in delay.moved} == {key for key, stop in later.items() if stop.movable}
    assert all(start - later[key].starts_at == timedelta(minutes=by) for key, start in delay.moved)


def test_07_the_first_stop_that_cannot_move_is_named_with_the_minutes_missing():
    stops = day([(30, 0, True), (30, 5, True), (30, 5, False), (30, 5, False)])
    assert delays.late(stops, at(10), 12).first_fixed == delays.Short(2, 12)


def test_07_a_pause_before_a_fixed_stop_takes_the_delay_up():
    stops = [delays.Stop(1, at(0), 30), delays.Stop(2, at(60), 30, movable=False)]
    assert delays.late(stops, at(10), 30).first_fixed is None
    assert delays.late(stops, at(10), 31).first_fixed == delays.Short(2, 1)


# Cars (behaviour 19)

HOUR = timedelta(hours=1)
CARS = [
    transfers.Car(1, 3, 3, frozenset({"en", "fr"})),
    transfers.Car(2, 7, 8),
    transfers.Car(3, 2, 2, frozenset({"fr"})),
]
trips = st.lists(
    st.builds(
        transfers.Trip,
        key=st.integers(1, 30),
        place=st.sampled_from(["MRS", "Aix TGV"]),
        ready_at=minutes.map(at),
        luggage=st.integers(0, 3),
        language=st.sampled_from(["en", "fr"]),
    ),
    max_size=12,
    unique_by=lambda trip: trip.key,
)


@few
@given(trips)
def test_19_everybody_has_one_ride_and_no_car_is_overfull_or_in_two_places(people):
    by_key, cars = {trip.key: trip for trip in people}, {car.key: car for car in CARS}
    rides = transfers.grouped(people, CARS, wait=HOUR / 2, busy=HOUR)
    assert sorted(key for ride in rides for key in ride.trips) == sorted(by_key)
    for ride in rides:
        riders = [by_key[key] for key in ride.trips]
        assert {rider.place for rider in riders} == {ride.place}
        assert all(ride.starts_at - rider.ready_at <= HOUR / 2 for rider in riders)
        if car := cars.get(ride.car):
            assert len(riders) <= car.seats
            assert sum(rider.luggage for rider in riders) <= car.luggage
            assert all(transfers.speaks(rider, car) for rider in riders)
    for car in CARS:
        starts = sorted(ride.starts_at for ride in rides if ride.car == car.key)
        assert all(later - sooner >= HOUR for sooner, later in pairwise(starts))


@few
@given(trips.filter(bool), st.integers(10, 300))
def test_19_a_changed_flight_replans_only_its_own_car(people, minute):
    rides = transfers.grouped(people, CARS, wait=HOUR / 2, busy=HOUR)
    late = transfers.Trip(people[0].key, people[0].place, at(minute), people[0].luggage, people[0].language)
    after = transfers.changed(rides, late, CARS, wait=HOUR / 2, busy=HOUR)
    untouched = [ride for ride in rides if late.key not in ride.trips]
    assert all(ride in after for ride in untouched)
    assert sorted(key for ride in after for key in ride.trips) == sorted(trip.key for trip in people)


def test_19_the_first_schengen_entry_takes_its_time_at_the_border():
    options = {"border": 45, "luggage": 20}
    assert transfers.ready_at(at(0), first_schengen=True, pieces=1, **options) == at(65)
    assert transfers.ready_at(at(0), first_schengen=False, pieces=0, **options) == at(0)


# Sizes (behaviour 18)


@pytest.mark.parametrize(
    ("size", "system", "eu"),
    [("42", "EU", "42"), ("8", "UK", "42"), ("9", "US", "42"), ("26,5", "JP", "42"), ("265", "CN", "42")],
)
def test_18_a_shoe_size_of_any_country_is_known_in_eu_sizes(size, system, eu):
    assert sizes.shoe(size, system) == eu


@few
@given(
    st.integers(0, len(sizes.SHOES) - 1), st.sampled_from(sizes.SizeSystem), st.sampled_from(sizes.SizeSystem)
)
def test_18_a_size_goes_there_and_back(row, one, other):
    size = sizes.SHOES[row][sizes.PLACE[one]]
    assert sizes.shoe(sizes.shoe(size, one, other), other, one) == size


def test_18_between_two_sizes_the_longer_shoe_is_taken_and_nonsense_is_nothing():
    assert sizes.shoe("41.5", "EU") == "42"
    assert sizes.shoe("60", "EU") == ""
    assert sizes.shoe("big", "UK") == ""
