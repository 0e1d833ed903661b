"""Scans of documents: a PDF or picture by its content, of a size that a telephone's camera makes."""

from django.utils.translation import gettext as _

from council_office.ledger.moves import Refused
from documents.states import Form
from documents.uploads import form_of

MOST_BYTES = 8 * 1024 * 1024
ALLOWED = (Form.PDF, Form.JPEG, Form.PNG)


def form_of_scan(data: bytes, name: str) -> str:
    """The form of the bytes, or Refused in words."""
    if len(data) > MOST_BYTES:
        raise Refused(
            _("The file “%(name)s” is larger than 8 MB: take the picture smaller.") % {"name": name}
        )
    form = form_of(data, name)
    if form not in ALLOWED:
        raise Refused(_("“%(name)s” is no picture and no PDF.") % {"name": name})
    return form
