"""Doors to the run of show, the flags, the cards and the sheet for the press."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page
from documents.queries import documents_about, preview_pdf
from protocol import actions
from protocol.forms import CommunicationForm, CueForm, PrintForm
from protocol.letters import papers
from protocol.models import Ceremony, CommunicationSheet, Cue
from protocol.queries import invitations, printing, show
from protocol.states import PrintKind
from protocol.views.tabs import ceremony_page, pdf_answer


def language() -> str:
    return (get_language() or "en")[:2]


# The run of show


@require_GET
@door(Ceremony)
def run_of_show(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """The cues minute by minute, beside who arrives, speaks and leaves in which order."""
    context = {"cues": show.cues_of(ceremony), "order": show.order_of(ceremony)}
    return ceremony_page(request, ceremony, "protocol/run_of_show.html", context)


@require_POST
@door(Ceremony)
def draft_cues(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    actions.draft_cues(ceremony, by=request.user)
    to = reverse("protocol:run_of_show", args=[ceremony.pk])
    return answer(request, to, _("Drafted from the ladder: correct the minutes."))


@require_http_methods(["GET", "POST"])
@door(Ceremony)
def add_cue(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    def verb(**data):
        return actions.add_cue(ceremony, by=request.user, **data)

    to = reverse("protocol:run_of_show", args=[ceremony.pk])
    return form_page(
        request,
        CueForm,
        verb=verb,
        to=to,
        title=_("New cue"),
        ceremony=ceremony,
        initial={"at": ceremony.opens_at},
    )


@require_http_methods(["GET", "POST"])
@door(Cue)
def revise_cue(request: HttpRequest, cue: Cue) -> HttpResponse:
    def verb(**data):
        return actions.revise_cue(cue, by=request.user, **data)

    return form_page(request, CueForm, verb=verb, to=cue, instance=cue, title=_("Cue"), ceremony=cue.ceremony)


@require_POST
@door(Cue)
def remove_cue(request: HttpRequest, cue: Cue) -> HttpResponse:
    to = cue.get_absolute_url()
    actions.remove_cue(cue, by=request.user)
    return answer(request, to, _("The cue was removed."))


@require_GET
@door(Ceremony)
def cue_sheet(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    paper = papers.cue_sheet(ceremony, list(show.cues_of(ceremony)), language())
    return pdf_answer(preview_pdf(paper), _("%(ceremony)s run of show.pdf") % {"ceremony": ceremony})


# Flags


@require_GET
@door(Ceremony)
def flags(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """The row of flags from both sides, what the store has, what to check."""
    plan = show.flag_plan(ceremony)
    observer, poles = (mark_safe(svg) for svg in show.flag_drawings(plan, language()))  # noqa: S308 escaped there
    context = {"plan": plan, "rule": show.scheme_rule(ceremony), "observer": observer, "poles": poles}
    return ceremony_page(request, ceremony, "protocol/flags.html", context)


@require_GET
@door(Ceremony)
def flag_paper(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    plan = show.flag_plan(ceremony)
    paper = papers.flag_plan(ceremony, plan.row, show.scheme_rule(ceremony), plan.warnings, language())
    return pdf_answer(preview_pdf(paper), _("%(ceremony)s flags.pdf") % {"ceremony": ceremony})


# Cards


@require_GET
@door(Ceremony)
def cards(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """What can be printed, what was, and which prints are no longer true."""
    kinds = [*PrintKind.values, "table_plan", "seating_board"]
    context = {
        "printings": printing.printings(ceremony, language()),
        "stale": printing.stale(ceremony),
        "documents": documents_about(ceremony, request.user).filter(kind__in=kinds)[:20],
        "job": invitations.running_job(ceremony),
        "plans": ceremony.plans.all(),
        "language": language(),
    }
    return ceremony_page(request, ceremony, "protocol/cards.html", context)


@require_http_methods(["GET", "POST"])
@door(Ceremony)
def print_cards(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """The worker prints; only the cards that are new or changed when wished."""

    def verb(**data):
        return actions.order_cards(ceremony, by=request.user, **data)

    return form_page(
        request,
        PrintForm,
        verb=verb,
        to=lambda job: reverse("web:job", args=[job.pk]),
        initial={"kind": request.GET.get("kind"), "language": language(), "only_changed": True},
        title=_("Print cards"),
        submit=_("Print"),
        message="",
    )


@require_GET
@door(Ceremony)
def preview_cards(request: HttpRequest, ceremony: Ceremony, kind: str) -> HttpResponse:
    """The cards as they would be printed now."""
    if kind not in PrintKind:
        raise Http404
    faces = printing.faces(ceremony, kind, language())
    paper = papers.cards(ceremony, PrintKind(kind), [face.card for face in faces], language(), issue=1)
    return pdf_answer(preview_pdf(paper), f"{PrintKind(kind).label}.pdf")


@require_GET
@door(Ceremony)
def seating_board(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Everybody by the alphabet with the seat, for the door."""
    faces = printing.faces(ceremony, PrintKind.ESCORT, language())
    paper = papers.seating_board(ceremony, faces, language())
    return pdf_answer(preview_pdf(paper), _("%(ceremony)s seating board.pdf") % {"ceremony": ceremony})


# For the press


@require_GET
@door(Ceremony)
def communication(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """The sheet for the press, with what of it is missing."""
    sheet = CommunicationSheet.objects.filter(ceremony=ceremony).select_related("spokesperson").first()
    return ceremony_page(request, ceremony, "protocol/communication.html", {"sheet": sheet})


@require_http_methods(["GET", "POST"])
@door(Ceremony)
def revise_communication(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    def verb(**data):
        return actions.revise_communication(ceremony, by=request.user, **data)

    return form_page(
        request,
        CommunicationForm,
        verb=verb,
        to=reverse("protocol:communication", args=[ceremony.pk]),
        instance=CommunicationSheet.objects.filter(ceremony=ceremony).first(),
        title=_("Communication sheet"),
    )


@require_GET
@door(Ceremony)
def communication_paper(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    sheet = CommunicationSheet.objects.filter(ceremony=ceremony).first() or CommunicationSheet(
        ceremony=ceremony
    )
    return pdf_answer(
        preview_pdf(papers.communication(sheet, language())),
        _("%(ceremony)s communication.pdf") % {"ceremony": ceremony},
    )
