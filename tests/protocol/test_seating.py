"""Seating: behaviours 4, 5 and 12 of protocol, as algorithms."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protocol.seating import (
    Demands,
    Person,
    Rule,
    broken_rules,
    fill,
    parity_holds,
    repair,
    room_of,
    same_side_pairs,
)
from protocol.states import Shape

ROOMS = [
    (Shape.FRENCH, 1, 12),
    (Shape.FRENCH, 1, 9),
    (Shape.ENGLISH, 1, 10),
    (Shape.ROUND, 3, 8),
    (Shape.HORSESHOE, 1, 15),
    (Shape.THEATRE, 4, 7),
    (Shape.AISLE, 3, 8),
]


def people(count: int, **facts) -> list[Person]:
    return [Person(key, f"Guest {key}", **facts) for key in range(1, count + 1)]


@pytest.mark.parametrize("room", ROOMS)
def test_4_every_seat_has_one_place_in_the_order_of_honour(room):
    hall = room_of(*room)
    count = room[1] * room[2]
    assert sorted(hall.honour) == [spot.number for spot in hall.spots] == list(range(1, count + 1))
    assert all(a in hall.beside[b] for a in hall.beside for b in hall.beside[a])
    assert len({(spot.x, spot.y) for spot in hall.spots}) == count


@pytest.mark.parametrize(
    ("room", "first"),
    [
        ((Shape.THEATRE, 2, 5), [3, 4, 2, 5, 1, 8]),  # the centre, then right and left
        (
            (Shape.AISLE, 2, 6),
            [4, 3, 5, 2, 6, 1, 10],
        ),  # left end of the right bay, right end of the left (art. 16)
        ((Shape.FRENCH, 1, 10), [3, 8, 2, 7, 4, 9]),  # both centres, then right and left of each
        ((Shape.ENGLISH, 1, 6), [1, 4, 6, 3, 2, 5]),  # the two ends, then right of each
        ((Shape.ROUND, 2, 6), [1, 6, 2, 5, 3, 4, 7]),  # the head of each table, then right and left
        ((Shape.HORSESHOE, 1, 9), [5, 4, 6, 3, 7]),  # the centre of the head, then right and left
    ],
)
def test_4_the_official_pattern_fills_from_the_first(room, first):
    assert list(room_of(*room).honour[: len(first)]) == first
    hall = room_of(*room)
    seated = fill(hall, people(len(hall.spots)), Demands()).seated
    assert [seated[seat] for seat in first] == list(range(1, len(first) + 1))


def test_4_pairs_partners_interpreters_and_accessible_seats_are_kept():
    hall = room_of(Shape.FRENCH, 1, 12)
    guests = [Person(k, needs_access=k == 5) for k in range(1, 13)]
    demands = Demands(
        apart=frozenset({(1, 2), (3, 4)}),
        partners=frozenset({(1, 3)}),
        interpreters=frozenset({(12, 1)}),
        accessible=frozenset({6, 7}),
        locked={hall.honour[0]: 1},
    )
    found = fill(hall, guests, demands)
    assert found.broken == found.clash == ()
    assert found.seated[hall.honour[0]] == 1
    assert sorted(found.seated.values()) == list(range(1, 13))


def test_4_the_smallest_set_of_rules_that_clash_is_named():
    hall = room_of(Shape.FRENCH, 1, 6)
    demands = Demands(apart=frozenset({(1, 2), (3, 4)}), locked={2: 1, 5: 2})
    assert fill(hall, people(6), demands).clash == (
        Rule("locked", (1,), 2),
        Rule("locked", (2,), 5),
        Rule("apart", (1, 2)),
    )
    wheelchairs = [Person(k, needs_access=k < 3) for k in range(1, 5)]
    assert fill(hall, wheelchairs, Demands(accessible=frozenset({3}))).clash == (
        Rule("access", (1,)),
        Rule("access", (2,)),
    )
    crowd = fill(hall, people(8), Demands())
    assert crowd.clash == (Rule("capacity", (7, 8)),)
    assert crowd.unseated == (7, 8)


def test_4_women_and_men_alternate_where_asked():
    hall = room_of(Shape.FRENCH, 1, 10)
    guests = [Person(k, side="madam" if k % 2 else "sir") for k in range(1, 11)]
    assert same_side_pairs(fill(hall, guests, Demands(alternate=True)).seated, guests, hall) == []
    assert same_side_pairs(fill(hall, guests, Demands()).seated, guests, hall) != []


def test_12_opposite_sexes_preside_and_alternate_only_when_covers_mod_4_are_2():
    assert [n for n in range(6, 26, 2) if parity_holds(n)] == [6, 10, 14, 18, 22]
    for covers in range(6, 26, 2):  # the proof: alternate round the ring and look at who faces the host
        assert (covers // 2 % 2 == 1) == parity_holds(covers)
        hall = room_of(Shape.FRENCH, 1, covers)
        ring, (host, other) = hall.rings[0], hall.honour[:2]
        distance = abs(ring.index(host) - ring.index(other))
        assert (distance % 2 == 1) == parity_holds(covers)


DEMANDS = st.builds(
    Demands,
    apart=st.frozensets(st.tuples(st.integers(1, 6), st.integers(7, 12)), max_size=5),
    partners=st.frozensets(st.tuples(st.integers(1, 6), st.integers(7, 12)), max_size=3),
    interpreters=st.frozensets(st.tuples(st.integers(9, 12), st.integers(1, 4)), max_size=2),
    accessible=st.just(frozenset({1, 2, 3})),
)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(ROOMS), st.integers(2, 12), DEMANDS)
def test_4_everybody_sits_once_and_either_every_rule_is_kept_or_a_clash_is_named(room, count, demands):
    hall = room_of(*room)
    guests = people(min(count, len(hall.spots)))
    found = fill(hall, guests, demands)
    assert sorted(found.seated.values()) == [one.key for one in guests]
    assert list(found.broken) == broken_rules(found.seated, guests, demands, hall)
    if found.clash:
        assert found.broken
        only = Demands(
            apart=frozenset(r.people for r in found.clash if r.kind == "apart"),
            partners=frozenset(r.people for r in found.clash if r.kind == "partners"),
            interpreters=frozenset(r.people for r in found.clash if r.kind == "interpreter"),
        )
        assert fill(hall, guests, only).broken  # the named few clash by themselves


def test_5_a_cancellation_moves_nobody_and_a_substitute_takes_the_free_seat():
    hall = room_of(Shape.FRENCH, 1, 8)
    before = fill(hall, people(8), Demands()).seated
    without = [one for one in people(8) if one.key != 4]
    assert repair(hall, before, without, Demands()).moved == ()
    found = repair(hall, before, [*without, Person(20)], Demands())
    assert (found.moved, len(found.placed), found.broken) == ((), 1, ())


def test_5_when_the_free_seat_breaks_a_rule_one_guest_moves():
    hall = room_of(Shape.ROUND, 1, 6)
    before = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
    demands = Demands(apart=frozenset({(1, 9), (5, 9)}))
    found = repair(hall, before, [*people(5), Person(9)], demands)
    assert found.broken == ()
    assert len(found.moved) == 1


@settings(max_examples=25, deadline=None)
@given(
    st.frozensets(st.tuples(st.integers(1, 5), st.just(9)), max_size=4),
    st.sampled_from([Shape.FRENCH, Shape.ROUND]),
)
def test_5_no_repair_moves_fewer(apart, shape):
    hall = room_of(shape, 1, 6)
    before = {seat: seat for seat in range(1, 6)}
    guests, demands = [*people(5), Person(9)], Demands(apart=apart)
    found = repair(hall, before, guests, demands)
    keys = [one.key for one in guests]
    kept = [
        sum(before.get(seat) != key for seat, key in zip(range(1, 7), way, strict=True) if key != 9)
        for way in permutations(keys)
        if not broken_rules(dict(zip(range(1, 7), way, strict=True)), guests, demands, hall)
    ]
    if found.broken:
        assert not [moved for moved in kept if moved <= 2]
    else:
        assert len(found.moved) == min(kept)
