"""Doors to invitations and answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door, link_door
from council_office.web.models import SignedLink
from council_office.web.pages import answer as done
from council_office.web.pages import form_page, page
from council_office.web.tables import listing
from documents.actions import bundle_pdf
from documents.models import Document
from documents.queries import deliveries_about, documents_about, preview_pdf
from meetings import actions
from meetings.forms.invitations import AnswerForm, InvitationForm, ReasonForm
from meetings.letters import invitations as letters
from meetings.letters.words import days_in_words, session_as_heading
from meetings.models import Invitation, Session
from meetings.queries import invitations as queries
from meetings.states import InvitationState
from meetings.tables.invitations import Invitations
from meetings.views.answers import chosen_language, pdf_answer
from meetings.views.tabs import TABS


@require_GET
@door(Session)
def invitations(request: HttpRequest, session: Session) -> HttpResponse:
    """Whom the session invites and what they said."""
    rows = Invitation.objects.filter(participant__session=session).select_related(
        "participant__person", "participant__delegation__member"
    )
    context = {
        "session": session,
        "tabs": TABS,
        "tally": queries.tally(session),
        "uninvited": queries.uninvited(session).count(),
        "answer_by": queries.answer_by(session),
        "job": queries.sending(session),
    }
    return listing(request, Invitations, rows, template="meetings/invitations.html", context=context)


@require_POST
@door(Session)
def prepare_invitations(request: HttpRequest, session: Session) -> HttpResponse:
    actions.prepare_invitations(session, by=request.user)
    return done(request, reverse("meetings:review_invitations", args=[session.pk]))


@require_GET
@door(Session)
def review_invitations(request: HttpRequest, session: Session) -> HttpResponse:
    """Every letter before it leaves, and what is missing."""
    drafts = Invitation.objects.filter(
        participant__session=session, participant__withdrawn=False, state=InvitationState.DRAFT
    )
    reviews = queries.review(drafts)
    ready = sum(not each.missing for each in reviews)
    context = {"session": session, "tabs": TABS, "reviews": reviews, "ready": ready}
    return page(request, "meetings/review_invitations.html", context)


@require_POST
@door(Session)
def send_invitations(request: HttpRequest, session: Session) -> HttpResponse:
    job = actions.send_invitations(session, by=request.user)
    return done(request, reverse("web:job", args=[job.pk]))


@require_http_methods(["GET", "POST"])
@door(Session)
def remind(request: HttpRequest, session: Session) -> HttpResponse:
    """Who would be reminded and in which words; then the worker does it."""
    if request.method == "POST":
        job = actions.remind(session, by=request.user)
        return done(request, reverse("web:job", args=[job.pk]))
    silent = queries.addressed(queries.with_people(queries.unanswered(session)))
    shown = {each.language: each for each in silent}
    samples = [(each, letters.written(each, letters.REMINDER, _sample(each))) for each in shown.values()]
    return page(
        request,
        "meetings/remind.html",
        {"session": session, "tabs": TABS, "silent": silent, "samples": samples},
    )


@require_GET
@door(Session)
def invitation_letters(request: HttpRequest, session: Session) -> HttpResponse:
    """All letters of the session in one PDF for printing."""
    letters_sent = Document.objects.visible_to(request.user).filter(
        kind="invitation",
        form="pdf",
        number__in=Invitation.objects.filter(participant__session=session).values("number"),
    )
    content = bundle_pdf(letters_sent.order_by("number"), by=request.user)
    return pdf_answer(content, _("%(session)s invitations.pdf") % {"session": session.label})


@require_GET
@door(Invitation)
def invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """One letter: its words, its mail, its answer, its history."""
    addressed = queries.addressed_to(invitation)
    context = {
        "session": addressed.session,
        "invitation": addressed.invitation,
        "addressed": addressed,
        "missing": queries.missing(addressed),
        "words": queries.letter_html(addressed),
        "documents": documents_about(invitation, request.user),
        "deliveries": deliveries_about(invitation, request.user),
    }
    return page(request, "meetings/invitation.html", context)


@require_GET
@door(Invitation)
def preview_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The letter as it would be printed, marked as a draft."""
    addressed = queries.addressed_to(invitation)
    number = invitation.number or _("no number yet")
    paper = letters.invitation(addressed, number=number, dated_on=invitation.dated_on, draft=True)
    return pdf_answer(preview_pdf(paper), _("%(name)s draft.pdf") % {"name": addressed.person.letter_name})


@door(Invitation)
def revise_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    def verb(**data):
        return actions.revise_invitation(invitation, by=request.user, **data)

    return form_page(
        request, InvitationForm, verb=verb, to=invitation, instance=invitation, title=_("Language and form")
    )


@door(Invitation)
def revoke_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    def verb(reason):
        return actions.revoke_invitation(invitation, by=request.user, reason=reason)

    title = _("Revoke the invitation of %(name)s") % {"name": invitation.participant.person}
    return form_page(request, ReasonForm, verb=verb, to=invitation, title=title, submit=_("Revoke"))


@require_POST
@door(Invitation)
def restore_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return done(request, actions.restore_invitation(invitation, by=request.user), _("A draft again."))


@door(Invitation)
def enter_answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """An answer that came by telephone or mail."""

    def verb(**data):
        return actions.answer(invitation, by=request.user, **data)

    title = _("Answer of %(name)s") % {"name": invitation.participant.person}
    return form_page(request, AnswerForm, verb=verb, to=invitation, initial=_said(invitation), title=title)


@link_door(actions.ANSWER)
def answer(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """The addressee's own page: what it is about, the answer, and how to change it."""
    invitation = get_object_or_404(queries.with_people(Invitation.objects.all()), pk=link.object_id)
    session = invitation.participant.session
    language = chosen_language(request, invitation.language)

    def verb(**data):
        return actions.answer(invitation, by=link, **data)

    with translation.override(language):
        return form_page(
            request,
            AnswerForm,
            verb=verb,
            to=request.path,
            initial=_said(invitation),
            title=session_as_heading(session, language),
            template="meetings/answer.html",
            submit=_("Send the answer"),
            message=_("Thank you. Your answer has reached the Council Secretariat."),
            context={
                "invitation": invitation,
                "session": session,
                "days": days_in_words(session.starts_on, session.ends_on, language),
                "answer_by": queries.answer_by(session),
                "language": language,
            },
        )


def _said(invitation: Invitation) -> dict:
    names = ("answer", "substitute_name", "substitute_title", "substitute_email", "remark")
    return {name: getattr(invitation, name) for name in names}


def _sample(addressed: letters.Addressed) -> dict[str, str]:
    return letters.facts(addressed, number=addressed.invitation.number, answer_link="https://…")
