"""Who is there on which item: a change holds from its item on until the next one, and nowhere else; pure."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from meetings.states import Presence


@dataclass(frozen=True)
class Moved[P: Hashable]:
    """Somebody's presence from an item on, and who takes over their seat."""

    person: P
    presence: str
    replaced_by: P | None = None


@dataclass(frozen=True)
class Room[P: Hashable]:
    """Everybody's presence on one item, and who sits in whose place."""

    presence: Mapping[P, str]
    seats: Mapping[P, P]

    def __contains__(self, person: P) -> bool:
        return self.presence.get(person, Presence.ABSENT) != Presence.ABSENT

    @property
    def present(self) -> list[P]:
        return [person for person in self.presence if person in self]


def rooms[I: Hashable, P: Hashable](
    items: Sequence[I], start: Mapping[P, str], changes: Mapping[I, Iterable[Moved[P]]]
) -> dict[I, Room[P]]:
    """The room on each item, in the order of the agenda, from how the session began."""
    presence, seats = dict(start), {}
    found: dict[I, Room[P]] = {}
    for item in items:
        for moved in changes.get(item, ()):
            presence[moved.person] = moved.presence
            seats.pop(moved.person, None)
            if moved.replaced_by is not None and moved.presence == Presence.ABSENT:
                seats[moved.person] = moved.replaced_by
        found[item] = Room(dict(presence), dict(seats))
    return found


def speaking[P: Hashable](room: Room[P], representing: Iterable[P]) -> list[P]:
    """Who speaks for a Member on the item: its Representatives who are there, and who sits in their place."""
    wanted = list(representing)
    seated = [room.seats[person] for person in wanted if person in room.seats]
    return [person for person in dict.fromkeys([*wanted, *seated]) if person in room]
