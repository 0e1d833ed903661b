"""Doors of the gate: the list of today, scans, who is inside."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.ledger.moves import Refused
from council_office.web.door import door
from council_office.web.pages import answer, page
from visits import actions
from visits.forms.programmes import ScanForm
from visits.models import Passage, Place
from visits.queries import gate as queries
from visits.states import Way

# This page alone may use the camera: it reads the codes of passes.
CAMERA = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


@require_GET
@door()
def gate(request: HttpRequest) -> HttpResponse:
    """Who is expected today, with the document to check, the plate, the zones and the host."""
    found = queries.GateList(timezone.localdate())
    context = {
        "gate_list": found,
        "kept": found.kept(),
        "gates": Place.objects.filter(is_gate=True),
        "inside": sum(row.is_inside for row in found.rows),
        "conflicts": queries.conflicts(),
    }
    response = page(request, "visits/gate.html", context)
    response.headers["Permissions-Policy"] = CAMERA
    return response


@require_POST
@door()
def admit(request: HttpRequest) -> HttpResponse:
    """One scan, of now or of a while ago; answered in words."""
    form = ScanForm(request.POST, user=request.user)
    if not form.is_valid() or form.cleaned_data["direction"] not in Way:
        raise Refused(_("Scan a code, or type the number of the pass."))
    given = form.cleaned_data
    passage = actions.admit(
        given["code"],
        by=request.user,
        at=given["at"],
        gate=given["gate"],
        direction=given["direction"],
        uid=given["uid"],
        said=given["said"],
    )
    words = in_words(passage)
    if request.headers.get("Accept") == "application/json":
        told = {"admitted": passage.admitted, "said": words, "visitor": passage.visitor_id}
        return JsonResponse({**told, "conflict": passage.is_conflict})
    level = "success" if passage.admitted else "error"
    return answer(request, reverse("visits:gate"), words, level)


def in_words(passage: Passage) -> str:
    if passage.admitted:
        done = _("let in") if passage.direction == Way.IN else _("let out")
        return f"{passage.visitor} · {done}"
    told = {"who": passage.visitor or passage.code, "why": passage.reason}
    return _("%(who)s: %(why)s") % told


@require_POST
@door(Passage)
def settle(request: HttpRequest, passage: Passage) -> HttpResponse:
    """What the gate decided without network was looked at."""
    actions.settle(passage, by=request.user)
    return answer(request, reverse("visits:gate"), _("Settled."))


@require_GET
@door()
def evacuation(request: HttpRequest) -> HttpResponse:
    """Who is inside now, to be counted at the meeting point; it prints on one sheet."""
    return page(request, "visits/evacuation.html", {"inside": queries.inside(), "now": timezone.now()})
