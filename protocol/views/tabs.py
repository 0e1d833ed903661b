"""The tabs of a ceremony, and the pages that stand under them."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from council_office.web.pages import page
from protocol.models import Ceremony

TABS = [
    ("protocol:ceremony", _("Overview")),
    ("protocol:guests", _("Guests")),
    ("protocol:ladder", _("Precedence")),
    ("protocol:seating", _("Seating")),
    ("protocol:run_of_show", _("Run of show")),
    ("protocol:flags", _("Flags")),
    ("protocol:cards", _("Cards")),
    ("protocol:communication", _("Communication")),
]


def of_ceremony(ceremony: Ceremony, context: dict | None = None) -> dict:
    return {"ceremony": ceremony, "tabs": TABS, **(context or {})}


def ceremony_page(
    request: HttpRequest, ceremony: Ceremony, template: str, context: dict | None = None, **options
) -> HttpResponse:
    return page(request, template, of_ceremony(ceremony, context), **options)


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at, under the name that a person would give it."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return response
