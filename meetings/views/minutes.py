"""Doors to the long minutes, to files edited by hand, and to items without an outcome."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.ledger.moves import Refused
from council_office.web.door import door
from council_office.web.pages import answer, form_page
from documents.queries import preview
from meetings import actions
from meetings.forms.drafts import HandEditForm, StatementForm
from meetings.forms.invitations import ReasonForm
from meetings.letters import minutes as letters
from meetings.models import AgendaItem, HandEdit, Session, Statement
from meetings.queries.attendance import notes_of
from meetings.queries.minutes import statements
from meetings.queries.record import LANGUAGES, Record, presence
from meetings.states import HandEditState, SessionState
from meetings.views.answers import language_of, paper_answer
from meetings.views.record import record_of
from meetings.views.tabs import TABS, session_page


@require_GET
@door(Session)
def minutes(request: HttpRequest, session: Session) -> HttpResponse:
    """What was said, item by item, between the paragraphs of the record."""
    facts, said = Record(session, request.user), statements(session)
    context = {
        "record": facts,
        "rows": [(section, said.get(section.item.pk, [])) for section in facts.sections if section.item],
        "is_issued": session.state == SessionState.RECORDED,
        "spoken": sum(map(len, said.values())),
    }
    return session_page(request, session, "meetings/minutes.html", context)


@require_GET
@door(Session)
def preview_minutes(request: HttpRequest, session: Session) -> HttpResponse:
    """The minutes as they would come out now: on the page, as PDF or Word."""
    language = language_of(request)
    paper = letters.minutes(
        session,
        Record(session),
        presence(session),
        statements(session),
        language=language,
        notes=notes_of(session, language),
    )
    if request.GET.get("form"):
        return paper_answer(request, paper)
    context = {"paper": preview(paper), "language": language, "languages": LANGUAGES}
    return session_page(request, session, "meetings/record_preview.html", context)


@door(Session)
def add_statement(request: HttpRequest, session: Session) -> HttpResponse:
    def verb(**data):
        return actions.add_statement(session, by=request.user, **data)

    given = request.GET.get("item", "")
    initial = {"item": given} if given.isdecimal() else {}
    return statement_page(request, session, verb, _("What was said"), initial=initial)


@door(Statement)
def revise_statement(request: HttpRequest, statement: Statement) -> HttpResponse:
    def verb(**data):
        return actions.revise_statement(statement, by=request.user, **data)

    return statement_page(request, statement.session, verb, _("What was said"), instance=statement)


def statement_page(request: HttpRequest, session: Session, verb, title: str, **options) -> HttpResponse:
    numbers = {each.item.pk: each.number for each in Record(session).items}
    return form_page(
        request,
        StatementForm,
        verb=verb,
        to=lambda statement: f"{minutes_of(session)}#item-{statement.item_id}",
        title=title,
        session=session,
        numbers=numbers,
        **options,
    )


@door(Statement)
def remove_statement(request: HttpRequest, statement: Statement) -> HttpResponse:
    session = statement.session

    def verb(reason):
        actions.remove_statement(statement, by=request.user, reason=reason)

    return form_page(
        request,
        ReasonForm,
        verb=verb,
        to=minutes_of(session),
        title=_("Remove what was said"),
        submit=_("Remove"),
        message=_("Removed."),
        reason_required=False,
    )


@require_POST
@door(AgendaItem)
def record_nothing(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    actions.record_nothing(item, by=request.user)
    return answer(request, record_of(item.session), _("Noted: nothing to record."))


@require_POST
@door(AgendaItem)
def record_something(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    actions.record_something(item, by=request.user)
    return answer(request, record_of(item.session), _("The item waits for its outcome again."))


@require_POST
@door(Session)
def record_nothing_more(request: HttpRequest, session: Session) -> HttpResponse:
    count = actions.record_nothing_more(session, by=request.user)
    return answer(request, record_of(session), _("Noted for %(count)d items.") % {"count": count})


@door(Session)
def upload_hand_edit(request: HttpRequest, session: Session) -> HttpResponse:
    def verb(**data):
        return actions.upload_hand_edit(session, by=request.user, **data)

    return form_page(
        request,
        HandEditForm,
        verb=verb,
        to=lambda edit: edit,
        title=_("A Word file that came back"),
        submit=_("Compare"),
        message=_("Compared. Nothing has changed yet."),
    )


@require_GET
@door(HandEdit)
def hand_edit(request: HttpRequest, edit: HandEdit) -> HttpResponse:
    """The differences, paragraph by paragraph, each to be taken over or not."""
    context = {"edit": edit, "is_open": edit.state == HandEditState.WAITING}
    return session_page(request, edit.session, "meetings/hand_edit.html", context)


@require_POST
@door(HandEdit)
def take_over_hand_edit(request: HttpRequest, edit: HandEdit) -> HttpResponse:
    given = request.POST.getlist("change")
    if not all(each.isdecimal() and len(each) < 5 for each in given):
        raise Refused(_("Choose at least one paragraph."))
    actions.take_over_hand_edit(edit, by=request.user, chosen=[int(each) for each in given])
    return answer(request, record_of(edit.session), _("Taken over."))


@door(HandEdit)
def set_aside_hand_edit(request: HttpRequest, edit: HandEdit) -> HttpResponse:
    def verb(reason):
        return actions.set_aside_hand_edit(edit, by=request.user, reason=reason)

    title = _("Take nothing over from this file")
    return form_page(request, ReasonForm, verb=verb, to=edit, title=title, context={"tabs": TABS})


def minutes_of(session: Session) -> str:
    return reverse("meetings:minutes", args=[session.pk])
