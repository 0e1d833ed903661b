"""A seating plan as a drawing for paper; pure."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from protocol.seating.rooms import Room

NAVY, LINE, GREY = "#1f4e8c", "#98a2b3", "#667085"


def drawing(room: Room, names: Mapping[int, str], *, title: str) -> str:
    """Every seat with its number and the name of who sits there."""
    width, height = round(room.width), round(room.height)
    parts = [top(*one) for one in room.tops] + [
        seat(spot.x, spot.y, spot.number, names.get(spot.number, "")) for spot in room.spots
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label={quoteattr(title)} '
        f'font-family="Inter, Noto Sans, sans-serif" font-size="11">{"".join(parts)}</svg>'
    )


def top(kind: str, x: float, y: float, wide: float, high: float) -> str:
    """A table or a stage."""
    if kind == "round":
        return (
            f'<ellipse cx="{x + wide / 2:.1f}" cy="{y + high / 2:.1f}" rx="{wide / 2:.1f}" '
            f'ry="{high / 2:.1f}" fill="#f6f7f9" stroke="{LINE}"/>'
        )
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="4" '
        f'fill="#f6f7f9" stroke="{LINE}"/>'
    )


def seat(x: float, y: float, number: int, name: str) -> str:
    fill = "#e7eff8" if name else "#ffffff"
    words = "".join(
        f'<text x="{x:.1f}" y="{y + 26 + 11 * line:.1f}" text-anchor="middle" font-size="9.5" fill="#101828">'
        f"{escape(text)}</text>"
        for line, text in enumerate(short(name))
    )
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="15" fill="{fill}" stroke="{NAVY if name else LINE}"/>'
        f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" '
        f'fill="{NAVY if name else GREY}">{number}</text>'
        f"{words}"
    )


def short(name: str) -> list[str]:
    """The family name, cut to what fits between two chairs."""
    return [name if len(name) <= 12 else f"{name[:11]}…"] if name else []
