"""Papers as tagged PDF (PDF/UA-1): WeasyPrint over the HTML of the paper, in the office's own faces."""

import hashlib
import logging
import re
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML
from weasyprint.logger import PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from council_office.ledger.moves import Refused
from documents import papers
from documents.papers import Paper
from documents.rendering import fonts
from documents.rendering.html import fragment, is_cards
from documents.rendering.words import said

PROGRESS_LOGGER.setLevel(logging.WARNING)
OWN = "paper:"
STYLES = ("body.css", "print.css")
FAMILIES = ("Inter", "Noto Sans", "Noto Serif")
SUBSETS = (
    "latin-ext",
    "cyrillic-ext",
    "cyrillic",
    "greek",
    "latin",
)  # longer names first: they hold the shorter
FACE = re.compile(r'font-family: "(?P<family>[^"]+)";(?P<between>.*?)url\("(?P<file>[^"]+)"\)', re.DOTALL)
PRINTING = threading.Lock()  # one press per process: fontconfig and Pango share their state between threads


def pdf(paper: Paper, *, marking: str = "") -> bytes:
    """The paper as PDF/UA-1; equal papers give equal bytes. Refused where no font is installed."""
    if not fonts.installed():
        raise Refused(
            _("No PDF without fonts. Install some, for example: %(command)s") % {"command": fonts.INSTALL}
        )
    identifier = hashlib.sha256(papers.dumps(paper).encode()).digest()[:16]
    with PRINTING:
        tools = press()
        document = HTML(string=page(paper, marking), base_url=OWN, url_fetcher=tools.fetcher)
        return document.write_pdf(
            stylesheets=tools.styles,
            font_config=tools.font_config,
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier,
        )


def page(paper: Paper, marking: str) -> str:
    """The whole HTML page: what PDF readers show about the paper stands in its head."""
    words = said(paper)
    created = format_html('<meta name="dcterms.created" content="{}">', paper.date) if paper.date else ""
    return format_html(
        '<html lang="{}"><head><title>{}</title><meta name="author" content="{} — {}">'
        '<meta name="description" content="{}"><meta name="keywords" content="{}">{}</head>'
        '<body class="page-{}">{}</body></html>',
        paper.language,
        papers.unmarked(paper.title),
        words["organisation"],
        words["office"],
        " · ".join(filter(None, (paper.number, words["version"]))),
        ", ".join(filter(None, (paper.kind, paper.number, paper.level))),
        created,
        "cards" if is_cards(paper) else paper.page.lower().replace(" ", "-"),
        fragment(paper, marking=marking),
    )


class OwnAssets(URLFetcher):
    """Gives pictures written into the paper and the office's own faces; everything else is refused."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers=None) -> URLFetcherResponse:
        if not url.startswith(OWN):
            return super().fetch(url, headers)
        for folder in (styles_folder(), settings.ASSETS):
            path = (folder / url.removeprefix(OWN).lstrip("/")).resolve()
            if path.is_relative_to(folder.resolve()) and path.is_file():
                read = fonts.unpacked if path.suffix == ".woff2" else Path.read_bytes
                return URLFetcherResponse(url, read(path))
        raise ValueError(f"{url} is not an asset of the office")


@dataclass(frozen=True)
class Press:
    """What every PDF of a process shares: faces loaded and styles parsed once."""

    font_config: FontConfiguration
    styles: list[CSS]
    fetcher: OwnAssets


@cache
def press() -> Press:
    font_config, fetcher = FontConfiguration(), OwnAssets()
    texts = [faces(), *(own_families((styles_folder() / name).read_text()) for name in STYLES)]
    styles = [CSS(string=text, font_config=font_config, url_fetcher=fetcher) for text in texts]
    return Press(font_config, styles, fetcher)


def faces() -> str:
    """The office's own faces; where the assets are not built, those of the machine serve."""
    sheet = Path(settings.ASSETS) / "fonts.css"
    rules = sheet.read_text() if sheet.is_file() else ""
    return FACE.sub(named_by_subset, rules.replace("font-display: swap;", ""))


def named_by_subset(rule: re.Match) -> str:
    """One family per file: WeasyPrint mixes up the glyphs of files that share family, weight and style."""
    subset = next(subset for subset in SUBSETS if f"-{subset}-" in rule["file"])
    return f'font-family: "{rule["family"]} {subset}";{rule["between"]}url("{OWN}{rule["file"]}")'


def own_families(style: str) -> str:
    """The style with each of the office's families spelled as its subsets, the machine's own copy last."""
    for family in FAMILIES:
        names = ", ".join(f'"{family} {subset}"' for subset in reversed(SUBSETS))
        style = style.replace(f'"{family}"', f'{names}, "{family}"')
    return style


def styles_folder() -> Path:
    return Path(settings.BASE_DIR) / "static" / "paper"
