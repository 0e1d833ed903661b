"""Doors to the record of a session."""

from copy import copy

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.directory.models import OFFICE
from council_office.ledger import numbering
from council_office.ledger.moves import Refused
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from documents.queries import documents_about, preview, preview_pdf
from meetings import actions
from meetings.forms.invitations import ReasonForm
from meetings.forms.record import IssueForm, OutcomeForm
from meetings.letters import record as letters
from meetings.models import Outcome, Session
from meetings.queries.attendance import notes_of
from meetings.queries.drafts import approval_of, current, is_intact, unjudged
from meetings.queries.minutes import OPEN_MINUTES, WHOLE_MINUTES
from meetings.queries.record import FULL, LANGUAGES, WHOLE, Record, job_of, presence
from meetings.states import SessionState
from meetings.views.answers import pdf_answer
from meetings.views.tabs import TABS, session_page

PAPERS = (WHOLE, FULL, OPEN_MINUTES, WHOLE_MINUTES)


@require_GET
@door(Session)
def record(request: HttpRequest, session: Session) -> HttpResponse:
    """The record as it will read, paragraph by paragraph; for delegates once it is issued."""
    return session_page(request, session, "meetings/record.html", context_of(request, session), part="record")


def context_of(request: HttpRequest, session: Session) -> dict:
    of_office = request.user.has_role(*OFFICE)
    is_issued = session.state == SessionState.RECORDED
    draft = current(session) if of_office else None
    issues = list(session.record_issues.all()) if of_office else []
    return {
        "record": Record(session, request.user) if of_office or is_issued else None,
        "is_issued": is_issued,
        "of_office": of_office,
        "issues": issues,
        "is_intact": bool(issues) and is_intact(issues[0]),
        "draft": draft,
        "unjudged": unjudged(draft) if draft else 0,
        "drafts": session.drafts.all() if of_office else (),
        "edits": session.hand_edits.select_related("document") if of_office else (),
        "approval": approval_of(session) if of_office and is_issued else None,
        "documents": documents_about(session, request.user).filter(kind__in=PAPERS).newest(),
        "job": job_of(session) if of_office else None,
    }


@door(Session)
def add_outcome(request: HttpRequest, session: Session) -> HttpResponse:
    def verb(**data):
        return actions.add_outcome(session, by=request.user, **data)

    given = request.GET.get("item", "")
    initial = {"item": given} if given.isdecimal() else {}
    return outcome_page(request, session, verb, _("New paragraph"), initial=initial)


@door(Outcome)
def revise_outcome(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    def verb(**data):
        return actions.revise_outcome(outcome, by=request.user, **data)

    number = Record(outcome.session).numbers[outcome]
    return outcome_page(
        request, outcome.session, verb, _("Paragraph %(number)s") % {"number": number}, instance=outcome
    )


def outcome_page(request: HttpRequest, session: Session, verb, title: str, **options) -> HttpResponse:
    """The form of a paragraph; “save and add an act” comes back to it with another empty row."""

    def target(outcome: Outcome) -> str:
        if "again" in request.POST:
            return reverse("meetings:revise_outcome", args=[outcome.pk])
        return f"{record_of(session)}#paragraph-{outcome.pk}"

    return form_page(
        request,
        OutcomeForm,
        verb=verb,
        to=target,
        title=title,
        template="meetings/outcome.html",
        context={"session": session, "tabs": TABS},
        session=session,
        numbers={each.item.pk: each.number for each in Record(session).items},
        **options,
    )


@require_POST
@door(Session)
def preview_outcome(request: HttpRequest, session: Session) -> HttpResponse:
    """The paragraph as it would read with what is typed now; nothing is kept."""
    form = OutcomeForm(request.POST, user=request.user, session=session, numbers={})
    context = {"reading_en": form.reading("en"), "reading_fr": form.reading("fr")}
    return page(request, "meetings/outcome_reading.html", context)


@door(Outcome)
def remove_outcome(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    def verb(reason):
        actions.remove_outcome(outcome, by=request.user, reason=reason)

    number = Record(outcome.session).numbers[outcome]
    return form_page(
        request,
        ReasonForm,
        verb=verb,
        to=record_of(outcome.session),
        title=_("Remove paragraph %(number)s") % {"number": number},
        submit=_("Remove"),
        message=_("Removed."),
        reason_required=False,
    )


@require_POST
@door(Outcome)
def move_outcome(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    """One place up or down, by button."""
    actions.move_outcome(outcome, by=request.user, direction=request.POST.get("direction", ""))
    return to_record(request, outcome.session)


@require_POST
@door(Session)
def order_outcomes(request: HttpRequest, session: Session) -> HttpResponse:
    """The whole order after a drag or the arrow keys, in reading order."""
    actions.order_outcomes(session, by=request.user, order=posted_order(request))
    return to_record(request, session)


def posted_order(request: HttpRequest) -> list[tuple[int, int | None]]:
    """Paragraphs with the item below whose heading they stand; `item-3` is a heading, `12` a paragraph."""
    item, order = None, []
    for key in request.POST.getlist("key"):
        kind, _dash, number = key.rpartition("-")
        if kind not in ("", "item") or not number.isdecimal():
            raise Refused(_("That is not an order of paragraphs."))
        if kind:
            item = int(number)
        else:
            order.append((int(number), item))
    return order


@require_GET
@door(Session)
def preview_record(request: HttpRequest, session: Session) -> HttpResponse:
    """The paper as it would come out now: on the page, or as PDF."""
    language = request.GET.get("language", get_language()[:2])
    language = language if language in LANGUAGES else LANGUAGES[0]
    notes = notes_of(session, language)
    paper = letters.record(session, Record(session), presence(session), language=language, notes=notes)
    if request.GET.get("form") == "pdf":
        return pdf_answer(preview_pdf(paper), f"{session.label} {paper.title} {language.upper()}.pdf")
    context = {"paper": preview(paper), "language": language, "languages": LANGUAGES}
    return session_page(request, session, "meetings/record_preview.html", context)


@door(Session)
def issue_record(request: HttpRequest, session: Session) -> HttpResponse:
    """What blocks the issue, or what it will do; then the number and the papers."""

    def verb(**data):
        # A copy, because a refusal must leave the session of this page as it was.
        return actions.issue_record(copy(session), by=request.user, **data)

    facts = Record(session)
    context = {
        "session": session,
        "tabs": TABS,
        "record": facts,
        "gaps": [(language.upper(), facts.gaps(language)) for language in facts.missing_languages],
        "number": session.record_number or numbering.peek("ROD", session.starts_on.year),
        "version": session.record_issues.count() + 1,
    }
    return form_page(
        request,
        IssueForm,
        verb=verb,
        to=record_of(session),
        title=_("Issue the record of %(session)s") % {"session": session},
        submit=_("Issue the record"),
        message=lambda issue: _("%(number)s is issued. The worker makes its papers.") % {"number": issue},
        template="meetings/issue_record.html",
        context=context,
    )


@door(Session)
def reopen_record(request: HttpRequest, session: Session) -> HttpResponse:
    def verb(reason):
        return actions.reopen_record(session, by=request.user, reason=reason)

    return form_page(
        request,
        ReasonForm,
        verb=verb,
        to=record_of(session),
        title=_("Reopen the record of %(session)s") % {"session": session},
        submit=_("Reopen"),
        message=_("The record is open again; its next issue will be a revision."),
    )


def record_of(session: Session) -> str:
    return reverse("meetings:record", args=[session.pk])


def to_record(request: HttpRequest, session: Session) -> HttpResponse:
    """The record anew, for htmx; other browsers go back to its page."""
    if not request.htmx:
        return answer(request, record_of(session))
    return session_page(request, session, "meetings/record.html", context_of(request, session), part="record")
