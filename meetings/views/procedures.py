"""Doors to procedures between meetings."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door, link_door
from council_office.web.models import SignedLink
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from documents.queries import deliveries_about, documents_about
from meetings import actions
from meetings.forms.invitations import ReasonForm
from meetings.forms.procedures import ProcedureForm, ReplyForm
from meetings.letters import procedures as letters
from meetings.letters.words import moment_in_words
from meetings.models import Body, MemberReply, Procedure
from meetings.queries import procedures as queries
from meetings.states import Reply
from meetings.tables.procedures import Procedures
from meetings.views.answers import chosen_language, language_of, paper_answer


@require_GET
@door()
def procedures(request: HttpRequest) -> HttpResponse:
    """What is or was put to the Members between meetings."""
    rows = Procedure.objects.visible_to(request.user).select_related("body", "session", "decision")
    return listing(request, Procedures, rows, template="meetings/procedures.html")


@require_http_methods(["GET", "POST"])
@door()
def propose_procedure(request: HttpRequest) -> HttpResponse:
    """A text for one body; the Council unless another is chosen."""
    bodies = Body.objects.visible_to(request.user)
    chosen = request.GET.get("body", "")
    body = get_object_or_404(bodies, pk=chosen) if chosen.isdecimal() and len(chosen) < 9 else bodies.first()
    if body is None:
        raise Http404

    def verb(**data):
        return actions.propose_procedure(body=body, by=request.user, **data)

    return form_page(
        request,
        ProcedureForm,
        verb=verb,
        to=lambda procedure: procedure,
        title=_("New procedure of the %(body)s") % {"body": body.name()},
        submit=_("Keep as a draft"),
        message=_("Kept as a draft: nothing has left yet."),
        template="meetings/propose_procedure.html",
        context={"bodies": bodies, "body": body},
        body=body,
        people=queries.spokespeople(body, None),
    )


@require_GET
@door(Procedure)
def procedure(request: HttpRequest, procedure: Procedure) -> HttpResponse:
    """One procedure: the text, the deadline in the capitals, what each Member said, how it ended."""
    context = {
        "procedure": procedure,
        "replies": queries.replies(procedure),
        "capitals": queries.capitals(procedure),
        "answered": queries.answered(procedure),
        "why": letters.why(procedure, language_of(request)),
        "documents": documents_about(procedure, request.user),
        "deliveries": deliveries_about(procedure, request.user),
        "deadline": moment_in_words(procedure.expires_at, procedure.body.time_zone, language_of(request)),
    }
    return page(request, "meetings/procedure.html", context)


@door(Procedure)
def revise_procedure(request: HttpRequest, procedure: Procedure) -> HttpResponse:
    def verb(**data):
        return actions.revise_procedure(procedure, by=request.user, **data)

    people = {reply.member: reply.person for reply in queries.replies(procedure)}
    return form_page(
        request,
        ProcedureForm,
        verb=verb,
        to=procedure,
        title=_("Revise the procedure"),
        instance=procedure,
        body=procedure.body,
        people=people,
    )


@require_POST
@door(Procedure)
def open_procedure(request: HttpRequest, procedure: Procedure) -> HttpResponse:
    actions.open_procedure(procedure, by=request.user)
    return answer(request, procedure, _("The text is on its way to the Members; the clock runs."))


@door(Procedure)
def withdraw_procedure(request: HttpRequest, procedure: Procedure) -> HttpResponse:
    def verb(reason):
        return actions.withdraw_procedure(procedure, by=request.user, reason=reason)

    title = _("Withdraw the procedure")
    return form_page(request, ReasonForm, verb=verb, to=procedure, title=title, submit=_("Withdraw"))


@require_GET
@door(Procedure)
def preview_procedure(request: HttpRequest, procedure: Procedure) -> HttpResponse:
    """The interim text as PDF or Word; it has no number and is filed nowhere."""
    return paper_answer(request, letters.interim(procedure, language=language_of(request)))


@door(MemberReply)
def enter_reply(request: HttpRequest, reply: MemberReply) -> HttpResponse:
    """An answer that came by telephone or mail."""

    def verb(**data):
        return actions.reply(reply, by=request.user, **data)

    title = _("Answer of %(member)s") % {"member": reply.member}
    return form_page(request, ReplyForm, verb=verb, to=reply.procedure, initial=said(reply), title=title)


@require_http_methods(["GET", "POST"])
@link_door(actions.REPLY)
def reply(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """A Member’s own page: the text, the deadline on its clock, the answer."""
    found = get_object_or_404(
        MemberReply.objects.select_related("procedure__body", "member", "person"), pk=link.object_id
    )
    language = chosen_language(request, link.recipient.language)
    procedure = found.procedure

    def verb(**data):
        return actions.reply(found, by=link, **data)

    with translation.override(language):
        return form_page(
            request,
            ReplyForm,
            verb=verb,
            to=request.path,
            initial=said(found),
            title=procedure.title(language),
            template="meetings/reply.html",
            submit=_("Send the answer"),
            message=_("Thank you. Your answer has reached the Council Secretariat."),
            context={
                "reply": found,
                "procedure": procedure,
                "text": procedure.text(language),
                "capitals": queries.capitals(procedure),
                "deadline": moment_in_words(procedure.expires_at, procedure.body.time_zone, language),
                "language": language,
            },
        )


def said(reply: MemberReply) -> dict:
    return {"answer": reply.answer, "text": reply.text} if reply.answer != Reply.SILENT else {}
