"""Reads on Word files of a record that come back: known by their bytes, else compared by paragraph."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from council_office.directory.states import Language
from documents.models import Document
from meetings import redline
from meetings.models import Outcome, Session
from meetings.queries.old_records import word_file
from meetings.queries.record import FULL, WHOLE, Record

DRAFT = "record-draft"
FILES = (WHOLE, FULL, DRAFT)
TEXT, TAB, BREAKS = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr"))


@dataclass(frozen=True)
class Origin:
    """What a Word file says it was made from."""

    number: str
    language: str


def unchanged_file(session: Session, data: bytes) -> Document | None:
    """The filed Word document of this session that has exactly these bytes."""
    digest = hashlib.sha256(data).hexdigest()
    return Document.objects.about(session).filter(sha256=digest, kind__in=FILES, form="docx").first()


def origin_of(data: bytes) -> Origin:
    about = word_file(data).core_properties
    language = (about.language or "")[:2]
    return Origin(about.identifier or "", language if language in Language else "en")


def numbered_paragraphs(data: bytes) -> list[str]:
    """The numbered paragraphs of a record in Word, without their numbers and without its attachments."""
    ends = {heading_of_attachments(language) for language in Language.values}
    found: list[str] = []
    for paragraph in word_file(data).paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        text = read(paragraph)
        if style.startswith("Heading") and text.strip() in ends:
            break
        if style.startswith("Numbered") and text.strip():
            found.append(without_number(text))
    return found


def read(paragraph: Paragraph) -> str:
    """The words as they stand with every tracked change accepted."""
    parts = []
    for node in paragraph._p.iter():
        if node.tag == TEXT:
            parts.append(node.text or "")
        elif node.tag == TAB and node.getparent().tag != qn("w:tabs"):
            parts.append("\t")
        elif node.tag in BREAKS:
            parts.append("\n")
    return "".join(parts)


def heading_of_attachments(language: str) -> str:
    with override(language):
        return _("Attachments")


def without_number(text: str) -> str:
    """The words behind the number and its tab; a paragraph that somebody added may have none."""
    number, tab, rest = text.partition("\t")
    return rest.strip() if tab and number.strip().rstrip(".").isdigit() else text.strip()


def hand_changes(session: Session, texts: list[str], language: str) -> list[dict[str, Any]]:
    """What differs between the record as it reads now and the paragraphs that came back."""
    paragraphs = Record(session).paragraphs
    old = [paragraph.text(language) for paragraph in paragraphs]
    found, above = [], None
    for change in redline.compared(old, texts):
        known = paragraphs[change.was] if change.was is not None else None
        above = known.outcome.pk if known else above
        if not change.is_same:
            found.append(
                {
                    "outcome": known.outcome.pk if known else None,
                    "after": above,
                    "number": known.number if known else None,
                    "was": old[change.was] if known else "",
                    "now": texts[change.now] if change.now is not None else "",
                    "pieces": [list(piece) for piece in change.pieces],
                }
            )
    return found


def reads(outcome: Outcome, language: str) -> str:
    """The paragraph as it reads now."""
    return Record(outcome.session).text_of(outcome, language)
