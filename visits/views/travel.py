"""Doors to travel: journeys, cars, rooms, costs."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page
from documents.queries import preview_pdf
from visits import actions
from visits.forms.travel import (
    JourneyForm,
    NewJourneyForm,
    RoomBlockForm,
    RoomForm,
    SeatForm,
    TransferForm,
)
from visits.letters import travel as letters
from visits.models import Journey, Stay, Transfer, Visit
from visits.queries import travel as queries
from visits.views.tabs import visit_page


def travel_of(visit: Visit) -> str:
    return reverse("visits:travel", args=[visit.pk])


@require_GET
@door(Visit)
def travel(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who comes when in which car, where they sleep, what it costs."""
    journeys = queries.journeys_of(visit)
    costs = queries.costs_of(visit)
    blocks = list(visit.room_blocks.prefetch_related("stays__visitor__person"))
    context = {
        "loads": queries.loads(visit, journeys),
        "without_car": [each for each in journeys if each.transfer_id is None],
        "journeys": journeys,
        "blocks": [(block, queries.crowded(block)) for block in blocks],
        "costs": costs,
        "totals": queries.total(costs),
    }
    return visit_page(request, visit, "visits/travel.html", context)


@require_http_methods(["GET", "POST"])
@door(Visit)
def add_journey(request: HttpRequest, visit: Visit) -> HttpResponse:
    def verb(visitor, **data):
        return actions.add_journey(visitor, by=request.user, **data)

    title = _("Flight or train of a visitor")
    return form_page(
        request,
        NewJourneyForm,
        verb=verb,
        to=travel_of(visit),
        about=visit,
        title=title,
        submit=_("Add"),
        visit=visit,
    )


@require_http_methods(["GET", "POST"])
@door(Journey)
def revise_journey(request: HttpRequest, journey: Journey) -> HttpResponse:
    """A changed flight: only its own car is planned anew."""

    def verb(**data):
        return actions.revise_journey(journey, by=request.user, **data)

    visit = journey.visitor.visit
    return form_page(
        request,
        JourneyForm,
        verb=verb,
        to=travel_of(visit),
        about=visit,
        title=str(journey),
        instance=journey,
    )


@require_POST
@door(Visit)
def group_transfers(request: HttpRequest, visit: Visit) -> HttpResponse:
    actions.group_transfers(visit, by=request.user)
    return answer(request, travel_of(visit), _("The cars are grouped; what was changed by hand stayed."))


@require_http_methods(["GET", "POST"])
@door(Transfer)
def revise_transfer(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    def verb(**data):
        return actions.revise_transfer(transfer, by=request.user, **data)

    visit = transfer.visit
    return form_page(
        request,
        TransferForm,
        verb=verb,
        to=travel_of(visit),
        about=visit,
        title=str(transfer),
        instance=transfer,
    )


@require_http_methods(["GET", "POST"])
@door(Journey)
def seat(request: HttpRequest, journey: Journey) -> HttpResponse:
    def verb(transfer):
        return actions.seat(journey, transfer, by=request.user)

    title = _("Car of %(visitor)s") % {"visitor": journey.visitor}
    return form_page(
        request,
        SeatForm,
        verb=verb,
        to=travel_of(journey.visitor.visit),
        about=journey.visitor.visit,
        title=title,
        journey=journey,
    )


@require_http_methods(["GET", "POST"])
@door(Visit)
def add_room_block(request: HttpRequest, visit: Visit) -> HttpResponse:
    def verb(**data):
        return actions.add_room_block(visit, by=request.user, **data)

    initial = {"starts_on": visit.starts_on, "ends_on": visit.ends_on}
    return form_page(
        request,
        RoomBlockForm,
        verb=verb,
        to=travel_of(visit),
        about=visit,
        title=_("Rooms kept for the visit"),
        initial=initial,
    )


@require_http_methods(["GET", "POST"])
@door(Visit)
def give_room(request: HttpRequest, visit: Visit) -> HttpResponse:
    def verb(visitor, **data):
        return actions.give_room(visitor, by=request.user, **data)

    return form_page(
        request,
        RoomForm,
        verb=verb,
        to=travel_of(visit),
        about=visit,
        title=_("A room for a visitor"),
        visit=visit,
    )


@require_POST
@door(Stay)
def give_room_back(request: HttpRequest, stay: Stay) -> HttpResponse:
    visit = stay.visitor.visit
    actions.give_room_back(stay, by=request.user)
    return answer(request, travel_of(visit), _("The room is free again."))


@require_GET
@door(Visit)
def manifest_paper(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every car with its people, for the drivers."""
    found = queries.loads(visit, queries.journeys_of(visit))
    return pdf(letters.manifest(visit, found, request.user.language, status=_("DRAFT")), visit, _("arrivals"))


@require_GET
@door(Visit)
def signs_paper(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What drivers hold up: each name in its own script."""
    found = queries.loads(visit, queries.journeys_of(visit))
    return pdf(letters.signs(visit, found, request.user.language), visit, _("signs"))


def pdf(paper, visit: Visit, name: str) -> HttpResponse:
    response = HttpResponse(preview_pdf(paper), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{visit.number} {name}.pdf"'
    return response
