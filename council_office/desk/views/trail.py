"""Doors to what happened: one record's history, undoing a change, everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.desk import actions
from council_office.desk.queries import trail as queries
from council_office.desk.tables.trail import Trail
from council_office.ledger.models import Event
from council_office.web.door import door, find
from council_office.web.pages import answer, page
from council_office.web.tables import listing


@require_GET
@door()
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Everything that happened to one record that this person may see."""
    subject = find(request, queries.model_of(kind), pk)
    events = [(event, actions.may_undo(request.user, event)) for event in queries.history_of(subject)]
    context = {
        "subject": subject,
        "kind": subject._meta.verbose_name,
        "events": events,
        "url": getattr(subject, "get_absolute_url", str)(),
        "title": _("History of %(thing)s") % {"thing": subject},
    }
    return page(request, "desk/history.html", context)


@require_POST
@door()
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one change back by the verb of the record's own app."""
    event = get_object_or_404(Event, pk=pk)
    find(request, queries.model_of(event.subject_type), int(event.subject_id))
    actions.undo(event, by=request.user)
    return answer(request, queries.url_of(event), _("Taken back; the history says so."))


@require_GET
@door()
def trail(request: HttpRequest) -> HttpResponse:
    """Everything that happened, for those who check."""
    return listing(request, Trail, queries.everything(), template="desk/trail.html")
