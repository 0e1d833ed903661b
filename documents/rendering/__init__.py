"""Papers as bytes: the same facts in every form.

The renderers are named, not imported: each is heavy and some need system libraries; web processes want none.
"""

from functools import cache

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from council_office.ledger.moves import Refused
from documents.papers import Paper

FORMS = {
    "pdf": "documents.rendering.pdf.pdf",
    "docx": "documents.rendering.docx.docx",
    "xlsx": "documents.rendering.xlsx.xlsx",
    "pptx": "documents.rendering.pptx.pptx",
}


def render(paper: Paper, form: str, *, marking: str = "") -> bytes:
    """The bytes of a paper in one form, marked with its level's name; Refused where this machine cannot."""
    return renderer(form)(paper, marking=marking)


def refreshed(data: bytes, values: dict, language: str) -> tuple[bytes, list[str]]:
    """A PowerPoint file with new values in the shapes of these names; ValueError when it is none."""
    return import_string("documents.rendering.decks.refresh")(data, values, language)


@cache
def renderer(form: str):
    try:
        return import_string(FORMS[form])
    except OSError as error:
        raise Refused(
            _("This machine cannot make a paper as “%(form)s”: a system library is missing (%(error)s).")
            % {"form": form, "error": error}
        ) from error
