"""Doors to resources and bookings."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from visits import actions
from visits.forms.programmes import AuthorisationForm, AwayForm, BookForm, ResourceForm
from visits.models import Authorisation, Commitment, Resource, Stop
from visits.tables.resources import Resources


@require_GET
@door()
def resources(request: HttpRequest) -> HttpResponse:
    """Who and what can be booked."""
    rows = Resource.objects.visible_to(request.user).select_related("person", "place")
    return listing(request, Resources, rows, template="visits/resources.html")


@require_GET
@door(Resource)
def resource(request: HttpRequest, resource: Resource) -> HttpResponse:
    """One resource: what it may, when it is taken."""
    coming = resource.commitments.filter(ends_at__gte=timezone.now()).select_related(
        "visit", "stop", "transfer__terminal", "overridden_by__person"
    )
    context = {
        "resource": resource,
        "authorisations": resource.authorisations.select_related("zone"),
        "commitments": coming[:100],
        "today": timezone.localdate(),
    }
    return page(request, "visits/resource.html", context)


@require_http_methods(["GET", "POST"])
@door()
def new_resource(request: HttpRequest) -> HttpResponse:
    def verb(**data):
        return actions.create_resource(by=request.user, **data)

    return form_page(
        request, ResourceForm, verb=verb, to=lambda made: made, title=_("New resource"), submit=_("Add")
    )


@require_http_methods(["GET", "POST"])
@door(Resource)
def revise_resource(request: HttpRequest, resource: Resource) -> HttpResponse:
    def verb(**data):
        return actions.revise_resource(resource, by=request.user, **data)

    return form_page(
        request,
        ResourceForm,
        verb=verb,
        to=resource,
        about=resource,
        title=_("Revise %(resource)s") % {"resource": resource.label},
        instance=resource,
    )


@require_http_methods(["GET", "POST"])
@door(Resource)
def authorise(request: HttpRequest, resource: Resource) -> HttpResponse:
    def verb(**data):
        return actions.authorise(resource, by=request.user, **data)

    title = _("Training of %(resource)s") % {"resource": resource}
    return form_page(
        request, AuthorisationForm, verb=verb, to=resource, about=resource, title=title, submit=_("Add")
    )


@require_POST
@door(Authorisation)
def end_authorisation(request: HttpRequest, authorisation: Authorisation) -> HttpResponse:
    resource = authorisation.resource
    actions.end_authorisation(authorisation, by=request.user)
    return answer(request, resource, _("The authorisation is removed."))


@require_http_methods(["GET", "POST"])
@door(Resource)
def set_away(request: HttpRequest, resource: Resource) -> HttpResponse:
    def verb(**data):
        return actions.set_away(resource, by=request.user, **data)

    title = _("%(resource)s is away") % {"resource": resource}
    return form_page(request, AwayForm, verb=verb, to=resource, about=resource, title=title)


@require_http_methods(["GET", "POST"])
@door(Stop)
def book(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Who or what goes with the group at this stop; a clash needs a reason."""

    def verb(resource, override_reason):
        return actions.book(resource, stop, by=request.user, override_reason=override_reason)

    title = _("Book for “%(stop)s”") % {"stop": stop}
    return form_page(
        request,
        BookForm,
        verb=verb,
        to=stop,
        about=stop.programme,
        title=title,
        submit=_("Book"),
        message=lambda made: _("%(resource)s is booked.") % {"resource": made.resource},
        stop=stop,
        kind=request.GET.get("kind", ""),
    )


@require_POST
@door(Commitment)
def release(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    resource, to = commitment.resource, commitment.stop or commitment.resource
    actions.release(commitment, by=request.user)
    return answer(request, to, _("%(resource)s is free again.") % {"resource": resource})
