"""The row of flags: its order in the chosen scheme, seen from the observer and from the poles; pure.

No single rule binds everybody: two schools exist, so the scheme is a choice of each event. All flags have one
size and one height. The plan draws names, never flags: a flag drawn wrong would be worse than none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from council_office.directory.names import search_key
from protocol.states import FlagScheme

POLE, HEIGHT, CLOTH = 92, 190, (72, 48)


@dataclass(frozen=True)
class Standard:
    """One flag of the row: its code, the name it is ordered and shown by, whether it is an organisation's."""

    code: str
    name: str
    is_organisation: bool = False


def row(flags: Sequence[Standard], scheme: str, *, host: str, organisation: str) -> list[Standard]:
    """The flags from the observer's left to right, each once, whatever order they come in."""
    known = {flag.code: flag for flag in flags}
    states = alphabetical(f for f in known.values() if not f.is_organisation)
    bodies = alphabetical(f for f in known.values() if f.is_organisation and f.code != organisation)
    own = [known[organisation]] if organisation in known else []
    hosts = [known[host]] if host in known else []
    guests = [flag for flag in states if flag.code != host]
    if scheme == FlagScheme.ALPHABET:
        return [*states, *bodies, *own]
    if scheme == FlagScheme.ORGANISATION_FIRST:
        return [*own, *hosts, *guests, *bodies]
    if scheme == FlagScheme.HOST_CENTRE:
        return centred(hosts, [*guests, *bodies, *own])
    return [*hosts, *guests, *bodies, *own]


def alphabetical(flags) -> list[Standard]:
    """By name, accents ignored: « États-Unis » stands under E."""
    return sorted(flags, key=lambda flag: (search_key(flag.name), flag.code))


def centred(hosts: list[Standard], others: list[Standard]) -> list[Standard]:
    """Host at the centre of an odd row, the others by turns left and right; of an even row first."""
    if not hosts or len(others) % 2:
        return [*hosts, *others]
    return [*reversed(others[0::2]), *hosts, *others[1::2]]


def from_the_poles(flags: Sequence[Standard]) -> list[Standard]:
    """The same row as who stands at the poles, back to the building, sees it."""
    return list(reversed(flags))


def drawing(flags: Sequence[Standard], *, title: str) -> str:
    """The row as SVG: one pole and one named cloth for each flag, numbered from the left."""
    width = max(1, len(flags)) * POLE + 20
    poles = "".join(one_pole(n, flag) for n, flag in enumerate(flags))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" '
        f'height="{HEIGHT}" role="img" aria-label={quoteattr(title)} '
        f'font-family="Inter, Noto Sans, sans-serif" font-size="10">{poles}</svg>'
    )


def one_pole(n: int, flag: Standard) -> str:
    x, (wide, high) = 14 + n * POLE, CLOTH
    words = "".join(
        f'<text x="{x + 4 + wide / 2}" y="{HEIGHT - 30 + 12 * line}" text-anchor="middle" '
        f'fill="currentColor">{escape(text)}</text>'
        for line, text in enumerate(two_lines(flag.name))
    )
    return (
        f'<line x1="{x}" x2="{x}" y1="8" y2="{HEIGHT - 46}" stroke="#667085" stroke-width="2.5"/>'
        f'<rect x="{x + 1}" y="12" width="{wide}" height="{high}" rx="2" fill="#e7eff8" stroke="#1f4e8c"/>'
        f'<text x="{x + 1 + wide / 2}" y="{12 + high / 2 + 6}" text-anchor="middle" font-size="17" '
        f'font-weight="600" fill="#1f4e8c">{escape(flag.code)}</text>'
        f'<text x="{x + 8}" y="{12 + high + 18}" fill="currentColor">{n + 1}</text>{words}'
    )


def two_lines(name: str) -> list[str]:
    """A name on at most two lines of a pole's width."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) > 14:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [*lines[:1], " ".join(lines[1:])[:18]] if len(lines) > 1 else lines
