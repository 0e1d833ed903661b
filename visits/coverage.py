"""Escorts against visitors, minute by minute, in each controlled zone; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise


@dataclass(frozen=True)
class Presence:
    """Visitors without a permanent pass in a zone; `per_escort` of them may go with one escort."""

    zone: int
    starts_at: datetime
    ends_at: datetime
    visitors: int
    per_escort: int = 1


@dataclass(frozen=True)
class Escort:
    """Somebody who is with the group and may escort in these zones (training valid on the day)."""

    resource: int
    starts_at: datetime
    ends_at: datetime
    zones: frozenset[int]


@dataclass(frozen=True)
class Span:
    """Minutes of one zone in which neither the need nor the escorts change."""

    zone: int
    starts_at: datetime
    ends_at: datetime
    needed: int
    present: int

    @property
    def is_covered(self) -> bool:
        return self.present >= self.needed

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


def covered(presences: Iterable[Presence], escorts: Iterable[Escort]) -> list[Span]:
    """Every minute that visitors spend in a controlled zone, with the escorts needed and present."""
    presences, escorts = list(presences), list(escorts)
    spans = []
    for zone in sorted({presence.zone for presence in presences}):
        there = [each for each in presences if each.zone == zone]
        able = [each for each in escorts if zone in each.zones]
        spans += joined(pieces(zone, there, able))
    return sorted(spans, key=lambda span: (span.starts_at, span.zone))


def uncovered(presences: Iterable[Presence], escorts: Iterable[Escort]) -> list[Span]:
    """Exactly the minutes without enough escorts."""
    return [span for span in covered(presences, escorts) if not span.is_covered]


def pieces(zone: int, presences: list[Presence], escorts: list[Escort]) -> list[Span]:
    edges = sorted({moment for each in (*presences, *escorts) for moment in (each.starts_at, each.ends_at)})
    found = []
    for start, end in pairwise(edges):
        needed = sum(escorts_for(each) for each in presences if during(each, start))
        if needed:
            present = len({each.resource for each in escorts if during(each, start)})
            found.append(Span(zone, start, end, needed, present))
    return found


def joined(spans: list[Span]) -> list[Span]:
    """Neighbours that say the same as one."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last and (last.ends_at, last.needed, last.present) == (span.starts_at, span.needed, span.present):
            found[-1] = Span(span.zone, last.starts_at, span.ends_at, span.needed, span.present)
        else:
            found.append(span)
    return found


def escorts_for(presence: Presence) -> int:
    """How many escorts these visitors need: every part of a full group counts as one."""
    return -(-presence.visitors // max(presence.per_escort, 1))


def during(each: Presence | Escort, moment: datetime) -> bool:
    return each.starts_at <= moment < each.ends_at
