"""Doors to letters of invitation, and the guest's own answer page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.directory.states import Language
from council_office.web.door import door, link_door
from council_office.web.models import SignedLink
from council_office.web.pages import answer as done
from council_office.web.pages import form_page
from documents.actions import bundle_pdf
from documents.models import Document
from documents.queries import preview_pdf
from protocol import actions
from protocol.forms import AnswerForm, ReasonForm
from protocol.letters import invitations as letters
from protocol.letters.words import day_in_words
from protocol.models import Ceremony, Invitation
from protocol.queries import invitations as queries
from protocol.views.guests import as_answer, said
from protocol.views.tabs import ceremony_page, pdf_answer


@require_POST
@door(Ceremony)
def prepare_invitations(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    actions.prepare_invitations(ceremony, by=request.user)
    return done(request, reverse("protocol:review_invitations", args=[ceremony.pk]))


@require_GET
@door(Ceremony)
def review_invitations(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Every letter before it leaves, and what is missing."""
    reviews = queries.review(queries.drafts(ceremony))
    context = {"reviews": reviews, "ready": sum(not each.missing for each in reviews)}
    return ceremony_page(request, ceremony, "protocol/review_invitations.html", context)


@require_POST
@door(Ceremony)
def send_invitations(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    job = actions.send_invitations(ceremony, by=request.user)
    return done(request, reverse("web:job", args=[job.pk]))


@require_http_methods(["GET", "POST"])
@door(Ceremony)
def remind(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Who would be reminded and in which words; then the worker does it."""
    if request.method == "POST":
        job = actions.remind(ceremony, by=request.user)
        return done(request, reverse("web:job", args=[job.pk]))
    silent = queries.addressed(queries.with_people(queries.unanswered(ceremony)))
    shown = {each.language: each for each in silent}
    samples = [(each, letters.written(each, letters.REMINDER, sample(each))) for each in shown.values()]
    return ceremony_page(request, ceremony, "protocol/remind.html", {"silent": silent, "samples": samples})


def sample(addressed: letters.Addressed) -> dict[str, str]:
    return letters.facts(addressed, number=addressed.invitation.number, answer_link="https://…")


@require_GET
@door(Ceremony)
def invitation_letters(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """All letters of the ceremony in one PDF for printing."""
    numbers = queries.of(ceremony).values("number")
    sent = Document.objects.visible_to(request.user).filter(kind=letters.KIND, form="pdf", number__in=numbers)
    content = bundle_pdf(sent.order_by("number"), by=request.user)
    return pdf_answer(content, _("%(session)s invitations.pdf") % {"session": ceremony})


@require_GET
@door(Invitation)
def preview_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The letter as it would be printed, marked as a draft."""
    addressed = queries.addressed_one(invitation)
    number = invitation.number or _("no number yet")
    paper = letters.invitation(addressed, number=number, dated_on=invitation.dated_on, is_draft=True)
    return pdf_answer(preview_pdf(paper), _("%(name)s draft.pdf") % {"name": addressed.person.letter_name})


@require_http_methods(["GET", "POST"])
@door(Invitation)
def revoke_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    def verb(reason):
        return actions.revoke_invitation(invitation, by=request.user, reason=reason)

    title = _("Revoke the invitation of %(name)s") % {"name": invitation.guest}
    return form_page(request, ReasonForm, verb=verb, to=invitation.guest, title=title, submit=_("Revoke"))


@require_POST
@door(Invitation)
def restore_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return done(request, actions.restore_invitation(invitation, by=request.user), _("A draft again."))


@link_door(actions.ANSWER)
def answer(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """The guest's own page: what it is about, the answer, and how to change it."""
    invitation = get_object_or_404(queries.with_people(Invitation.objects.all()), pk=link.object_id)
    guest, ceremony = invitation.guest, invitation.guest.ceremony
    language = chosen_language(request, invitation)

    def verb(**data):
        return actions.answer(guest, by=link, **as_answer(data))

    with translation.override(language):
        return form_page(
            request,
            AnswerForm,
            verb=verb,
            to=request.path,
            initial=said(guest),
            title=ceremony.title(language),
            template="protocol/answer.html",
            submit=_("Send the answer"),
            message=_("Thank you. Your answer has reached the office."),
            context={
                "guest": guest,
                "ceremony": ceremony,
                "day": day_in_words(ceremony.held_on, language),
                "answer_by": queries.answer_by(ceremony),
            },
        )


def chosen_language(request: HttpRequest, invitation: Invitation) -> str:
    """The language chosen on the page, else that of the letter."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in Language else invitation.language
