"""Numbers of a session: paragraphs, attachments, and the patterns of permanent numbers; pure."""

import re
from collections.abc import Hashable, Iterable

PLACE = re.compile(r"\{(?P<name>\w+)(?::0(?P<digits>[1-9])d)?\}")


def number_paragraphs[T: Hashable](groups: Iterable[Iterable[T]]) -> dict[T, int]:
    """Continuous numbers from 1 over the paragraphs of all groups (agenda items), in order."""
    return {thing: n for n, thing in enumerate((t for group in groups for t in group), start=1)}


def number_attachments[T: Hashable](mentions: Iterable[Iterable[T]]) -> dict[T, int]:
    """Numbers from 1 by first mention; `mentions` are what each paragraph names, in order."""
    first = dict.fromkeys(thing for mentioned in mentions for thing in mentioned)
    return {thing: n for n, thing in enumerate(first, start=1)}


def written(pattern: str, **facts: str | int) -> str:
    """The pattern filled: `{session}/D-{number:02d}` → IC-35/D-07; ValueError names a wrong place."""

    def fact(match: re.Match) -> str:
        if match["name"] not in facts:
            raise ValueError(match[0])
        value = facts[match["name"]]
        return str(value).zfill(int(match["digits"])) if match["digits"] else str(value)

    text = PLACE.sub(fact, pattern)
    if stray := re.search(r"[{}]", PLACE.sub("", pattern)):
        raise ValueError(stray[0])
    return text
