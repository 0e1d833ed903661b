"""The smallest repair of a plan: who has no seat yet is seated with the fewest others moved; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from protocol.seating.rooms import Room
from protocol.seating.rules import Demands, Person, Rule
from protocol.seating.solver import Hall

MOST_MOVED = 2
MOST_FREE = 8  # empty seats looked at, the nearest in honour first, when others must move


@dataclass(frozen=True)
class Repair:
    """The mended seating, who was newly seated, and who moved: (person, from seat, to seat)."""

    seated: Mapping[int, int]
    placed: tuple[tuple[int, int], ...] = ()
    moved: tuple[tuple[int, int, int], ...] = ()
    broken: tuple[Rule, ...] = ()
    left_over: tuple[int, ...] = ()


def repair(room: Room, seated: Mapping[int, int], people: Sequence[Person], demands: Demands) -> Repair:
    """Seat those of `people` (in the ladder's order) who have no seat; those not of them leave theirs."""
    keys = {one.key for one in people}
    before = {seat: key for seat, key in seated.items() if key in keys and seat in room.beside}
    hall = Hall(room, people, demands)
    for seat, key in before.items():
        hall.sit(key, seat)
    newcomers = [one for one in people if one.key not in hall.seat_of]
    left_over = []
    for one in newcomers:
        if len(hall.seated) == len(room.spots):
            left_over.append(one.key)
            continue
        seat_one(hall, one)
    was = {key: seat for seat, key in before.items()}
    return Repair(
        seated=dict(hall.seated),
        placed=tuple((one.key, hall.seat_of[one.key]) for one in newcomers if one.key in hall.seat_of),
        moved=tuple((k, was[k], hall.seat_of[k]) for k in was if hall.seat_of[k] != was[k]),
        broken=tuple(hall.broken()),
        left_over=tuple(left_over),
    )


def seat_one(hall: Hall, one: Person) -> None:
    """The way with the fewest moved that breaks no further rule; else the empty seat that breaks fewest."""
    allowed = len(hall.broken())
    for count in range(MOST_MOVED + 1):
        if (best := best_way(hall, one.key, count, allowed)) is not None:
            apply(hall, best)
            return
    seats = free_seats(hall, one.key)
    apply(
        hall, {one.key: min(seats, key=lambda seat: (broken_with(hall, {one.key: seat}), seats.index(seat)))}
    )


def free_seats(hall: Hall, key: int) -> list[int]:
    """Empty seats, the nearest to the person's place in the ladder first."""
    return sorted(
        (seat for seat in hall.worth if seat not in hall.seated),
        key=lambda seat: (abs(hall.worth[seat] - hall.rank[key]), hall.worth[seat]),
    )


def best_way(hall: Hall, key: int, count: int, allowed: int) -> dict[int, int] | None:
    """Seats for the newcomer and exactly `count` others who move, without breaking more than before."""
    free = free_seats(hall, key)
    if count:
        free = free[:MOST_FREE]
    fixed = set(hall.demands.locked)
    movable = [who for seat, who in hall.seated.items() if seat not in fixed]
    movable.sort(key=lambda who: -hall.rank[who])
    found = []
    for others in combinations(movable, count):
        seats = [*free, *(hall.seat_of[who] for who in others)]
        for chosen in permutations(seats, count + 1):
            way = dict(zip((key, *others), chosen, strict=True))
            if any(way[who] == hall.seat_of[who] for who in others):
                continue
            if broken_with(hall, way) <= allowed:
                found.append((disturbance(hall, way), tuple(way.items())))
    return dict(min(found)[1]) if found else None


def broken_with(hall: Hall, way: Mapping[int, int]) -> int:
    """How many rules are broken once these people sit there."""
    seated, seat_of = dict(hall.seated), dict(hall.seat_of)
    apply(hall, way)
    count = len(hall.broken())
    hall.seated, hall.seat_of = seated, seat_of
    return count


def disturbance(hall: Hall, way: Mapping[int, int]) -> int:
    return sum(abs(hall.worth[seat] - hall.rank[key]) for key, seat in way.items())


def apply(hall: Hall, way: Mapping[int, int]) -> None:
    for key in way:
        if key in hall.seat_of:
            hall.seated.pop(hall.seat_of[key], None)
    for key, seat in way.items():
        hall.sit(key, seat)
