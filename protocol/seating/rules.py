"""What a seating must keep: pairs apart, interpreters near, accessible and fixed seats; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from protocol.seating.rooms import Room

APART, PARTNERS, INTERPRETER, ACCESS, LOCKED, CAPACITY = (
    "apart",
    "partners",
    "interpreter",
    "access",
    "locked",
    "capacity",
)
HOSTS_FACE_EACH_OTHER = 2  # covers modulo four with which women and men alternate


@dataclass(frozen=True)
class Person:
    """Somebody to seat; `side` is "madam", "sir" or empty where nothing is known."""

    key: int
    name: str = ""
    side: str = ""
    needs_access: bool = False


@dataclass(frozen=True)
class Demands:
    """The rules asked for, by the keys of people: (interpreter, guest) pairs, seats fixed for a person."""

    apart: frozenset[tuple[int, int]] = frozenset()
    partners: frozenset[tuple[int, int]] = frozenset()
    interpreters: frozenset[tuple[int, int]] = frozenset()
    locked: Mapping[int, int] = field(default_factory=dict)
    accessible: frozenset[int] = frozenset()
    alternate: bool = False


@dataclass(frozen=True)
class Rule:
    """One hard rule about one or two people; `seat` only for a fixed one."""

    kind: str
    people: tuple[int, ...]
    seat: int = 0


def rules_of(people: Iterable[Person], demands: Demands) -> list[Rule]:
    """Every hard rule about the people who are there."""
    people = list(people)
    keys = {one.key for one in people}
    found = [Rule(LOCKED, (key,), seat) for seat, key in sorted(demands.locked.items())]
    found += [Rule(ACCESS, (one.key,)) for one in people if one.needs_access]
    for kind, wanted in (
        (APART, demands.apart),
        (PARTNERS, demands.partners),
        (INTERPRETER, demands.interpreters),
    ):
        found += [Rule(kind, pair) for pair in sorted(wanted)]
    return [rule for rule in found if keys.issuperset(rule.people)]


def is_broken(rule: Rule, seat_of: Mapping[int, int], room: Room, accessible: frozenset[int]) -> bool:
    """Whether a rule is broken by who sits where; nobody breaks a rule while not seated."""
    seats = [seat_of.get(key) for key in rule.people]
    if None in seats:
        return False
    if rule.kind == LOCKED:
        return seats[0] != rule.seat
    if rule.kind == ACCESS:
        return seats[0] not in accessible
    one, other = seats
    if rule.kind == INTERPRETER:
        return one not in room.reach(other)
    near = room.beside[one] | room.facing[one] if rule.kind == APART else room.beside[one]
    return other in near


def broken_rules(
    seated: Mapping[int, int], people: Sequence[Person], demands: Demands, room: Room
) -> list[Rule]:
    """The rules that a seating (person by seat) breaks."""
    seat_of = {key: seat for seat, key in seated.items()}
    return [rule for rule in rules_of(people, demands) if is_broken(rule, seat_of, room, demands.accessible)]


def same_side_pairs(seated: Mapping[int, int], people: Iterable[Person], room: Room) -> list[tuple[int, int]]:
    """Pairs of seats where two women or two men sit beside each other."""
    side = {one.key: one.side for one in people}
    return [
        (seat, other)
        for seat, key in sorted(seated.items())
        for other in sorted(room.beside[seat])
        if seat < other and other in seated and side.get(key) and side.get(key) == side.get(seated[other])
    ]


def parity_holds(covers: int) -> bool:
    """Whether hosts of opposite sex may face each other while women and men alternate: covers mod 4 = 2."""
    return covers % 4 == HOSTS_FACE_EACH_OTHER
