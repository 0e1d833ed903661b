"""What changed between two versions of a text: paragraph by paragraph, then word by word; pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from documents.papers import Para, added, escaped, removed, unmarked

WORDS = re.compile(r"\s+|[^\s]+")
ALIKE = 0.4  # paragraphs less alike than this are shown whole, the old one before the new one


@dataclass(frozen=True)
class Piece:
    """Some words that stayed (""), came ("added") or went ("removed")."""

    kind: str
    text: str


Line = tuple[Piece, ...]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: blank lines stand between them."""
    return [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]


def compare(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """The paragraphs of both versions in reading order; joined, what stayed and came is `after` again."""
    lines: list[Line] = []
    for change, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change == "equal":
            lines += [(Piece("", text),) for text in after[k:m]]
        else:
            lines += replaced(before[i:j], after[k:m])
    return lines


def replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Old and new paragraphs side by side as long as they are alike; the rest went or came whole."""
    for position in range(max(len(before), len(after))):
        old = before[position] if position < len(before) else ""
        new = after[position] if position < len(after) else ""
        if old and new and SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE:
            yield tuple(words_of(WORDS.findall(old), WORDS.findall(new)))
            continue
        if old:
            yield (Piece("removed", old),)
        if new:
            yield (Piece("added", new),)


def words_of(old: list[str], new: list[str]) -> Iterator[Piece]:
    for change, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            yield Piece("", "".join(new[k:m]))
            continue
        if gone := "".join(old[i:j]):
            yield Piece("removed", gone)
        if come := "".join(new[k:m]):
            yield Piece("added", come)


def changed(lines: list[Line]) -> bool:
    return any(piece.kind for line in lines for piece in line)


def blocks(lines: list[Line]) -> tuple[Para, ...]:
    """The redline as paragraphs of a paper."""
    say = {"": escaped, "added": added, "removed": removed}
    return tuple(Para("".join(say[p.kind](unmarked(p.text)) for p in line)) for line in lines)
