"""What every form of a paper writes the same way: numbers, dates, markings, the office's own name; pure."""

import re
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from documents.papers import Cell, Paper, Para, Table, unmarked

ADDRESS = "Route de Vinon-sur-Verdon, CS 90 046, 13067 Saint-Paul-lez-Durance Cedex, France"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BABEL = {"en": "en_GB", "fr": "fr_FR"}


def plain(text: str, most: int | None = None) -> str:
    """Text that office files can carry; everything a person can read comes through unchanged."""
    return CONTROLS.sub("", str(text))[:most]


def cell_text(cell: Cell, language: str) -> str:
    """A cell of a table in the paper's language; text comes out as it went in."""
    match cell:
        case None:
            return ""
        case Para():
            return unmarked(cell.text)
        case bool():
            return str(cell)
        case int():
            return format_decimal(cell, locale=BABEL[language])
        case float() | Decimal():
            return format_decimal(
                cell, format=pattern(cell), locale=BABEL[language], decimal_quantization=False
            )
        case date():
            return day(cell, language)
        case _:
            return str(cell)


def pattern(number: float | Decimal) -> str:
    """As many decimals as the number was given with."""
    decimals = max(0, -Decimal(str(number)).as_tuple().exponent)
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def natural_shares(table: Table, language: str) -> list[int]:
    """Columns as wide as their texts ask, none starved and none greedy."""
    lines = [table.columns, *table.rows, *([table.total] if table.total else [])]
    texts = [[cell_text(cells[i], language) for cells in lines] for i in range(len(table.columns))]
    return [max(7, *(min(len(text), 40) for text in column)) for column in texts]


def day(on: date, language: str) -> str:
    """18 November 2026."""
    return format_date(on, "d MMMM y", locale=BABEL[language])


def said(paper: Paper) -> dict[str, str]:
    """The fixed words around a paper, in its language."""
    with override(paper.language):
        return {
            "organisation": _("ITER Organization"),
            "office": _("Council Secretariat"),
            "page": _("Page"),
            "of": pgettext("page 1 of 2", "of"),
            "number": _("Our reference"),
            "colon": " :" if paper.language == "fr" else ":",
            "place": "Saint-Paul-lez-Durance",
            "version": f"v{paper.version}" if paper.version > 1 else "",
            "marking": marking(paper.level),
            "on": day(paper.date, paper.language) if paper.date else "",
        }


def marking(level: str) -> str:
    """The name of a seeded level, for previews; an issued paper is given the name its level has."""
    known = {
        "public": pgettext("level of a document", "Public"),
        "internal": pgettext("level of a document", "Internal"),
        "restricted": pgettext("level of a document", "Restricted"),
        "confidential": pgettext("level of a document", "Confidential"),
    }
    return known.get(level, level)
