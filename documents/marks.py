"""What is bold, italic, new or gone in running text, and how words that somebody typed stay plain; pure."""

import re

ADDED, REMOVED = ("\ue000", "\ue001"), ("\ue002", "\ue003")  # private signs that nobody types

MARKS = re.compile(
    r"\ue000(?P<added>[^\ue001]*)\ue001|\ue002(?P<removed>[^\ue003]*)\ue003|"
    r"\*\*(?P<bold>(?=\S)(?:\\.|[^*\n\\])+(?<=\S))\*\*"
    r"|(?<![\w*\\])\*(?P<italic>(?=\S)(?:\\.|[^*\n\\])+(?<=\S))\*(?![\w*])"
)


def runs(text: str) -> list[tuple[str, str]]:
    """The text cut into ("", plain), ("bold", text), ("italic", text), ("added", text), ("removed", text)."""
    found, end = [], 0
    for match in MARKS.finditer(text):
        found += [("", text[end : match.start()]), (match.lastgroup, match[match.lastgroup])]
        end = match.end()
    return [(mark, part.replace(r"\*", "*")) for mark, part in [*found, ("", text[end:])] if part]


def unmarked(text: str) -> str:
    """The text without its marks, for places that cannot be bold."""
    return "".join(part for _, part in runs(text))


def escaped(text: str) -> str:
    """Words that somebody else typed, kept from being read as marks."""
    return text.translate(UNREADABLE).replace("*", r"\*")


def added(text: str) -> str:
    """Words of a redline that are new."""
    return text.translate(UNREADABLE).join(ADDED)


def removed(text: str) -> str:
    """Words of a redline that are gone."""
    return text.translate(UNREADABLE).join(REMOVED)


UNREADABLE = {ord(sign): None for sign in (*ADDED, *REMOVED)}
