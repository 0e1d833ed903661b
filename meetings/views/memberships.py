"""Doors to bodies and the terms that people serve in them."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from council_office.web.door import door
from council_office.web.pages import form_page, page
from council_office.web.tables import listing
from meetings import actions
from meetings.forms.sessions import EndForm, MembershipForm
from meetings.models import Body, Membership
from meetings.queries import bodies as queries
from meetings.tables.sessions import Bodies


@require_GET
@door()
def bodies(request: HttpRequest) -> HttpResponse:
    rows = queries.with_figures(Body.objects.visible_to(request.user))
    return listing(request, Bodies, rows, template="meetings/bodies.html")


@require_GET
@door(Body)
def body(request: HttpRequest, body: Body) -> HttpResponse:
    """Who serves, until when, under which rules, and when the body met."""
    return page(request, "meetings/body.html", {"body": body, **queries.portrait(body, timezone.localdate())})


@require_http_methods(["GET", "POST"])
@door(Body)
def add_membership(request: HttpRequest, body: Body) -> HttpResponse:
    def verb(**data):
        return actions.add_membership(body, by=request.user, **data)

    return form_page(
        request,
        MembershipForm,
        verb=verb,
        to=body,
        title=_("New term in the %(body)s") % {"body": body.name()},
        initial={"starts_on": timezone.localdate()},
    )


@require_http_methods(["GET", "POST"])
@door(Membership)
def revise_membership(request: HttpRequest, membership: Membership) -> HttpResponse:
    def verb(**data):
        return actions.revise_membership(membership, by=request.user, **data)

    return form_page(
        request, MembershipForm, verb=verb, to=membership, instance=membership, title=str(membership)
    )


@require_http_methods(["GET", "POST"])
@door(Membership)
def end_membership(request: HttpRequest, membership: Membership) -> HttpResponse:
    def verb(**data):
        return actions.end_membership(membership, by=request.user, **data)

    return form_page(
        request,
        EndForm,
        verb=verb,
        to=membership,
        title=_("End the term: %(term)s") % {"term": membership},
        submit=_("End the term"),
        initial={"ends_on": timezone.localdate()},
    )
