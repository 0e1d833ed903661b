"""Whether the Members' positions carry a decision under its rule, with the reasons when they do not; pure.

Whoever is present and has said nothing does not speak against: enough for consensus, not for unanimity.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from meetings.states import DecisionRule, Stance

AGAINST = (Stance.OBJECTS, Stance.RESERVES)
NOTHING = Fraction(0)


class Lack(StrEnum):
    """Why a decision is not carried."""

    QUORUM = "quorum"
    AGAINST = "against"
    NOT_AGREED = "not_agreed"
    SHARE = "share"
    HOST = "host"
    HOST_UNKNOWN = "host_unknown"
    NO_WEIGHTS = "no_weights"


@dataclass(frozen=True)
class Terms[M: Hashable]:
    """What a body's table says: weights on their true sum, the share that carries, the quorum, the host."""

    weights: Mapping[M, Decimal] = field(default_factory=dict)
    majority: Decimal = Decimal(50)
    quorum: int = 0
    host: M | None = None

    def share(self, members: Iterable[M]) -> Fraction:
        """The part that these Members hold of all the weight there is, whatever it sums to."""
        whole = sum((Fraction(weight) for weight in self.weights.values()), NOTHING)
        held = sum((Fraction(self.weights.get(member, 0)) for member in set(members)), NOTHING)
        return held / whole if whole else NOTHING


@dataclass(frozen=True)
class Result[M: Hashable]:
    """The count: what stands in the way (nothing: carried), who is in the way, the share that agrees."""

    lacks: tuple[tuple[Lack, tuple[M, ...]], ...]
    agreeing: tuple[M, ...]
    share: Fraction

    @property
    def carried(self) -> bool:
        return not self.lacks

    @property
    def reserving(self) -> tuple[M, ...]:
        """Who would have to be named for a decision ad referendum."""
        names = {Lack.AGAINST, Lack.NOT_AGREED, Lack.HOST}
        return tuple(dict.fromkeys(member for lack, who in self.lacks if lack in names for member in who))


def count[M: Hashable](
    rule: str, stances: Mapping[M, str], present: Iterable[M], terms: Terms[M]
) -> Result[M]:
    """The result under `rule`; only Members that are present count, whatever was noted of the others."""
    here = tuple(dict.fromkeys(present))
    said = {member: stances.get(member, Stance.SILENT) for member in here}
    agreeing = tuple(member for member in here if said[member] == Stance.AGREES)
    lacks = [(Lack.QUORUM, ())] if rule != DecisionRule.NONE and len(here) < terms.quorum else []
    lacks += LACKS.get(rule, nothing)(said, agreeing, terms)
    return Result(tuple(lacks), agreeing, terms.share(agreeing))


def nothing(said: Mapping, agreeing: tuple, terms: Terms) -> list:
    return []


def unanimity(said: Mapping, agreeing: tuple, terms: Terms) -> list:
    """Every Member present says yes; abstaining and silence are not yes."""
    against = tuple(member for member, stance in said.items() if stance in AGAINST)
    mute = tuple(member for member in said if member not in agreeing and member not in against)
    return [pair for pair in ((Lack.AGAINST, against), (Lack.NOT_AGREED, mute)) if pair[1]]


def consensus(said: Mapping, agreeing: tuple, terms: Terms) -> list:
    """No Member present speaks against."""
    against = tuple(member for member, stance in said.items() if stance in AGAINST)
    return [(Lack.AGAINST, against)] if against else []


def weighted(said: Mapping, agreeing: tuple, terms: Terms) -> list:
    """Those who agree hold more than the majority of all weights."""
    if not any(terms.weights.values()):
        return [(Lack.NO_WEIGHTS, ())]
    enough = terms.share(agreeing) * 100 > Fraction(terms.majority)
    return [] if enough else [(Lack.SHARE, ())]


def host(said: Mapping, agreeing: tuple, terms: Terms) -> list:
    """Consensus, and the host says yes."""
    if terms.host is None:
        return [(Lack.HOST_UNKNOWN, ())]
    missing = [] if terms.host in agreeing else [(Lack.HOST, (terms.host,))]
    return [*consensus(said, agreeing, terms), *missing]


LACKS = {
    DecisionRule.UNANIMITY: unanimity,
    DecisionRule.CONSENSUS: consensus,
    DecisionRule.WEIGHTED: weighted,
    DecisionRule.HOST: host,
}
