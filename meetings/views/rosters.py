"""Doors to whole lists of participants: pasted in, given out."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer
from documents.queries import documents_about
from meetings import actions, roster
from meetings.forms.delegations import RosterForm
from meetings.letters.delegations import KIND
from meetings.models import Session
from meetings.queries import delegations, rosters
from meetings.queries.rosters import Row
from meetings.views.tabs import session_page

CHOICE = "who-"


@require_http_methods(["GET", "POST"])
@door(Session)
def import_participants(request: HttpRequest, session: Session) -> HttpResponse:
    """A pasted or uploaded list: first what each line means; confirmed, its people take their places."""
    form = RosterForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "GET":
        return roster_page(request, session, form)
    if not form.is_valid():
        return roster_page(request, session, form, status=422)
    rows, read = understood(request, session, form)
    if read.problem:
        form.add_error("text", read.problem)
        return roster_page(request, session, form, status=422)
    if "confirm" in request.POST:
        return take_in(request, session, form, rows)
    return roster_page(request, session, form, rows=rows, read=read)


def understood(request: HttpRequest, session: Session, form: RosterForm) -> tuple[list[Row], roster.Roster]:
    """The lines with the people they mean, and what of the list was read."""
    data = form.cleaned_data
    read = roster.read(data["text"], rosters.member_names())
    choices = {
        int(name.removeprefix(CHOICE)): value
        for name, value in request.POST.items()
        if name.startswith(CHOICE) and name.removeprefix(CHOICE).isdecimal()
    }
    rows = rosters.preview(session, read, member=data["member"], role=data["role"], choices=choices)
    return rows, read


def take_in(request: HttpRequest, session: Session, form: RosterForm, rows: list[Row]) -> HttpResponse:
    """Take in every line that is ready; the others stay on the page with their reasons."""
    taken = actions.import_participants(
        session, rows, by=request.user, titles_in=form.cleaned_data["titles_in"]
    )
    made = sum(each.participant is not None for each in taken)
    words = ngettext("%(n)d person was taken in.", "%(n)d people were taken in.", made) % {"n": made}
    rows, read = understood(request, session, form)
    if all(row.is_done for row in rows):
        return answer(request, reverse("meetings:delegations", args=[session.pk]), words)
    reasons = {each.row.line: each.reason for each in taken if each.reason}
    return roster_page(request, session, form, rows=rows, read=read, said=words, reasons=reasons, status=409)


def roster_page(request: HttpRequest, session: Session, form: RosterForm, *, status: int = 200, **found):
    """The form with the text as it was typed or read from the file, and below it the lines as understood."""
    if form.is_bound and form.cleaned_data.get("text"):
        form.data = form.data.copy()
        form.data["text"] = form.cleaned_data["text"]
    rows = found.get("rows") or []
    context = {
        "form": form,
        "ready": sum(row.is_ready for row in rows),
        "undecided": sum(row.undecided for row in rows),
        "wrong": sum(bool(row.problems) for row in rows),
        "done": sum(row.is_done for row in rows),
        **found,
    }
    return session_page(request, session, "meetings/import_participants.html", context, status=status)


@require_GET
@door(Session)
def participants_list(request: HttpRequest, session: Session) -> HttpResponse:
    """Who takes part, as the list says it now; participants may read it."""
    context = {
        "facts": delegations.list_facts(session),
        "documents": documents_about(session, request.user).filter(kind=KIND),
    }
    return session_page(request, session, "meetings/participants_list.html", context)


@require_POST
@door(Session)
def issue_participants_list(request: HttpRequest, session: Session) -> HttpResponse:
    job = actions.issue_participants_list(session, by=request.user)
    return answer(request, reverse("web:job", args=[job.pk]), _("The worker makes the list."))
