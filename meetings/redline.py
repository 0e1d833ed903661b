"""What changed between two texts, word by word and paragraph by paragraph; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, INSERTED, DELETED = "", "inserted", "deleted"
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Paragraphs less alike than this are two paragraphs, not one reworded.
ALIKE = 0.4

Piece = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """One paragraph before and after; None where it did not exist."""

    was: int | None
    now: int | None
    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return all(mark == SAME for mark, _text in self.pieces)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The text as (mark, words): without the inserted it is `before`, without the deleted `after`."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((SAME, "".join(old[a:b])))
        else:
            found += [(DELETED, "".join(old[a:b])), (INSERTED, "".join(new[c:d]))]
    return tuple(tidied([piece for piece in found if piece[1]]))


def tidied(found: list[Piece]) -> list[Piece]:
    """A blank alone between two changes joins them: whole phrases are read, not a comb of words."""
    merged: list[Piece] = []
    for place, (mark, text) in enumerate(found):
        between = 0 < place < len(found) - 1 and found[place - 1][0] and found[place + 1][0]
        if mark == SAME and text.isspace() and between:
            merged += [(DELETED, text), (INSERTED, text)]
        else:
            merged.append((mark, text))
    return gathered(merged)


def gathered(found: list[Piece]) -> list[Piece]:
    """Between two stretches that stay, first all that went, then all that came."""
    result: list[Piece] = []
    gone, come = "", ""
    for mark, text in [*found, (SAME, "")]:
        if mark == DELETED:
            gone += text
        elif mark == INSERTED:
            come += text
        else:
            result += [(DELETED, gone), (INSERTED, come), (SAME, text)]
            gone = come = ""
    return [piece for piece in result if piece[1]]


def before(found: Sequence[Piece]) -> str:
    return "".join(text for mark, text in found if mark != INSERTED)


def after(found: Sequence[Piece]) -> str:
    return "".join(text for mark, text in found if mark != DELETED)


def compared(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The paragraphs of both texts in reading order, each with its partner when it has one."""
    found: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs = zip(range(a, b), range(c, d), strict=True)
            found += [Change(i, j, pieces(old[i], new[j])) for i, j in pairs]
        else:
            found += paired(old, new, range(a, b), range(c, d))
    return found


def paired(old: Sequence[str], new: Sequence[str], was: range, now: range) -> list[Change]:
    """Within a changed stretch: reworded paragraphs side by side, in order, the rest gone or new."""
    found: list[Change] = []
    start = now.start
    for i in was:
        rest = range(start, now.stop)
        j = max(rest, key=lambda each: (likeness(old[i], new[each]), -each), default=None)
        if j is None or likeness(old[i], new[j]) < ALIKE:
            found.append(Change(i, None, pieces(old[i], "")))
            continue
        found += [Change(None, each, pieces("", new[each])) for each in range(start, j)]
        found.append(Change(i, j, pieces(old[i], new[j])))
        start = j + 1
    return found + [Change(None, each, pieces("", new[each])) for each in range(start, now.stop)]


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, WORDS.findall(one), WORDS.findall(other), autojunk=False).ratio()
