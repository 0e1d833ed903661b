"""A text cut into its paragraphs, whatever they are numbered by; what is left out is kept to be shown.

The office numbers 1., 2., 3.…; others write 4.1, § 12, Decision 7/3, CERN/98, or no number at all.
"""

import re
from dataclasses import dataclass

NUMBER = re.compile(r"^\s*(?P<label>\d{1,3})[.)]\s+(?P<text>\S.*)$")
LABEL = re.compile(
    r"^\s*(?P<label>"
    r"(?i:(?:§|(?:decision|décision|resolution|résolution|conclusion|paragraph|paragraphe|article)\b)"
    r"\s*(?:n[o°]\.?\s*)?[\w/.-]*\d[\w/-]*)"
    r"|\d{1,3}(?:\.\d{1,3})+"
    r"|[A-Z]{2,}(?:/[\w-]+)+"
    r")\s*[.):–—-]*\s+(?P<text>\S.*)$"
)
BELOW = re.compile(r"^(?:\(?(?:[a-z]|[ivx]{1,4})\)|[-–•])\s")  # (a), ii), –: still the same paragraph
ENDS = (".", "!", "?", "…", "”", "»")
MOST_MISSING = 5  # a higher jump is a number within a sentence


@dataclass(frozen=True)
class Piece:
    """One paragraph: its place, the number it bore, its words, and the words behind it that were left out."""

    number: int
    label: str
    text: str
    left_out: str = ""


def pieces_of(text: str) -> list[Piece]:
    """The paragraphs of a text, by the numbers most of them bear; by empty lines where none has a number."""
    lines = text.splitlines()
    others = sum(LABEL.match(line) is not None for line in lines)
    plain = by_number(lines)
    if others > len(plain):
        return put_together(started_by(LABEL, lines))
    return put_together(plain) if plain else unnumbered(lines)


def numbered(text: str) -> list[tuple[int, str]]:
    """The paragraphs numbered 1, 2, 3… with their numbers."""
    return [(int(piece.label), piece.text) for piece in put_together(by_number(text.splitlines()))]


def by_number(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Paragraphs numbered one after the other; a number may be missing where a sentence had just ended."""
    found: list[tuple[str, list[str]]] = []
    before = ""
    for line in lines:
        match = NUMBER.match(line)
        if match and follows(int(match["label"]), int(found[-1][0]) if found else 0, before):
            found.append((match["label"], [match["text"]]))
        elif found:
            found[-1][1].append(line.strip())
        before = line.strip() or before
    return found


def follows(number: int, last: int, before: str) -> bool:
    missing = number - last - 1
    return missing == 0 or (0 < missing <= MOST_MISSING and before.endswith(ENDS))


def started_by(pattern: re.Pattern, lines: list[str]) -> list[tuple[str, list[str]]]:
    """A paragraph begins wherever a line bears such a number, or a plain one."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if match := pattern.match(line) or NUMBER.match(line):
            found.append((match["label"], [match["text"]]))
        elif found:
            found[-1][1].append(line.strip())
    return found


def unnumbered(lines: list[str]) -> list[Piece]:
    """Sentences between empty lines; lines without an end are headings and go with none."""
    blocks = "\n".join(line.strip() for line in lines).split("\n\n")
    texts = [" ".join(block.split()) for block in blocks]
    return [Piece(n, "", text) for n, text in enumerate((t for t in texts if t.endswith(ENDS)), start=1)]


def put_together(found: list[tuple[str, list[str]]]) -> list[Piece]:
    return [piece(n, label, lines) for n, (label, lines) in enumerate(found, start=1)]


def piece(number: int, label: str, lines: list[str]) -> Piece:
    own, behind = own_lines(lines)
    left = [line for line in behind if line.endswith((*ENDS, ";", ","))]
    return Piece(number, label, words(own), words(left))


def words(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def own_lines(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of a paragraph, and those behind it: headings and page feet end without a full stop."""
    following = [*lines[1:], ""]
    lines = [line for line, then in zip(lines, following, strict=True) if line or not BELOW.match(then)]
    end = lines.index("") if "" in lines else len(lines)
    last = next((n for n in reversed(range(end)) if lines[n].endswith(ENDS)), None)
    end = end if last is None else last + 1
    return lines[:end], lines[end:]
