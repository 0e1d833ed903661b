"""What is in force on a day, through chains of decisions that replace one another; pure.

A decision binds from its effective day (none while it stands ad referendum) until it ends or until one that
replaces it becomes effective. What was replaced never comes back, even when its successor ends.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Ruling:
    key: Hashable
    effective_on: date | None
    ended_on: date | None = None
    supersedes: frozenset = frozenset()


def in_force(rulings: Iterable[Ruling], on: date) -> set[Hashable]:
    """The decisions that bind on `on`: its last day still counts, the day of a successor no more."""
    begun = [r for r in rulings if r.effective_on is not None and r.effective_on <= on]
    replaced = {key for ruling in begun for key in ruling.supersedes}
    return {r.key for r in begun if r.key not in replaced and (r.ended_on is None or on <= r.ended_on)}


def reached(start: Hashable, edges: Mapping[Hashable, Iterable[Hashable]]) -> set[Hashable]:
    """Everything that can be reached from `start` along `edges`, itself not counted unless it loops."""
    found: set[Hashable] = set()
    ahead = list(edges.get(start, ()))
    while ahead:
        if (key := ahead.pop()) not in found:
            found.add(key)
            ahead.extend(edges.get(key, ()))
    return found


def would_loop(newer: Hashable, older: Hashable, edges: Mapping[Hashable, Iterable[Hashable]]) -> bool:
    """Whether “newer replaces older” would close a circle; `edges` lead to what each replaces."""
    return newer == older or newer in reached(older, edges)
