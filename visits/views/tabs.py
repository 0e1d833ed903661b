"""The frame that every page of a visit shares."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.web.access import may
from council_office.web.pages import page
from visits.models import Visit

# Each (URL name of a page of a visit, its label), in the order of the tabs; a user sees those they may open.
TABS = [
    ("visits:visit", _("People")),
    ("visits:letters", _("Letters")),
    ("visits:programme", pgettext_lazy("of a visit", "Programme")),
    ("visits:travel", _("Travel")),
    ("visits:visit_history", _("History")),
]


def frame(request: HttpRequest, visit: Visit) -> dict:
    """What the frame of a visit's page reads."""
    return {"visit": visit, "tabs": [tab for tab in TABS if may(request.user, tab[0], "GET")]}


def visit_page(
    request: HttpRequest,
    visit: Visit,
    template: str,
    context: dict | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of `visit` under its tabs; an htmx request for `part` gets only that part."""
    return page(request, template, {**frame(request, visit), **(context or {})}, part=part, status=status)
