"""Doors to visitors."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page
from visits import actions
from visits.forms.visits import NewVisitorForm, ReasonForm, VisitorForm
from visits.models import Visit, Visitor


@require_http_methods(["GET", "POST"])
@door(Visit)
def add_visitor(request: HttpRequest, visit: Visit) -> HttpResponse:
    def verb(**data):
        return actions.add_visitor(visit, by=request.user, **data)

    title = _("Add a visitor")
    return form_page(
        request, NewVisitorForm, verb=verb, to=visit, about=visit, title=title, submit=_("Add"), message=added
    )


def added(visitor: Visitor) -> str:
    return _("%(person)s is in the visit.") % {"person": visitor.person}


@require_http_methods(["GET", "POST"])
@door(Visitor)
def revise_visitor(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    def verb(**data):
        return actions.revise_visitor(visitor, by=request.user, **data)

    title = _("Revise the file of %(person)s") % {"person": visitor.person}
    return form_page(
        request, VisitorForm, verb=verb, to=visitor, about=visitor.visit, instance=visitor, title=title
    )


@door(Visitor)
def withdraw_visitor(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    def verb(reason):
        return actions.withdraw_visitor(visitor, by=request.user, reason=reason)

    title = _("%(person)s does not come") % {"person": visitor.person}
    return form_page(
        request,
        ReasonForm,
        verb=verb,
        to=visitor.visit,
        about=visitor.visit,
        title=title,
        submit=_("Withdraw"),
    )


@require_POST
@door(Visitor)
def restore_visitor(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    return answer(request, actions.restore_visitor(visitor, by=request.user), _("Expected again."))
