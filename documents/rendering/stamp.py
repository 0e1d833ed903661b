"""Marked copies: words laid over the head and the foot of every page of a PDF; the original is only read."""

from io import BytesIO

import pikepdf
from django.utils.html import format_html, format_html_join
from weasyprint import CSS, HTML

from documents.rendering.pdf import OWN, PRINTING, own_families, press

CLAIMS = ("pdfaid:part", "pdfaid:conformance", "pdfaid:amd", "pdfuaid:part")
STYLE = """
@page { margin: 0 }
body { margin: 0; font: 600 7pt "Inter", "Noto Sans", sans-serif; color: #8a1c1c }
section { position: relative; break-after: page }
section:last-child { break-after: auto }
p { position: absolute; left: 6mm; right: 6mm; margin: 0; text-align: center; line-height: 1.25 }
span { background: #ffffff; padding: 0.4mm 2mm; border-radius: 1mm }
.head { top: 2.5mm; letter-spacing: .06em }
.foot { bottom: 2.5mm }
"""


def stamp(data: bytes, *, head: str, foot: str, page: str, language: str) -> bytes:
    """The PDF with `head` above and `foot` below every page, followed by "page n/m"; its claims are gone.

    What is laid over a page makes it another file than the one that was checked: a copy claims neither PDF/A
    nor PDF/UA.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        places = [place_of(one) for one in pdf.pages]
        if places:
            with pikepdf.open(BytesIO(overlay(places, head, foot, page, language))) as words:
                for sheet, over in zip(pdf.pages, words.pages, strict=True):
                    sheet.add_overlay(over)
        disclaim(pdf)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def place_of(sheet: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a page in points, as the reader sees it."""
    left, bottom, right, top = (float(number) for number in sheet.trimbox)
    wide, high = abs(right - left), abs(top - bottom)
    return (high, wide) if int(sheet.get("/Rotate", 0)) % 180 else (wide, high)


def overlay(places: list[tuple[float, float]], head: str, foot: str, page: str, language: str) -> bytes:
    """As many transparent pages as the original has, each as large as its page, with the words in place."""
    total = len(places)
    sheets = format_html_join(
        "",
        '<section class="s{}"><p class="head"><span>{}</span></p>'
        '<p class="foot"><span>{} · {} {}/{}</span></p></section>',
        ((number, head, foot, page, number, total) for number in range(1, total + 1)),
    )
    sizes = "".join(
        f"@page s{number} {{ size: {wide:.2f}pt {high:.2f}pt }} "
        f".s{number} {{ page: s{number}; height: {high - 0.1:.2f}pt }}\n"
        for number, (wide, high) in enumerate(places, start=1)
    )
    html = format_html(
        '<html lang="{}"><head><title>{}</title></head><body>{}</body></html>', language, head, sheets
    )
    with PRINTING:
        tools = press()
        style = CSS(
            string=own_families(STYLE) + sizes, font_config=tools.font_config, url_fetcher=tools.fetcher
        )
        document = HTML(string=html, base_url=OWN, url_fetcher=tools.fetcher)
        return document.write_pdf(stylesheets=[tools.styles[0], style], font_config=tools.font_config)


def disclaim(pdf: pikepdf.Pdf) -> None:
    """Take away what the file says about standards it no longer keeps."""
    if "/Metadata" in pdf.Root:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            for claim in CLAIMS:
                if claim in about:
                    del about[claim]
    if "/OutputIntents" in pdf.Root:
        del pdf.Root.OutputIntents
