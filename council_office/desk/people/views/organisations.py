"""Doors of organisations."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from council_office.desk.people.forms import OrganisationForm
from council_office.desk.people.tables import Organisations
from council_office.directory import actions, queries
from council_office.directory.models import Organisation
from council_office.web.door import door
from council_office.web.pages import form_page, page
from council_office.web.tables import listing

SHOWN = 200


@require_GET
@door()
def organisations(request: HttpRequest) -> HttpResponse:
    current = Q(people__merged_into__isnull=True)
    found = Organisation.objects.select_related("member").annotate(
        people_count=Count("people", filter=current)
    )
    return listing(request, Organisations, found, template="people/organisations.html")


@require_GET
@door(Organisation)
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    people = queries.for_letters(organisation.people.current().visible_to(request.user))
    today = timezone.localdate()
    context = {
        "organisation": organisation,
        "people": [(person, person.post_on(today)) for person in people[:SHOWN]],
        "contact_points": queries.contact_points(today, organisation=organisation),
    }
    return page(request, "people/organisation.html", context)


@door()
def create_organisation(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        OrganisationForm,
        verb=lambda **told: actions.create_organisation(by=request.user, **told),
        to=lambda organisation: organisation,
        title=_("New organisation"),
    )


@door(Organisation)
def revise_organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return form_page(
        request,
        OrganisationForm,
        instance=organisation,
        verb=lambda **told: actions.revise_organisation(organisation, by=request.user, **told),
        to=organisation,
        title=organisation.name(),
    )
