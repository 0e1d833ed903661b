"""Everything drawn by the office itself as SVG: its mark, QR codes, charts; pure."""

import re
from math import cos, pi, sin
from xml.etree.ElementTree import Element, tostring
from xml.sax.saxutils import escape

import segno
from defusedxml.ElementTree import fromstring
from django.utils.safestring import SafeString, mark_safe

from documents.papers import Chart
from documents.rendering.words import cell_text

NAVY, GREY, LINE = "#1f4e8c", "#667085", "#d0d5dd"
# Every two differ by thirteen parts of lightness or more: printed in grey, they are still told apart.
SERIES = ("#1f4e8c", "#a9c8ec", "#2e7d5b", "#d98a2b", "#14305a", "#e9ebef")
SEATS = 7
SHAPES = frozenset(
    {
        *("svg", "g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan"),
        *("title", "desc", "defs", "linearGradient", "radialGradient", "stop", "clipPath", "marker"),
    }
)
LOADS = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|data:", re.IGNORECASE)
DARK = re.compile(rb"\x01+")


def mark_picture() -> str:
    """The office's own mark as a picture that stands alone."""
    return mark().replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')


def mark() -> SafeString:
    """The office's own mark: seven seats around one table."""
    seats = []
    for seat in range(SEATS):
        angle = 2 * pi * seat / SEATS - pi / 2
        seats.append(f'<circle cx="{20 + 14.5 * cos(angle):.2f}" cy="{20 + 14.5 * sin(angle):.2f}" r="3.4"/>')
    return mark_safe(  # noqa: S308 numbers only
        f'<svg class="p-mark" viewBox="0 0 40 40" width="40" height="40" fill="{NAVY}" aria-hidden="true">'
        f'<circle cx="20" cy="20" r="7.6" fill="none" stroke="{NAVY}" stroke-width="1.8"/>'
        f"{''.join(seats)}</svg>"
    )


def cleaned(svg: str) -> str:
    """The drawing without anything that loads, links or runs: shapes, words and gradients stay."""
    root = fromstring(svg)
    strip(root)
    root.attrib = {"xmlns": "http://www.w3.org/2000/svg", **root.attrib}
    return tostring(root, encoding="unicode")


def strip(element: Element) -> None:
    element.tag = local(element.tag)
    kept = {local(name): value for name, value in element.attrib.items()}
    element.attrib = {name: value for name, value in kept.items() if not loads(name.lower(), value)}
    for child in list(element):
        if isinstance(child.tag, str) and local(child.tag) in SHAPES:
            strip(child)
        else:
            element.remove(child)


def local(name: str) -> str:
    return name.rpartition("}")[2]


def loads(name: str, value: str) -> bool:
    return name in ("href", "style", "src") or name.startswith("on") or bool(LOADS.search(value))


def code(data: str) -> str:
    """A QR code as SVG: one rectangle for each run of dark modules in a row."""
    rows = [bytes(row) for row in segno.make(data, error="m", micro=False).matrix]
    dark = "".join(
        f'<rect x="{run.start()}" y="{y}" width="{run.end() - run.start()}" height="1"/>'
        for y, row in enumerate(rows)
        for run in DARK.finditer(row)
    )
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        f'fill="#101828" shape-rendering="crispEdges">{dark}</svg>'
    )


WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 260, 46, 40, 30
LETTER, LINE_HIGH, NAMES, LONGEST = 6.1, 24, 190, 30  # width of a letter; the lines of a lying chart


def chart(block: Chart, language: str) -> str:
    """Bars or lines over categories, with a scale, a legend and no more ink than needed.

    Names too long to stand below their bars stand before them, and the bars lie.
    """
    if block.kind == "bar" and not names_fit(block):
        return lying(block, language)
    top = nice_top(max((value for _, values in block.series for value in values), default=0))
    draw = bars if block.kind == "bar" else polylines
    return svg([*grid(top, language), *labels(block), *legend(block), *draw(block, top)], HEIGHT)


def svg(parts: list[str], high: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high:.0f}" width="{WIDTH}" '
        f'height="{high:.0f}" font-family="Inter, Noto Sans, sans-serif" font-size="11">'
        f"{''.join(parts)}</svg>"
    )


def names_fit(block: Chart) -> bool:
    return max((len(name) for name in block.categories), default=0) * LETTER < slot(block) - 4


def lying(block: Chart, language: str) -> str:
    """A lying bar for each category, its series one after another, the whole in figures at its end."""
    sums = [sum(values[i] for _, values in block.series) for i in range(len(block.categories))]
    scale = (WIDTH - NAMES - 50) / (max(sums, default=0) or 1)
    parts = legend(block)
    for i, name in enumerate(block.categories):
        y, x = TOP + i * LINE_HIGH, float(NAMES)
        shown = escape(name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…")
        parts.append(f'<text x="{NAMES - 8}" y="{y + 15}" text-anchor="end" fill="{GREY}">{shown}</text>')
        for s, (_, values) in enumerate(block.series):
            parts.append(bar(x, y + 3, values[i] * scale, LINE_HIGH - 7, s))
            x += values[i] * scale
        whole = escape(cell_text(plain_number(sums[i]), language))
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 15}" fill="{GREY}">{whole}</text>')
    return svg(parts, TOP + len(block.categories) * LINE_HIGH + 6)


def bar(x: float, y: float, wide: float, high: float, series: int) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0, wide):.1f}" height="{high:.1f}" '
        f'fill="{colour(series)}" stroke="{GREY}" stroke-width="0.4"/>'
    )


def plain_number(value: float) -> float | int:
    return int(value) if value == int(value) else value


def nice_top(highest: float) -> float:
    """The first of 4, 8, 20, 40, 80, 200… at or above the highest value: quarters of it are round numbers."""
    power = 1
    while True:
        for step in (4, 8, 20):
            if step * power >= highest:
                return step * power
        power *= 10


def grid(top: float, language: str) -> list[str]:
    parts = []
    for part in range(5):
        value = top * part / 4
        y = y_of(value, top)
        text = cell_text(plain_number(value), language)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="{LINE}" stroke-width="0.7"/>'
        )
        parts.append(
            f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="{GREY}">{escape(text)}</text>'
        )
    return parts


def labels(block: Chart) -> list[str]:
    return [
        f'<text x="{x_of(i, block) + slot(block) / 2:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" '
        f'fill="{GREY}">{escape(name)}</text>'
        for i, name in enumerate(block.categories)
    ]


def legend(block: Chart) -> list[str]:
    parts, x = [], float(LEFT)
    for i, (name, _) in enumerate(block.series):
        parts.append(f'<rect x="{x:.1f}" y="6" width="10" height="10" rx="2" fill="{colour(i)}"/>')
        parts.append(f'<text x="{x + 15:.1f}" y="15" fill="{GREY}">{escape(name)}</text>')
        x += 30 + 6.4 * len(name)
    return parts


def bars(block: Chart, top: float) -> list[str]:
    wide = slot(block) * 0.7 / max(1, len(block.series))
    parts = []
    for s, (_, values) in enumerate(block.series):
        for i, value in enumerate(values):
            x, y = x_of(i, block) + slot(block) * 0.15 + s * wide, y_of(value, top)
            parts.append(bar(x, y, max(1, wide - 1.5), y_of(0, top) - y, s))
    return parts


def polylines(block: Chart, top: float) -> list[str]:
    parts = []
    for s, (_, values) in enumerate(block.series):
        points = [(x_of(i, block) + slot(block) / 2, y_of(value, top)) for i, value in enumerate(values)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour(s)}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{colour(s)}"/>' for x, y in points]
    return parts


def slot(block: Chart) -> float:
    return (WIDTH - LEFT) / max(1, len(block.categories))


def x_of(category: int, block: Chart) -> float:
    return LEFT + category * slot(block)


def y_of(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * float(value) / top


def colour(series: int) -> str:
    return SERIES[series % len(SERIES)]
