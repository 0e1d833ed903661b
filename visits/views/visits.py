"""Doors to visits."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.calendar.queries import explain_tasks, tasks_of
from council_office.web.access import may
from council_office.web.door import door
from council_office.web.pages import answer, form_page
from council_office.web.tables import listing
from visits import actions
from visits.forms.visits import ReasonForm, VisitForm
from visits.models import Visit
from visits.queries import groups
from visits.queries import visits as queries
from visits.states import OPEN_VISITS, VisitorState
from visits.tables.visits import Visits
from visits.views.tabs import visit_page


@require_GET
@door()
def visits(request: HttpRequest) -> HttpResponse:
    """Every visit that the user may see."""
    rows = queries.with_counts(Visit.objects.visible_to(request.user))
    return listing(request, Visits, rows, template="visits/visits.html")


@require_GET
@door(Visit)
def visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who comes, in which state their files are, and what to do next."""
    visitors = visit.visitors.select_related("person__organisation", "person__member")
    if not may(request.user, "visits:visit_history", "GET"):
        return visit_page(request, visit, "visits/visit.html", {"visitors": visitors})
    readiness = groups.readiness(visit)
    context = {
        "is_open": visit.state in OPEN_VISITS,
        "readiness": readiness,
        "withdrawn": visitors.filter(state=VisitorState.WITHDRAWN),
        "deadlines": explain_tasks(tasks_of(visit).open()),
        **groups.turns(visit, readiness),
    }
    return visit_page(request, visit, "visits/visit.html", context)


@require_http_methods(["GET", "POST"])
@door()
def new_visit(request: HttpRequest) -> HttpResponse:
    def verb(**data):
        return actions.create_visit(by=request.user, **data)

    return form_page(
        request,
        VisitForm,
        verb=verb,
        to=lambda visit: visit,
        title=_("New visit"),
        submit=_("Open the visit"),
        message=lambda visit: _("%(visit)s was opened with its deadlines.") % {"visit": visit},
    )


@require_http_methods(["GET", "POST"])
@door(Visit)
def revise_visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    def verb(**data):
        return actions.revise_visit(visit, by=request.user, **data)

    title = _("Revise %(visit)s") % {"visit": visit}
    return form_page(request, VisitForm, verb=verb, to=visit, about=visit, instance=visit, title=title)


@require_GET
@door(Visit)
def visit_history(request: HttpRequest, visit: Visit) -> HttpResponse:
    return visit_page(request, visit, "visits/visit_history.html")


@require_POST
@door(Visit)
def plan_visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    return answer(request, actions.plan_visit(visit, by=request.user), _("The visit is planned."))


@require_POST
@door(Visit)
def begin_visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    return answer(request, actions.begin_visit(visit, by=request.user), _("The visit is under way."))


@require_POST
@door(Visit)
def close_visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    return answer(request, actions.close_visit(visit, by=request.user), _("The visit is closed."))


@door(Visit)
def reopen_visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One step back, with the reason."""

    def verb(reason):
        return actions.reopen_visit(visit, by=request.user, reason=reason)

    title = _("One step back: %(visit)s") % {"visit": visit}
    return form_page(
        request, ReasonForm, verb=verb, to=visit, about=visit, title=title, submit=_("One step back")
    )


@door(Visit)
def cancel_visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    def verb(reason):
        return actions.cancel_visit(visit, by=request.user, reason=reason)

    title = _("Cancel %(visit)s") % {"visit": visit}
    return form_page(
        request,
        ReasonForm,
        verb=verb,
        to=visit,
        about=visit,
        title=title,
        submit=_("Cancel the visit"),
        context={"leave": _("Keep the visit")},
    )
