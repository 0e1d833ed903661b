"""Doors to the people of a visit as a group: asked, reminded, imported, their passes moved together."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.access import may
from council_office.web.door import door
from council_office.web.pages import answer, page
from meetings import roster
from meetings.models import Session
from meetings.queries.rosters import member_names
from protocol.models import Ceremony
from visits import actions
from visits.forms.files import ListForm
from visits.letters import visitors as letter_kinds
from visits.models import Visit
from visits.queries import groups, lists
from visits.queries import letters as letter_queries
from visits.views.tabs import visit_page

CHOICE = "who-"


@require_http_methods(["GET", "POST"])
@door(Visit)
def ask(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who would be asked for what, in which words; then the worker does it."""
    if request.method == "POST":
        return to_job(request, actions.ask(visit, by=request.user))
    return review(request, visit, letter_queries.unasked(visit), letter_kinds.ASK, "visits:ask")


@require_http_methods(["GET", "POST"])
@door(Visit)
def remind(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who still owes something: exactly those would be reminded."""
    if request.method == "POST":
        return to_job(request, actions.remind(visit, by=request.user))
    return review(request, visit, letter_queries.silent(visit), letter_kinds.REMINDER, "visits:remind")


def review(request: HttpRequest, visit: Visit, several, kind: str, url_name: str) -> HttpResponse:
    words, forms = letter_queries.texts(), letter_queries.forms_of_address()
    shown = {each.language: each for each in several if not each.problem}
    samples = [(each, *each.mail(kind, words, forms, "https://…")) for each in shown.values()]
    context = {
        "several": several,
        "samples": samples,
        "ready": sum(not each.problem for each in several),
        "is_reminder": url_name == "visits:remind",
        "send_url": reverse(url_name, args=[visit.pk]),
    }
    return visit_page(request, visit, "visits/ask.html", context)


def to_job(request: HttpRequest, job) -> HttpResponse:
    return answer(request, reverse("web:job", args=[job.pk]))


@require_POST
@door(Visit)
def request_passes(request: HttpRequest, visit: Visit) -> HttpResponse:
    made = len(actions.request_passes(visit, by=request.user))
    words = ngettext("%(n)d request was opened.", "%(n)d requests were opened.", made) % {"n": made}
    return answer(request, visit, words)


@require_POST
@door(Visit)
def submit_passes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The complete requests go to security; the others stay, each with what it lacks."""
    sent, reasons = actions.submit_passes(visit, by=request.user)
    for reason in reasons:
        messages.warning(request, reason)
    words = ngettext("%(n)d request is with security.", "%(n)d requests are with security.", sent)
    return answer(request, visit, words % {"n": sent})


@require_POST
@door(Visit)
def issue_passes(request: HttpRequest, visit: Visit) -> HttpResponse:
    made = len(actions.issue_passes(visit, by=request.user))
    words = ngettext("%(n)d pass was issued.", "%(n)d passes were issued.", made) % {"n": made}
    return answer(request, visit, words)


@require_http_methods(["GET", "POST"])
@door(Visit)
def import_visitors(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A pasted or uploaded list: first what each line means; confirmed, its people become visitors."""
    form = ListForm(*((request.POST, request.FILES) if request.method == "POST" else ()), user=request.user)
    if request.method == "GET":
        return list_page(request, visit, form)
    if not form.is_valid():
        return list_page(request, visit, form, status=422)
    rows, read = understood(request, visit, form)
    if read.problem:
        form.add_error("text", read.problem)
        return list_page(request, visit, form, status=422)
    if "confirm" in request.POST:
        return take_in(request, visit, form, rows)
    return list_page(request, visit, form, rows=rows, read=read)


def understood(request: HttpRequest, visit: Visit, form: ListForm) -> tuple[list, roster.Roster]:
    """The lines with the people they mean, and what of the list was read."""
    read = roster.read(form.cleaned_data["text"], member_names())
    choices = {
        int(name.removeprefix(CHOICE)): value
        for name, value in request.POST.items()
        if name.startswith(CHOICE) and name.removeprefix(CHOICE).isdecimal()
    }
    return lists.preview(visit, read, role=form.cleaned_data["role"], choices=choices), read


def take_in(request: HttpRequest, visit: Visit, form: ListForm, rows: list) -> HttpResponse:
    """Take in every line that is ready; the others stay on the page with their reasons."""
    taken = actions.import_visitors(visit, rows, by=request.user)
    made = sum(each.visitor is not None for each in taken)
    words = ngettext("%(n)d person was taken in.", "%(n)d people were taken in.", made) % {"n": made}
    rows, read = understood(request, visit, form)
    if all(row.is_done for row in rows):
        return answer(request, visit, words)
    reasons = {each.row.line: each.reason for each in taken if each.reason}
    found = {"rows": rows, "read": read, "said": words, "reasons": reasons}
    return list_page(request, visit, form, status=409, **found)


def list_page(request: HttpRequest, visit: Visit, form: ListForm, *, status: int = 200, **found):
    """The form with the text as typed or read from the file, and below it the lines as understood."""
    if form.is_bound and form.cleaned_data.get("text"):
        form.data = form.data.copy()
        form.data["text"] = form.cleaned_data["text"]
    rows = found.get("rows") or []
    context = {
        "form": form,
        "ready": sum(row.is_ready for row in rows),
        "undecided": sum(row.undecided for row in rows),
        **found,
    }
    return visit_page(request, visit, "visits/import_visitors.html", context, status=status)


@require_GET
@door(Session)
def of_session(request: HttpRequest, session: Session) -> HttpResponse:
    """The visitors of a session, for the session's own page."""
    return visitors_of(request, session, "visits/of_session.html", "visits:open_session_files")


@require_GET
@door(Ceremony)
def of_ceremony(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """The visitors of a ceremony, for the ceremony's own page."""
    return visitors_of(request, ceremony, "visits/of_ceremony.html", "visits:open_ceremony_files")


def visitors_of(
    request: HttpRequest, occasion: Session | Ceremony, template: str, url_name: str
) -> HttpResponse:
    visit = Visit.objects.about(occasion).order_by("pk").first()
    context = {
        "visit": visit,
        "without": len(groups.without_file(occasion, visit)),
        "readiness": groups.readiness(visit) if visit else None,
        "open_url": reverse(url_name, args=[occasion.pk]) if may(request.user, url_name) else "",
    }
    return page(request, template, context)


@require_POST
@door(Session)
def open_session_files(request: HttpRequest, session: Session) -> HttpResponse:
    return open_files(request, session)


@require_POST
@door(Ceremony)
def open_ceremony_files(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    return open_files(request, ceremony)


def open_files(request: HttpRequest, occasion: Session | Ceremony) -> HttpResponse:
    visit, made = actions.open_files(occasion, by=request.user)
    words = ngettext("%(n)d file was opened.", "%(n)d files were opened.", len(made)) % {"n": len(made)}
    return answer(request, visit, words)
