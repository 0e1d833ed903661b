"""Vector pictures in Word: the drawing itself, with a painted picture for programs that know no SVG."""

import re
from hashlib import sha256
from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Emu
from docx.text.paragraph import Paragraph

from documents.rendering import pixels

VIEW_BOX = re.compile(r'viewBox="\s*[\d.-]+[ ,]+[\d.-]+[ ,]+(?P<width>[\d.]+)[ ,]+(?P<height>[\d.]+)')
SIZE = re.compile(r'<svg[^>]*?\swidth="(?P<width>[\d.]+)[^>]*?\sheight="(?P<height>[\d.]+)')
SVG_BLIP = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{}"/>'
    "</a:ext></a:extLst>"
)


def add(paragraph: Paragraph, svg: str, width: int, *, alt: str) -> None:
    """Put an SVG picture into a paragraph, `width` wide, with the words for those who cannot see it."""
    painted = BytesIO(pixels.png(svg, wide=min(1280, int(Emu(width).inches * 300))))
    shape = paragraph.add_run().add_picture(painted, width=width, height=int(width * ratio(svg)))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    part = paragraph.part
    name = PackURI(f"/word/media/{sha256(svg.encode()).hexdigest()[:16]}.svg")
    drawing = Part(name, "image/svg+xml", svg.encode(), part.package)
    blip = shape._inline.graphic.graphicData.pic.blipFill.blip
    blip.append(parse_xml(SVG_BLIP.format(part.relate_to(drawing, RELATIONSHIP_TYPE.IMAGE))))
    shape._inline.docPr.set("descr", alt)


def ratio(svg: str) -> float:
    """Height over width of a drawing."""
    found = VIEW_BOX.search(svg) or SIZE.search(svg)
    return float(found["height"]) / float(found["width"]) if found else 1.0
