"""The frame that every page of a session shares."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from council_office.web.pages import page
from meetings.models import Session

TABS = (
    ("meetings:session", _("Readiness")),
    ("meetings:timeline", _("Timeline")),
    ("meetings:agenda", _("Agenda")),
    ("meetings:papers", _("Papers")),
    ("meetings:delegations", _("Delegations")),
    ("meetings:invitations", _("Invitations")),
    ("meetings:console", _("Console")),
    ("meetings:record", _("Record")),
    ("meetings:session_actions", _("Actions")),
    ("meetings:session_history", _("History")),
)


def session_page(
    request: HttpRequest,
    session: Session,
    template: str,
    context: dict | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of `session` under its tabs; an htmx request for `part` gets only that part."""
    return page(
        request, template, {"session": session, "tabs": TABS, **(context or {})}, part=part, status=status
    )
