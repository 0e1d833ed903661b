"""A plain painter of simple drawings, for programs that do not know SVG: rectangles, circles, lines and text.

It is no SVG renderer: what it does not know it leaves out, and the drawing itself travels beside its picture.
"""

from functools import lru_cache
from io import BytesIO

from defusedxml.ElementTree import fromstring
from PIL import Image, ImageColor, ImageDraw, ImageFont

OVER = 2  # painted larger and made smaller, so that edges are smooth
INHERITED = ("fill", "stroke", "stroke-width", "font-size", "text-anchor")


@lru_cache(maxsize=64)
def png(svg: str, wide: int) -> bytes:
    """The picture of a drawing, `wide` pixels wide."""
    root = fromstring(svg)
    _, _, width, height = view_box(root)
    scale = wide * OVER / width
    image = Image.new("RGB", (wide * OVER, max(1, round(height * scale))), "white")
    paint(root, ImageDraw.Draw(image), scale, {"fill": "#000000", "stroke-width": "1", "font-size": "11"})
    out = BytesIO()
    image.resize((wide, max(1, image.height // OVER)), Image.Resampling.LANCZOS).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def view_box(root) -> tuple[float, ...]:
    if box := root.get("viewBox"):
        return tuple(float(n) for n in box.replace(",", " ").split())
    return 0.0, 0.0, number(root, "width") or 100.0, number(root, "height") or 100.0


def paint(element, draw: ImageDraw.ImageDraw, scale: float, style: dict[str, str]) -> None:
    style = style | {name: value for name in INHERITED if (value := element.get(name))}
    shape = SHAPES.get(element.tag.rpartition("}")[2])
    if shape:
        shape(element, draw, scale, style)
    for child in element:
        paint(child, draw, scale, style)


def rect(element, draw, scale, style) -> None:
    x, y, width, height = (number(element, name) * scale for name in ("x", "y", "width", "height"))
    if width > 0 and height > 0:
        box = (x, y, max(x, x + width - 1), max(y, y + height - 1))
        draw.rounded_rectangle(box, number(element, "rx") * scale, **ink(style, scale))


def circle(element, draw, scale, style) -> None:
    x, y, r = (number(element, name) * scale for name in ("cx", "cy", "r"))
    draw.ellipse((x - r, y - r, x + r, y + r), **ink(style, scale))


def line(element, draw, scale, style) -> None:
    points = [number(element, name) * scale for name in ("x1", "y1", "x2", "y2")]
    draw.line(points, fill=colour(style.get("stroke")), width=pen(style, scale))


def polyline(element, draw, scale, style) -> None:
    numbers = [float(n) * scale for n in element.get("points", "").replace(",", " ").split()]
    draw.line(numbers, fill=colour(style.get("stroke")), width=pen(style, scale), joint="curve")


def text(element, draw, scale, style) -> None:
    font = ImageFont.load_default(float(style["font-size"].removesuffix("px")) * scale)
    anchor = {"middle": "ms", "end": "rs"}.get(style.get("text-anchor", ""), "ls")
    place = (number(element, "x") * scale, number(element, "y") * scale)
    draw.text(place, "".join(element.itertext()), fill=colour(style["fill"]), font=font, anchor=anchor)


SHAPES = {"rect": rect, "circle": circle, "line": line, "polyline": polyline, "text": text}


def ink(style: dict[str, str], scale: float) -> dict:
    outline = colour(style.get("stroke"))
    return {"fill": colour(style["fill"]), "outline": outline, "width": pen(style, scale) if outline else 0}


def pen(style: dict[str, str], scale: float) -> int:
    return max(1, round(float(style["stroke-width"]) * scale))


def colour(name: str | None):
    try:
        return ImageColor.getrgb(name) if name and name != "none" else None
    except ValueError:
        return None


def number(element, name: str) -> float:
    try:
        return float(element.get(name, "0").removesuffix("px"))
    except ValueError:
        return 0.0
