"""Reads for taking over an old record: the text of a file, and what its paragraphs may be made of."""

import io
from collections.abc import Callable
from zipfile import BadZipFile, ZipFile

from django.core.files import File
from django.utils.translation import gettext as _
from docx import Document as Word
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from council_office.ledger.moves import Refused
from meetings.models import Addressee, Formula, Session
from meetings.old_records import Reader, Verb

MOST_PAGES = 200
UNREADABLE = (PyPdfError, PackageNotFoundError, BadZipFile, KeyError, ValueError)
MOST_BYTES, MOST_UNPACKED = 50 * 1024 * 1024, 200 * 1024 * 1024


def reader_of(session: Session, language: str) -> Reader:
    """A reader that knows the body, the verbs and the addressees of the office."""
    body = session.body
    names = {body.name(language), body.code}
    aliases = {
        "en": {"the Council", *(f"the {n}" for n in names)},
        "fr": {f"l’{body.code}", f"le {body.name('fr')}"},
    }
    return Reader(
        language=language,
        body=body.short(language),
        aliases=sorted(aliases[language] - {body.short(language)}),
        verbs=[Verb(f.code, f.text(language), f.governs) for f in Formula.objects.all()],
        people=[addressee.name(language) for addressee in Addressee.objects.all()],
    )


def text_of(file: File) -> str:
    """The words of a PDF, Word or text file; Refused in words when it has none that can be read."""
    if file.size > MOST_BYTES:
        raise Refused(_("The file “%(name)s” is larger than 50 MB.") % {"name": file.name})
    data = file.read()
    try:
        text = reader_for(data, file.name)(data)
    except UNREADABLE as error:
        raise Refused(_("The file “%(name)s” cannot be read.") % {"name": file.name}) from error
    if not text.strip():
        raise Refused(_("“%(name)s” holds pictures of pages, not words.") % {"name": file.name})
    return text


def reader_for(data: bytes, name: str) -> Callable[[bytes], str]:
    """How to read a file, judged by its first bytes; only plain text is believed by its name."""
    if data.startswith(b"%PDF-"):
        return pdf_text
    if data.startswith(b"PK\x03\x04"):
        return word_text
    if name.casefold().endswith(".txt"):
        return plain_text
    raise Refused(_("Only PDF, Word or text files can be read."))


def plain_text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def pdf_text(data: bytes) -> str:
    pages = PdfReader(io.BytesIO(data)).pages[:MOST_PAGES]
    return "\n".join(page.extract_text() for page in pages)


def word_text(data: bytes) -> str:
    """The paragraphs of a Word file; those numbered by Word get their numbers back."""
    lines, number = [], 0
    for paragraph in opened(data).paragraphs:
        properties = paragraph._p.pPr
        if properties is not None and properties.numPr is not None and paragraph.text.strip():
            number += 1
            lines.append(f"{number}. {paragraph.text}")
        else:
            lines.append(paragraph.text)
        lines.append("")
    return "\n".join(lines)


def opened(data: bytes) -> WordDocument:
    with ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise ValueError("unpacks to more than any record holds")
    return Word(io.BytesIO(data))


def word_file(data: bytes) -> WordDocument:
    """A Word file; Refused in words when it is none."""
    try:
        return opened(data)
    except UNREADABLE as error:
        raise Refused(_("This is not a Word file that can be read.")) from error
