"""Doors to passes: the list, the decision, the paper."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.directory.states import Role
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from documents.queries import preview_pdf
from visits import actions
from visits.forms.files import NoteForm
from visits.forms.visits import ReasonForm
from visits.letters import passes as letters
from visits.models import PassRequest, Visitor
from visits.models.visit import days_in_words
from visits.queries import passes as queries
from visits.queries import people
from visits.rules.people import may_decide
from visits.states import OPENING, Stage
from visits.tables.passes import Passes
from visits.views.answers import file_answer
from visits.views.files import scans_of


@require_GET
@door()
def passes(request: HttpRequest) -> HttpResponse:
    """Every request that the user may see; security begins with what waits for it."""
    rows = PassRequest.objects.visible_to(request.user).select_related(
        "visitor__person__organisation", "visitor__visit", "visitor__document"
    )
    return listing(request, Passes, rows, template="visits/passes.html")


@require_GET
@door(PassRequest)
def pass_page(request: HttpRequest, subject: PassRequest) -> HttpResponse:
    """What is asked for, what changed since it was approved, and the decision."""
    file = people.file(subject.visitor)
    decides = may_decide(request.user, subject)
    if decides:
        actions.read_identity(subject.visitor, by=request.user)
    judged = queries.judged(subject)
    context = {
        "request_": subject,
        "file": file,
        "visitor": file.visitor,
        "visit": file.visitor.visit,
        "judged": judged,
        "changed": any(one.differences for one in judged),
        "days": days_in_words(file.visitor.arrives_on, file.visitor.last_day),
        "missing": file.missing(Stage.PASS),
        "decides": decides,
        "shows_identity": decides,
        "scans": scans_of(file) if decides else [],
        "is_open": subject.state in OPENING,
        "is_security": request.user.has_role(Role.SECURITY_OFFICER),
    }
    return page(request, "visits/pass.html", context)


@require_POST
@door(Visitor)
def request_pass(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    return answer(request, actions.request_pass(visitor, by=request.user), _("The request is open."))


@require_POST
@door(PassRequest)
def submit_pass(request: HttpRequest, subject: PassRequest) -> HttpResponse:
    return answer(request, actions.submit_pass(subject, by=request.user), _("The request is with security."))


@require_POST
@door(PassRequest, may_decide)
def approve_pass(request: HttpRequest, subject: PassRequest) -> HttpResponse:
    return answer(request, actions.approve_pass(subject, by=request.user), _("Approved."))


@require_http_methods(["GET", "POST"])
@door(PassRequest, may_decide)
def refuse_pass(request: HttpRequest, subject: PassRequest) -> HttpResponse:
    def verb(reason):
        return actions.refuse_pass(subject, by=request.user, reason=reason)

    title = _("Refuse %(request)s") % {"request": subject}
    return form_page(
        request,
        ReasonForm,
        verb=verb,
        to=subject,
        about=subject.visitor.visit,
        title=title,
        submit=_("Refuse"),
    )


@require_http_methods(["GET", "POST"])
@door(PassRequest, may_decide)
def ask_about_pass(request: HttpRequest, subject: PassRequest) -> HttpResponse:
    def verb(note):
        return actions.ask_about_pass(subject, by=request.user, note=note)

    title = _("Ask about %(request)s") % {"request": subject}
    return form_page(
        request,
        NoteForm,
        verb=verb,
        to=subject,
        about=subject.visitor.visit,
        title=title,
        submit=_("Ask the office"),
    )


@require_POST
@door(PassRequest)
def retry_pass(request: HttpRequest, subject: PassRequest) -> HttpResponse:
    return answer(request, actions.retry_pass(subject, by=request.user), _("Taken up again."))


@require_POST
@door(PassRequest)
def issue_pass(request: HttpRequest, subject: PassRequest) -> HttpResponse:
    return answer(request, actions.issue_pass(subject, by=request.user), _("The pass is issued."))


@require_http_methods(["GET", "POST"])
@door(PassRequest)
def revoke_pass(request: HttpRequest, subject: PassRequest) -> HttpResponse:
    def verb(reason):
        return actions.revoke_pass(subject, by=request.user, reason=reason)

    title = _("Revoke %(request)s") % {"request": subject}
    return form_page(
        request,
        ReasonForm,
        verb=verb,
        to=subject,
        about=subject.visitor.visit,
        title=title,
        submit=_("Revoke"),
    )


@require_GET
@door(PassRequest)
def pass_pdf(request: HttpRequest, subject: PassRequest) -> HttpResponse:
    """The pass with its code, made at this moment and kept nowhere."""
    paper = letters.site_pass(actions.print_pass(subject, by=request.user))
    return file_answer(preview_pdf(paper), f"{subject.number}.pdf", "pdf")
