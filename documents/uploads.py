"""What an uploaded file really is, judged by its content; active content is refused."""

import io
import re
import zipfile

import pikepdf
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.translation import gettext as _

from council_office.ledger.moves import Refused
from documents.states import Form

MOST_BYTES = 50 * 1024 * 1024
MAGIC = {b"%PDF-": Form.PDF, b"\x89PNG\r\n\x1a\n": Form.PNG, b"\xff\xd8\xff": Form.JPEG}
OFFICE = {"word/document.xml": Form.DOCX, "xl/workbook.xml": Form.XLSX, "ppt/presentation.xml": Form.PPTX}
ACTIVE_PARTS = re.compile(
    r"vbaProject|activeX|macrosheets|/embeddings/(?!.*\.(xlsx|docx|pptx)$)", re.IGNORECASE
)
LOADED_PARTS = re.compile(  # relations that Office follows by itself when the file is opened
    rb'<Relationship\b(?=[^>]*TargetMode="External")(?=[^>]*/(attachedTemplate|oleObject|frame|subDocument)")'
)
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/Rendition", "/Movie", "/GoToE"}


def form_of(data: bytes, name: str) -> Form:
    """The form of the bytes, or Refused in words when the office does not keep such a file."""
    if not data:
        raise Refused(_("The file “%(name)s” is empty.") % {"name": name})
    if len(data) > MOST_BYTES:
        raise Refused(_("The file “%(name)s” is larger than 50 MB.") % {"name": name})
    form = next((form for magic, form in MAGIC.items() if data.startswith(magic)), None)
    if form is None and data.startswith(b"PK\x03\x04"):
        form = office_form(data, name)
    if form is None and data.lstrip().startswith(b"<?xml"):
        form = xml_form(data, name)
    if form is None:
        raise Refused(
            _("The file “%(name)s” is not a PDF, Word, Excel, PowerPoint or picture file.") % {"name": name}
        )
    if form == Form.PDF:
        require_passive_pdf(data, name)
    return form


def office_form(data: bytes, name: str) -> Form | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
            loads = any(LOADED_PARTS.search(archive.read(part)) for part in parts if part.endswith(".rels"))
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise damaged(name) from error
    if loads or any(ACTIVE_PARTS.search(part) for part in parts):
        raise Refused(
            _("The file “%(name)s” holds macros or embedded objects. Save it without them.") % {"name": name}
        )
    return next((form for part, form in OFFICE.items() if part in parts), None)


def xml_form(data: bytes, name: str) -> Form | None:
    """XML that holds data; pages, pictures and anything with entities are not kept."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
        raise damaged(name) from error
    return None if root.tag.rpartition("}")[2].lower() in ("html", "svg", "stylesheet") else Form.XML


def require_passive_pdf(data: bytes, name: str) -> None:
    """Refuse a PDF that is damaged, locked, or does something by itself; attached data files are fine."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            active = any(acts(thing) for thing in pdf.objects)
    except pikepdf.PasswordError as error:
        raise Refused(_("The PDF “%(name)s” is locked with a password.") % {"name": name}) from error
    except pikepdf.PdfError as error:
        raise damaged(name) from error
    if active:
        raise Refused(
            _("The PDF “%(name)s” holds active content. Print it to a plain PDF first.") % {"name": name}
        )


def acts(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and (
        "/JS" in thing or str(thing.get("/S", "")) in ACTIVE_ACTIONS
    )


def damaged(name: str) -> Refused:
    return Refused(_("The file “%(name)s” is damaged.") % {"name": name})
