"""Doors to the ladder of precedence."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page
from documents.queries import preview_pdf
from protocol import actions
from protocol.forms import PlaceForm
from protocol.letters import papers
from protocol.models import Ceremony, Guest
from protocol.queries import ladder as queries
from protocol.queries import show
from protocol.views.tabs import ceremony_page, pdf_answer


@require_GET
@door(Ceremony)
def ladder(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Everybody in order, each place with the rule that made it."""
    steps = queries.ladder_of(ceremony)
    context = {
        "steps": steps,
        "caveats": queries.caveats(ceremony),
        "order": show.order_of(ceremony, steps),
        "equals": queries.equals_of(ceremony),
    }
    return ceremony_page(request, ceremony, "protocol/ladder.html", context)


@require_GET
@door(Ceremony)
def ladder_paper(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    language = (get_language() or "en")[:2]
    notes = [table.caveat(language) for table in queries.caveats(ceremony)]
    paper = papers.ladder(ceremony, queries.ladder_of(ceremony), notes, language)
    return pdf_answer(preview_pdf(paper), _("%(ceremony)s precedence.pdf") % {"ceremony": ceremony})


@require_http_methods(["GET", "POST"])
@door(Guest)
def place_by_hand(request: HttpRequest, guest: Guest) -> HttpResponse:
    """A place against the rules, with its reason."""

    def verb(**data):
        return actions.move_to_place(guest, by=request.user, **data)

    to = reverse("protocol:ladder", args=[guest.ceremony_id])
    title = _("Place %(guest)s by hand") % {"guest": guest}
    return form_page(request, PlaceForm, verb=verb, to=to, title=title)


@require_POST
@door(Guest)
def unplace(request: HttpRequest, guest: Guest) -> HttpResponse:
    actions.unplace(guest, by=request.user)
    to = reverse("protocol:ladder", args=[guest.ceremony_id])
    return answer(request, to, _("%(guest)s stands where the rules say.") % {"guest": guest})


@require_POST
@door(Ceremony)
def draw_lot(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    ceremony = actions.draw_lot(ceremony, by=request.user)
    to = reverse("protocol:ladder", args=[ceremony.pk])
    return answer(request, to, _("Drawn by lot: %(lot)s") % {"lot": ceremony.lot})
