"""Doors to seating plans: seen, filled, changed by drag or keyboard, repaired, kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page, wants_part
from documents.queries import preview_pdf
from protocol import actions
from protocol.forms import NoteForm, PlanForm, SeatForm
from protocol.letters import papers
from protocol.models import Ceremony, Guest, PlanVersion, SeatPlan
from protocol.queries.ladder import ladder_of
from protocol.queries.seats import PlanView, rule_in_words, with_seats
from protocol.views.tabs import ceremony_page, pdf_answer


@require_GET
@door(Ceremony)
def seating(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """The plans of a ceremony, each with how far it is."""
    steps = ladder_of(ceremony)
    views = [PlanView(plan, steps) for plan in with_seats(ceremony.plans.all())]
    return ceremony_page(request, ceremony, "protocol/seating.html", {"views": views, "people": len(steps)})


@require_http_methods(["GET", "POST"])
@door(Ceremony)
def draw_plan(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    def verb(**data):
        return actions.draw_plan(ceremony, by=request.user, **data)

    initial = {"title_en": "Dinner", "title_fr": "Dîner"} if ceremony.kind == "dinner" else None
    title = _("New seating plan")
    return form_page(request, PlanForm, verb=verb, to=lambda plan: plan, title=title, initial=initial)


@require_GET
@door(SeatPlan)
def plan(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    """The plan to look at and to change: by drag, by keyboard, or by the list below it."""
    return plan_page(request, plan)


def plan_page(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    plan = with_seats(SeatPlan.objects.filter(pk=plan.pk)).get()
    view = PlanView(plan)
    context = {"plan": plan, "view": view, "versions": plan.versions.all()[:20]}
    return ceremony_page(request, plan.ceremony, "protocol/plan.html", context, part="plan")


@require_http_methods(["GET", "POST"])
@door(SeatPlan)
def revise_plan(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    def verb(**data):
        return actions.revise_plan(plan, by=request.user, **data)

    return form_page(request, PlanForm, verb=verb, to=plan, instance=plan, title=plan.title())


@require_POST
@door(SeatPlan)
def remove_plan(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    actions.remove_plan(plan, by=request.user)
    return answer(request, reverse("protocol:seating", args=[plan.ceremony_id]), _("The plan was removed."))


@require_POST
@door(SeatPlan)
def fill_plan(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    view = actions.fill_plan(plan, by=request.user)
    count = len(view.seated)
    words = ngettext(
        "%(n)d guest was seated by the ladder.", "%(n)d guests were seated by the ladder.", count
    )
    return answer(request, plan, words % {"n": count})


@require_http_methods(["GET", "POST"])
@door(SeatPlan)
def seat_guest(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    """One guest to one seat; the page gets its plan back, others a form."""

    def verb(**data):
        return actions.seat_guest(plan, by=request.user, **data)

    if request.method == "POST" and wants_part(request):
        form = SeatForm(request.POST, user=request.user, plan=plan)
        if form.is_valid():
            verb(**form.cleaned_data)
        return plan_page(request, plan)
    title = _("Seat a guest: %(plan)s") % {"plan": plan.title()}
    return form_page(request, SeatForm, verb=verb, to=plan, title=title, plan=plan)


@require_POST
@door(SeatPlan)
def unseat_guest(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    guests = Guest.objects.visible_to(request.user).filter(ceremony=plan.ceremony_id)
    guest = get_object_or_404(guests, pk=whole(request.POST.get("guest")))
    plan = actions.unseat_guest(plan, by=request.user, guest=guest)
    return plan_page(request, plan) if wants_part(request) else answer(request, plan, _("The seat is free."))


@require_POST
@door(SeatPlan)
def mark_seat(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    """Fix or release a seat, or say whether it is accessible: `locked` or `accessible` is 1 or 0."""
    marks = {name: request.POST[name] == "1" for name in ("locked", "accessible") if name in request.POST}
    actions.mark_seat(plan, by=request.user, number=whole(request.POST.get("number")), **marks)
    return plan_page(request, plan) if wants_part(request) else answer(request, plan)


def whole(text: str | None) -> int:
    """A number that was posted; nothing has the number 0."""
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0


@require_http_methods(["GET", "POST"])
@door(SeatPlan)
def repair_plan(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    """What would move, and the button that moves it."""
    if request.method == "POST":
        found = actions.repair_plan(plan, by=request.user)
        facts = {"placed": len(found.placed), "moved": len(found.moved)}
        return answer(request, plan, _("%(placed)d seated, %(moved)d moved.") % facts)
    view, found = PlanView(plan), actions.propose_repair(plan)
    context = {
        "plan": plan,
        "repair": found,
        "placed": [(view.guests[key], seat) for key, seat in found.placed],
        "moved": [(view.guests[key], was, now) for key, was, now in found.moved],
        "broken": [rule_in_words(rule, view.guests) for rule in found.broken],
        "left_over": [view.guests[key] for key in found.left_over],
    }
    return ceremony_page(request, plan.ceremony, "protocol/repair_plan.html", context)


@require_http_methods(["GET", "POST"])
@door(SeatPlan)
def keep_plan(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    def verb(note):
        return actions.keep_plan(plan, by=request.user, note=note)

    return form_page(
        request,
        NoteForm,
        verb=verb,
        to=plan,
        title=_("Keep this plan as a version"),
        submit=_("Keep"),
        message=lambda version: _("Version %(n)d is kept.") % {"n": version.number},
    )


@require_POST
@door(PlanVersion)
def restore_version(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    plan = actions.restore_version(version, by=request.user)
    return answer(request, plan, _("Back to version %(n)d.") % {"n": version.number})


@require_GET
@door(SeatPlan)
def plan_paper(request: HttpRequest, plan: SeatPlan) -> HttpResponse:
    """The table plan as a PDF."""
    paper = papers.table_plan(PlanView(plan), (get_language() or "en")[:2])
    return pdf_answer(preview_pdf(paper), f"{plan.title()}.pdf")
