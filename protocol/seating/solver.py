"""The plan that follows the ladder and keeps every hard rule, or the smallest set of rules that clash; pure.

First everybody is seated by honour; then broken rules are mended by the swap that disturbs rank least. What
swaps cannot mend is searched exhaustively for the few people whom rules name; when even that fails, the
smallest clashing set is found by trying sets of growing size.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from protocol.seating.rooms import Room
from protocol.seating.rules import (
    ACCESS,
    CAPACITY,
    INTERPRETER,
    LOCKED,
    Demands,
    Person,
    Rule,
    is_broken,
    rules_of,
    same_side_pairs,
)

MOST_NODES = 20_000  # of one exhaustive search
MOST_SETS = 4_000  # of rules tried for the smallest clash
BIGGEST = 3


@dataclass(frozen=True)
class Seating:
    """Who sits on which seat (person by seat), what is broken, and why it cannot be mended."""

    seated: Mapping[int, int]
    unseated: tuple[int, ...] = ()
    broken: tuple[Rule, ...] = ()
    clash: tuple[Rule, ...] = ()


class Hall:
    """A seating while it is worked on."""

    def __init__(self, room: Room, people: Sequence[Person], demands: Demands) -> None:
        self.room, self.people, self.demands = room, people, demands
        self.rank = {one.key: place for place, one in enumerate(people)}
        self.side = {one.key: one.side for one in people}
        self.worth = {seat: place for place, seat in enumerate(room.honour)}
        self.rules = rules_of(people, demands)
        self.about: dict[int, list[Rule]] = {}
        for rule in self.rules:
            for key in rule.people:
                self.about.setdefault(key, []).append(rule)
        self.seated: dict[int, int] = {}
        self.seat_of: dict[int, int] = {}

    def sit(self, key: int, seat: int) -> None:
        self.seated[seat], self.seat_of[key] = key, seat

    def swap(self, seat: int, other: int) -> None:
        """Exchange who sits on two seats; either may be empty."""
        one, two = self.seated.pop(seat, None), self.seated.pop(other, None)
        if one is not None:
            self.sit(one, other)
        if two is not None:
            self.sit(two, seat)

    def broken(self, rules: Iterable[Rule] | None = None) -> list[Rule]:
        rules = self.rules if rules is None else rules
        return [r for r in rules if is_broken(r, self.seat_of, self.room, self.demands.accessible)]

    def badness(self, seats: Iterable[int]) -> tuple[int, int, float]:
        """Broken rules, broken alternation and disturbance of rank around these seats; smaller is better."""
        keys = [self.seated[seat] for seat in seats if seat in self.seated]
        rules = {rule for key in keys for rule in self.about.get(key, ())}
        alternation = sum(self.same_side(seat) for seat in seats) if self.demands.alternate else 0
        most = len(self.people)
        moved = sum(
            (most - self.rank[key]) * abs(self.worth[self.seat_of[key]] - self.rank[key]) for key in keys
        )
        return len(self.broken(rules)), alternation, moved

    def same_side(self, seat: int) -> int:
        side = self.side.get(self.seated.get(seat, -1), "")
        if not side:
            return 0
        return sum(self.side.get(self.seated.get(near, -1)) == side for near in self.room.beside[seat])


def fill(room: Room, people: Sequence[Person], demands: Demands) -> Seating:
    """Seat people, given in the order of the ladder."""
    come, left_out = people[: len(room.spots)], people[len(room.spots) :]
    hall = Hall(room, come, demands)
    by_honour(hall)
    mend(hall)
    clash: list[Rule] = []
    if hall.broken() and (found := search(hall, hall.rules)) is not None:
        seat_as_found(hall, found)
    elif hall.broken():
        clash = smallest_clash(hall)
    if demands.alternate:
        mend_alternation(hall)
    if left_out:
        clash.insert(0, Rule(CAPACITY, tuple(one.key for one in left_out)))
    return Seating(hall.seated, tuple(one.key for one in left_out), tuple(hall.broken()), tuple(clash))


# By honour


def by_honour(hall: Hall) -> None:
    """Fixed seats first, then everybody on the best seat that is left and of their colour."""
    for seat, key in hall.demands.locked.items():
        if key in hall.rank and seat in hall.worth:
            hall.sit(key, seat)
    interprets = {one for one, _whom in hall.demands.interpreters}
    last = [one for one in hall.people if one.key in interprets]
    first = [one for one in hall.people if one.key not in interprets]
    free = [seat for seat in hall.room.honour if seat not in hall.seated]
    colour = colours(hall, free) if hall.demands.alternate else {}
    for one in (*first, *last):
        if one.key not in hall.seat_of:
            seat = next((s for s in free if fits(one, s, colour, hall)), free[0])
            free.remove(seat)
            hall.sit(one.key, seat)


def fits(one: Person, seat: int, colour: Mapping[int, str], hall: Hall) -> bool:
    if one.needs_access and seat not in hall.demands.accessible:
        return False
    return not colour or not one.side or colour.get(seat, one.side) == one.side


def colours(hall: Hall, free: Sequence[int]) -> dict[int, str]:
    """Seats coloured by turns along each ring, begun with the first guest's own colour at the first seat."""
    sides = [one.side for one in hall.people if one.side]
    if not sides or not free:
        return {}
    first = hall.side.get(hall.seated.get(hall.room.honour[0], -1)) or sides[0]
    other = {"madam": "sir", "sir": "madam"}[first]
    found = {}
    for ring in hall.room.rings:
        start = min(ring, key=lambda seat: hall.worth[seat])
        at = ring.index(start)
        found |= {seat: first if (place - at) % 2 == 0 else other for place, seat in enumerate(ring)}
    return found


# By swaps


def mend(hall: Hall) -> None:
    """Swap until no rule is broken or no swap helps; every swap lowers the number of broken rules."""
    left = hall.broken()
    while left:
        best = next(filter(None, (best_swap(hall, rule.people) for rule in left)), None)
        if best is None:
            return
        hall.swap(*best)
        left = hall.broken()


def best_swap(hall: Hall, keys: Iterable[int]) -> tuple[int, int] | None:
    fixed = {seat for seat, key in hall.demands.locked.items() if hall.seated.get(seat) == key}
    found = []
    for key in sorted(keys, key=hall.rank.get, reverse=True):
        seat = hall.seat_of[key]
        if seat in fixed:
            continue
        for other in hall.room.honour:
            if other == seat or other in fixed:
                continue
            before = hall.badness((seat, other))
            hall.swap(seat, other)
            after = hall.badness((seat, other))
            hall.swap(seat, other)
            if after[0] < before[0]:
                change = tuple(a - b for a, b in zip(after, before, strict=True))
                found.append((change, seat, other))
    return min(found)[1:] if found else None


def mend_alternation(hall: Hall) -> None:
    """Swaps among people of unlike sides that mend the alternation and break no rule, seat by seat."""
    fixed = set(hall.demands.locked)
    for _pass in range(3):
        same = same_side_pairs(hall.seated, hall.people, hall.room)
        seats = sorted({seat for pair in same for seat in pair} - fixed, key=hall.worth.get)
        swapped = False
        for seat in seats:
            if hall.same_side(seat) and (other := best_alternation(hall, seat, fixed)):
                hall.swap(seat, other)
                swapped = True
        if not swapped:
            return


def best_alternation(hall: Hall, seat: int, fixed: set[int]) -> int | None:
    """The seat to exchange with that mends most and disturbs rank least; None when none helps."""
    found = []
    for other in hall.room.honour:
        if other in fixed or other == seat or alike(hall, seat, other):
            continue
        around = {seat, other, *hall.room.beside[seat], *hall.room.beside[other]}
        before = hall.badness(around)
        hall.swap(seat, other)
        after = hall.badness(around)
        hall.swap(seat, other)
        if after[0] <= before[0] and after[1] < before[1]:
            found.append((after[1] - before[1], after[2] - before[2], other))
    return min(found)[2] if found else None


def alike(hall: Hall, seat: int, other: int) -> bool:
    return hall.side.get(hall.seated.get(seat, -1)) == hall.side.get(hall.seated.get(other, -1))


# By exhaustive search among the people whom rules name


def search(hall: Hall, rules: Sequence[Rule], most: int = MOST_NODES) -> dict[int, int] | None:
    """Seats for everybody whom these rules name, or None when there are none (within `most` tries)."""
    keys = {key for rule in rules for key in rule.people}
    domains = {key: domain(hall, key, rules) for key in keys}
    about = {key: [rule for rule in rules if key in rule.people] for key in keys}
    budget = [most]

    def place(left: frozenset[int], seats: dict[int, int]) -> dict[int, int] | None:
        if not left:
            return seats
        taken = set(seats.values())
        open_to = {key: narrowed(hall, key, domains[key], about[key], seats, taken) for key in left}
        key = min(left, key=lambda one: (len(open_to[one]), one))
        for seat in open_to[key]:
            budget[0] -= 1
            if budget[0] < 0:
                return None
            if found := place(left - {key}, {**seats, key: seat}):
                return found
        return None

    return place(frozenset(keys), {})


def domain(hall: Hall, key: int, rules: Sequence[Rule]) -> list[int]:
    """Every seat a person may have for the rules about them alone, the nearest in honour first."""
    seats = sorted(hall.worth, key=lambda seat: abs(hall.worth[seat] - hall.rank[key]))
    for rule in rules:
        if rule.people == (key,) and rule.kind == LOCKED:
            seats = [seat for seat in seats if seat == rule.seat]
        if rule.people == (key,) and rule.kind == ACCESS:
            seats = [seat for seat in seats if seat in hall.demands.accessible]
    return seats


def narrowed(
    hall: Hall, key: int, seats: list[int], rules: list[Rule], given: Mapping[int, int], taken: set[int]
) -> list[int]:
    pairs = [rule for rule in rules if len(rule.people) == 2 and any(k in given for k in rule.people)]
    return [
        seat
        for seat in seats
        if seat not in taken
        and not any(
            is_broken(rule, {**given, key: seat}, hall.room, hall.demands.accessible) for rule in pairs
        )
    ]


def seat_as_found(hall: Hall, found: Mapping[int, int]) -> None:
    """Those whom rules name as found, everybody else by honour on what is left."""
    hall.seated, hall.seat_of = {}, {}
    for key, seat in found.items():
        hall.sit(key, seat)
    free = [seat for seat in hall.room.honour if seat not in hall.seated]
    for one in hall.people:
        if one.key not in hall.seat_of:
            hall.sit(one.key, free.pop(0))


def smallest_clash(hall: Hall) -> list[Rule]:
    """The fewest rules that no seating keeps together; empty when the search was given up."""
    rules = concerned(hall)
    tried = 0
    for size in range(1, BIGGEST + 1):
        for few in combinations(rules, size):
            tried += 1
            if tried > MOST_SETS:
                return []
            if impossible(hall, few):
                return list(few)
    return irreducible(hall, rules)


def concerned(hall: Hall) -> list[Rule]:
    """The broken rules and those that share people with them, twice over."""
    found = set(hall.broken())
    for _hop in range(2):
        keys = {key for rule in found for key in rule.people}
        found |= {rule for rule in hall.rules if keys & set(rule.people)}
    if any(rule.kind in (ACCESS, LOCKED, INTERPRETER) for rule in found):
        found |= {rule for rule in hall.rules if rule.kind in (ACCESS, LOCKED)}
    return [rule for rule in hall.rules if rule in found]


def impossible(hall: Hall, rules: Sequence[Rule]) -> bool:
    keys = {key for rule in rules for key in rule.people}
    possible = 1
    for key in keys:
        possible *= max(1, len(domain(hall, key, rules)))
    return search(hall, rules, most=min(MOST_NODES, possible * 2 + 10)) is None


def irreducible(hall: Hall, rules: list[Rule]) -> list[Rule]:
    """Rules of which none can be left out without a seating being found."""
    if not impossible(hall, rules):
        return []
    for rule in list(rules):
        without = [one for one in rules if one is not rule]
        if impossible(hall, without):
            rules = without
    return rules
