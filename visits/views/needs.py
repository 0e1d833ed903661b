"""Doors to what visitors need on the day: sizes, route, diet; equipment."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page
from visits import actions
from visits.forms.travel import NeedsForm
from visits.models import Needs, PpeReservation, Programme, Visitor
from visits.queries import equipment as queries
from visits.views.tabs import visit_page


@require_http_methods(["GET", "POST"])
@door(Visitor)
def revise_needs(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    def verb(**data):
        return actions.revise_needs(visitor, by=request.user, **data)

    instance = Needs.objects.filter(visitor=visitor).first()
    title = _("What %(visitor)s needs") % {"visitor": visitor}
    return form_page(
        request, NeedsForm, verb=verb, to=visitor, about=visitor.visit, title=title, instance=instance
    )


@require_GET
@door(Programme)
def equipment(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who wears what, what is reserved, what is short."""
    out = PpeReservation.objects.filter(visitor__visit=programme.visit, returned_at__isnull=True)
    context = {
        "programme": programme,
        "slot": queries.slot_of(programme),
        "people": queries.by_person(programme),
        "kinds": queries.labels(programme),
        "steps": queries.steps_in_the_way(programme),
        "shortages": queries.shortages(programme),
        "reserved": out.exists(),
        "within": "visits:programme",
    }
    return visit_page(request, programme.visit, "visits/equipment.html", context)


@require_POST
@door(Programme)
def reserve_equipment(request: HttpRequest, programme: Programme) -> HttpResponse:
    count = len(actions.reserve_equipment(programme, by=request.user))
    told = ngettext("%(count)d piece reserved.", "%(count)d pieces reserved.", count) % {"count": count}
    return answer(request, reverse("visits:equipment", args=[programme.pk]), told)


@require_POST
@door(Programme)
def take_back(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Everything of the visit is back and goes to cleaning."""
    rows = PpeReservation.objects.filter(visitor__visit=programme.visit, returned_at__isnull=True)
    actions.take_back(rows, by=request.user)
    return answer(request, reverse("visits:equipment", args=[programme.pk]), _("Everything is back."))
