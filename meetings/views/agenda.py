"""Doors to the agenda."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.directory.models import OFFICE
from council_office.ledger.moves import Refused
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from documents.queries import documents_about, preview_pdf
from meetings import actions
from meetings.forms.agenda import ItemForm
from meetings.forms.invitations import ReasonForm
from meetings.letters import agenda as letters
from meetings.models import AgendaItem, AgendaVersion, Session
from meetings.queries import agenda as queries
from meetings.states import AgendaState
from meetings.views.answers import pdf_answer
from meetings.views.tabs import session_page


@require_GET
@door(Session)
def agenda(request: HttpRequest, session: Session) -> HttpResponse:
    """The agenda as it stands, its clock, its versions."""
    of_office = request.user.has_role(*OFFICE)
    context = {
        "agenda": queries.Agenda(session, request.user),
        "versions": session.agenda_versions.all() if of_office else (),
        "untold": queries.untold(session, translation.get_language()) if of_office else (),
        "documents": documents_about(session, request.user).filter(kind="agenda"),
    }
    return session_page(request, session, "meetings/agenda.html", context, part="agenda")


@require_POST
@door(Session)
def fill_agenda(request: HttpRequest, session: Session) -> HttpResponse:
    actions.fill_agenda(session, by=request.user)
    return to_agenda(request, session)


@door(Session)
def add_item(request: HttpRequest, session: Session) -> HttpResponse:
    def verb(**data):
        return actions.add_item(session, by=request.user, **data)

    options = {"session": session, "adopted": is_adopted(session)}
    return form_page(
        request, ItemForm, verb=verb, to=agenda_of(session), title=_("New agenda item"), **options
    )


@door(AgendaItem)
def revise_item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    def verb(**data):
        return actions.revise_item(item, by=request.user, **data)

    options = {"session": item.session, "adopted": is_adopted(item.session)}
    return form_page(
        request, ItemForm, verb=verb, to=agenda_of(item.session), instance=item, title=str(item), **options
    )


@door(AgendaItem)
def remove_item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    def verb(reason):
        actions.remove_item(item, by=request.user, reason=reason)

    title = _("Remove “%(item)s”") % {"item": item}
    return form_page(
        request, ReasonForm, verb=verb, to=agenda_of(item.session), title=title, submit=_("Remove")
    )


@require_POST
@door(AgendaItem)
def move_item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """One place up, down, in or out, by button or key."""
    reason = request.POST.get("reason", "")
    actions.move_item(item, by=request.user, direction=request.POST.get("direction", ""), reason=reason)
    return to_agenda(request, item.session)


@require_POST
@door(Session)
def order_items(request: HttpRequest, session: Session) -> HttpResponse:
    """The whole order after a drag or the arrow keys, in reading order."""
    reason = request.POST.get("reason", "")
    actions.order_items(session, by=request.user, order=posted_order(request), reason=reason)
    return agenda_part(request, session)


def posted_order(request: HttpRequest) -> list[tuple[int, int | None]]:
    """The posted keys and the keys above them; anything that is not a whole order is refused."""
    keys, above = request.POST.getlist("key"), request.POST.getlist("parent")
    if len(keys) != len(above) or not all(key.isdecimal() for key in (*keys, *filter(None, above))):
        raise Refused(_("That is not an order of items."))
    return [(int(key), int(parent) if parent else None) for key, parent in zip(keys, above, strict=True)]


@door(Session)
def issue_agenda(request: HttpRequest, session: Session) -> HttpResponse:
    """What changed since the last version, then the next one."""

    def verb(reason):
        return actions.issue_agenda(session, by=request.user, reason=reason)

    return form_page(
        request,
        ReasonForm,
        verb=verb,
        to=agenda_of(session),
        title=_("Issue the agenda of %(session)s") % {"session": session},
        submit=_("Issue"),
        message=_("The worker makes the papers of this version."),
        template="meetings/issue_agenda.html",
        context={"untold": queries.untold(session, translation.get_language())},
        reason_required=False,
    )


@require_POST
@door(Session)
def adopt_agenda(request: HttpRequest, session: Session) -> HttpResponse:
    actions.adopt_agenda(session, by=request.user)
    return answer(request, agenda_of(session), _("The agenda is adopted."))


@require_GET
@door(Session)
def preview_agenda(request: HttpRequest, session: Session) -> HttpResponse:
    """The paper as it would come out now."""
    language = translation.get_language()[:2]
    paper = letters.agenda(
        session,
        queries.Agenda(session, request.user).lines(),
        state=AgendaState.PROVISIONAL,
        version=1,
        language=language,
        dated_on=timezone.localdate(),
        status=_("DRAFT"),
    )
    return pdf_answer(preview_pdf(paper), _("%(session)s agenda.pdf") % {"session": session.label})


@require_GET
@door(AgendaVersion)
def agenda_version(request: HttpRequest, version: AgendaVersion) -> HttpResponse:
    """One version as it was issued, with what changed from the one before."""
    return page(
        request,
        "meetings/agenda_version.html",
        {
            "version": version,
            "session": version.session,
            "changes": queries.changes_in(version, translation.get_language()),
        },
    )


def is_adopted(session: Session) -> bool:
    latest = queries.latest_version(session)
    return latest is not None and latest.state == AgendaState.ADOPTED


def agenda_of(session: Session) -> str:
    return reverse("meetings:agenda", args=[session.pk])


def to_agenda(request: HttpRequest, session: Session) -> HttpResponse:
    return agenda_part(request, session) if request.htmx else answer(request, agenda_of(session))


def agenda_part(request: HttpRequest, session: Session) -> HttpResponse:
    """The agenda anew, for htmx; other browsers go back to its page."""
    if not request.htmx:
        return answer(request, agenda_of(session))
    context = {"agenda": queries.Agenda(session, request.user)}
    return session_page(request, session, "meetings/agenda.html", context, part="agenda")
