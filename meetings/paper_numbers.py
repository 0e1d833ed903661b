"""Numbers of papers: proposed from a pattern, followed by Rev., Add., Corr., sorted as people read; pure."""

import re
from collections.abc import Collection
from itertools import count

from meetings.states import PaperKind

SUFFIX = {PaperKind.REVISION: "Rev.", PaperKind.ADDENDUM: "Add.", PaperKind.CORRIGENDUM: "Corr."}
RANK = {"": 0, "rev": 1, "add": 2, "corr": 3}
FOLLOWER = re.compile(r"^(?P<base>.*?) (?P<kind>Rev|Add|Corr)\. (?P<serial>\d+)$")


def proposed(pattern: str, *, session: str, item: str, taken: Collection[str]) -> str:
    """The first free number of the pattern ({session}, {item}, {number}) that no paper of the session bears.

    A pattern without {number} gives its plain form first, then -2, -3…
    """
    facts = {"session": session, "item": item or "0"}
    if "{number" in pattern:
        numbers = (pattern.format(number=n, **facts) for n in count(1))
    else:
        plain = pattern.format(**facts)
        numbers = (plain if n == 1 else f"{plain}-{n}" for n in count(1))
    return next(number for number in numbers if number not in taken)


def following(base: str, kind: str, taken: Collection[str]) -> tuple[str, int]:
    """The next “IC-40/4.2 Rev. 1” (Add., Corr.) after a paper, with its serial number."""
    numbers = ((f"{base} {SUFFIX[PaperKind(kind)]} {n}", n) for n in count(1))
    return next((number, n) for number, n in numbers if number not in taken)


def sort_key(number: str) -> tuple:
    """Papers as people read them: 2 before 10, a paper before its Rev., Rev. before Add. before Corr."""
    follower = FOLLOWER.match(number)
    base, kind, serial = follower.group("base", "kind", "serial") if follower else (number, "", "0")
    parts = tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|\D+", base)
    )
    return parts, RANK[kind.lower()], int(serial)
