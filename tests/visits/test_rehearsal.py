"""A day tried out on a copy (behaviour 22)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from visits import rehearsal
from visits.clashes import Busy
from visits.delays import Short, Stop
from visits.rehearsal import Cut, Day, Group, Substitute, Taken

START = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
few = settings(max_examples=40, deadline=None)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


TALK, TOUR, HALL, LUNCH = 1, 2, 3, 4
PIT = 9
DAY = Day(
    stops=(
        Stop(TALK, at(0), 45),
        Stop(TOUR, at(55), 60, True, 10),
        Stop(HALL, at(120), 40, True, 5),
        Stop(LUNCH, at(170), 60, False, 10),
    ),
    taken=(Taken(TOUR, 21), Taken(TOUR, 22), Taken(HALL, 21), Taken(HALL, 22)),
    groups=(Group(TOUR, PIT, 8, 5), Group(HALL, PIT, 8, 5)),
    may_escort={number: frozenset({PIT}) for number in (21, 22, 23, 24)},
    occasion=1,
)


def test_22_a_minister_forty_minutes_late_breaks_lunch_and_the_longest_stops_are_cut():
    outcome = rehearsal.late(DAY, at(10), 40)
    assert outcome.missed == Short(LUNCH, 40)
    assert outcome.cuts == (Cut(TOUR, 30, 30), Cut(HALL, 10, 30))
    assert outcome.tell_resources == (21, 22)
    assert outcome.tell_stops == (TALK, TOUR, HALL, LUNCH)
    assert not outcome.holds


def test_22_when_cutting_in_half_is_not_enough_one_stop_is_left_out():
    outcome = rehearsal.late(DAY, at(10), 62)
    assert outcome.cuts == (Cut(TOUR, 60, 0),)


def test_22_nothing_repairs_a_delay_longer_than_every_stop():
    outcome = rehearsal.late(DAY, at(10), 150)
    assert outcome.cuts == ()
    assert outcome.without_repair == (LUNCH,)


def test_22_two_escorts_sick_are_replaced_by_free_authorised_ones():
    outcome = rehearsal.absent(DAY, [21, 22])
    assert [(span.needed, span.present, span.minutes) for span in outcome.uncovered] == [(2, 0, 115)]
    assert outcome.substitutes == (Substitute(23, (TOUR, HALL)), Substitute(24, (TOUR, HALL)))
    assert outcome.without_repair == ()


def test_22_a_substitute_who_is_taken_elsewhere_is_not_proposed():
    busy = Day(**{**vars(DAY), "others": (Busy(23, at(60), at(90), 2),)})
    outcome = rehearsal.absent(busy, [21, 22])
    assert outcome.substitutes == (Substitute(24, (TOUR, HALL)), Substitute(23, (HALL,)))
    assert outcome.without_repair == (TOUR,)


def test_22_a_later_visit_that_needs_the_same_guide_is_named():
    busy = Day(**{**vars(DAY), "others": (Busy(21, at(175), at(200), 2),)})
    assert rehearsal.late(busy, at(10), 10).clashes == ()
    assert [clash.wanted.resource for clash in rehearsal.late(busy, at(10), 20).clashes] == [21]


@few
@given(st.integers(0, 160), st.integers(1, 60))
def test_22_cuts_give_back_exactly_the_missing_minutes_or_more_and_the_day_itself_is_untouched(now, minutes):
    before = DAY.stops
    outcome = rehearsal.late(DAY, at(now), minutes)
    assert DAY.stops == before
    if outcome.cuts:
        assert sum(cut.minutes for cut in outcome.cuts) >= outcome.missed.minutes - 5
