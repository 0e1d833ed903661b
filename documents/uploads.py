"""What an uploaded file really is, judged by its content; active content is refused."""

import io
import re
import zipfile

from django.utils.translation import gettext as _

from council_office.ledger.moves import Refused
from documents.states import Form

MOST_BYTES = 50 * 1024 * 1024
MAGIC = {b"%PDF-": Form.PDF, b"\x89PNG\r\n\x1a\n": Form.PNG, b"\xff\xd8\xff": Form.JPEG}
OFFICE = {"word/document.xml": Form.DOCX, "xl/workbook.xml": Form.XLSX, "ppt/presentation.xml": Form.PPTX}
ACTIVE_PARTS = re.compile(r"vbaProject|activeX|/embeddings/|macrosheets", re.IGNORECASE)
ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile)\b")


def form_of(data: bytes, name: str) -> Form:
    """The form of the bytes, or Refused in words when the office does not keep such a file."""
    if not data:
        raise Refused(_("The file “%(name)s” is empty.") % {"name": name})
    if len(data) > MOST_BYTES:
        raise Refused(_("The file “%(name)s” is larger than 50 MB.") % {"name": name})
    form = next((form for magic, form in MAGIC.items() if data.startswith(magic)), None)
    if form is None and data.startswith(b"PK\x03\x04"):
        form = _office_form(data, name)
    if form is None:
        raise Refused(
            _("The file “%(name)s” is not a PDF, Word, Excel, PowerPoint or picture file.") % {"name": name}
        )
    if form == Form.PDF and ACTIVE_PDF.search(data):
        raise Refused(
            _("The PDF “%(name)s” holds active content. Print it to a plain PDF first.") % {"name": name}
        )
    return form


def _office_form(data: bytes, name: str) -> Form | None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile as error:
        raise Refused(_("The file “%(name)s” is damaged.") % {"name": name}) from error
    if any(ACTIVE_PARTS.search(part) for part in parts):
        raise Refused(
            _("The file “%(name)s” holds macros or embedded objects. Save it without them.") % {"name": name}
        )
    return next((form for part, form in OFFICE.items() if part in parts), None)
