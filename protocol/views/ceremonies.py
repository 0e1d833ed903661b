"""Doors to ceremonies: the list, the workspace, its states, its money."""

from datetime import time

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.access import may
from council_office.web.door import door
from council_office.web.navigation import counter
from council_office.web.pages import answer, form_page
from council_office.web.tables import listing
from protocol import actions
from protocol.forms import BudgetLineForm, CeremonyForm, ReasonForm
from protocol.models import BudgetLine, Ceremony
from protocol.queries import ceremonies as queries
from protocol.queries import printing, show
from protocol.tables import Ceremonies
from protocol.views.tabs import ceremony_page

counter("protocol:ceremonies")(queries.silent_after_the_day)


@require_GET
@door()
def ceremonies(request: HttpRequest) -> HttpResponse:
    """Every ceremony, the latest first, with its guests counted."""
    rows = queries.with_counts(Ceremony.objects.visible_to(request.user))
    return listing(request, Ceremonies, rows, template="protocol/ceremonies.html")


@require_GET
@door(Ceremony)
def ceremony(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """The workspace: what is ready, what is late, who is asked, what it costs, what is printed and void."""
    deadlines = queries.deadlines(ceremony)
    ready = queries.readiness(ceremony, [each.task for each in deadlines])
    step = queries.next_step(ceremony, ready)
    context = {
        "ready": ready,
        "tally": queries.tally(ceremony),
        "deadlines": deadlines,
        "money": queries.money(ceremony),
        "stale": printing.stale(ceremony),
        "gifts": ceremony.gifts.select_related("person"),
        "order": show.order_of(ceremony),
        "step": step if step and may(request.user, step.url_name, step.method) else None,
    }
    return ceremony_page(request, ceremony, "protocol/ceremony.html", context)


@require_http_methods(["GET", "POST"])
@door()
def new_ceremony(request: HttpRequest) -> HttpResponse:
    def verb(**data):
        return actions.create_ceremony(by=request.user, **data)

    return form_page(
        request,
        CeremonyForm,
        verb=verb,
        to=lambda ceremony: ceremony,
        initial={"opens_at": time(11), "closes_at": time(13), "contact": request.user.person_id},
        title=_("New ceremony"),
        submit=_("Create the ceremony"),
        message=lambda ceremony: _("%(ceremony)s was created with its deadlines.") % {"ceremony": ceremony},
    )


@require_http_methods(["GET", "POST"])
@door(Ceremony)
def revise_ceremony(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    def verb(**data):
        return actions.revise_ceremony(ceremony, by=request.user, **data)

    title = _("Revise %(ceremony)s") % {"ceremony": ceremony}
    return form_page(request, CeremonyForm, verb=verb, to=ceremony, instance=ceremony, title=title)


@require_POST
@door(Ceremony)
def confirm_ceremony(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    return answer(request, actions.confirm_ceremony(ceremony, by=request.user), _("The ceremony stands."))


@require_POST
@door(Ceremony)
def hold_ceremony(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    return answer(request, actions.hold_ceremony(ceremony, by=request.user), _("Marked as held."))


@require_http_methods(["GET", "POST"])
@door(Ceremony)
def cancel_ceremony(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """With a reason; everybody who was invited is told."""

    def verb(reason):
        return actions.cancel_ceremony(ceremony, by=request.user, reason=reason)

    title = _("Cancel %(ceremony)s") % {"ceremony": ceremony}
    return form_page(
        request, ReasonForm, verb=verb, to=ceremony, title=title, submit=_("Cancel the ceremony")
    )


@require_http_methods(["GET", "POST"])
@door(Ceremony)
def add_budget_line(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    def verb(**data):
        return actions.add_budget_line(ceremony, by=request.user, **data)

    return form_page(request, BudgetLineForm, verb=verb, to=ceremony, title=_("New budget line"))


@require_http_methods(["GET", "POST"])
@door(BudgetLine)
def revise_budget_line(request: HttpRequest, line: BudgetLine) -> HttpResponse:
    def verb(**data):
        return actions.revise_budget_line(line, by=request.user, **data)

    return form_page(
        request, BudgetLineForm, verb=verb, to=line.ceremony, instance=line, title=_("Budget line")
    )


@require_POST
@door(BudgetLine)
def remove_budget_line(request: HttpRequest, line: BudgetLine) -> HttpResponse:
    actions.remove_budget_line(line, by=request.user)
    return answer(request, line.ceremony, _("The line was removed."))
