"""Doors of the shell: home, account, language, appearance, pickers, jobs, saved views, the gallery."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from council_office.directory.states import Language, Role, Theme
from council_office.ledger import actions as ledger
from council_office.ledger import health as ledger_health
from council_office.ledger.models import Job
from council_office.ledger.states import RowState
from council_office.web import actions
from council_office.web import gallery as pieces
from council_office.web.access import roles
from council_office.web.door import door
from council_office.web.forms import SOURCES
from council_office.web.jobs import Jobs
from council_office.web.models import SavedView
from council_office.web.navigation import entries
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing

CARETAKERS = roles(Role.ADMINISTRATOR, Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.AUDITOR)
PICKS = 12
ROWS_SHOWN = 200


@door()
def home(request: HttpRequest) -> HttpResponse:
    """Today, or the first room that this person may enter."""
    rooms = entries(request)
    return HttpResponseRedirect(rooms[0].url) if rooms else page(request, "web/home.html")


@door()
def account(request: HttpRequest) -> HttpResponse:
    held = [label for role, label in Role.choices if role in request.user.roles]
    return page(request, "web/account.html", {"person": request.user.person, "roles": held})


@door()
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language: with the person, or in a cookie for a stranger."""
    language = request.POST.get("language")
    if language not in Language:
        raise BadRequest
    if request.user.is_authenticated:
        actions.choose_language(request.user, language)
    response = HttpResponseRedirect(safe_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
    )
    return response


@door()
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the appearance: with the person, or in a cookie for a stranger."""
    theme = request.POST.get("theme")
    if theme not in Theme:
        raise BadRequest
    if request.user.is_authenticated:
        actions.choose_theme(request.user, theme)
    response = HttpResponse(status=204) if request.htmx else HttpResponseRedirect(safe_next(request))
    response.set_cookie(
        "theme", theme, max_age=365 * 24 * 3600, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return response


def safe_next(request: HttpRequest) -> str:
    url = request.POST.get("next", "")
    return (
        url
        if url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
        else resolve_url("/")
    )


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """How the office is: one word for machines (503 when it fails), all findings for its caretakers."""
    report = ledger_health.report()
    status = 503 if report["level"] == "failing" else 200
    if CARETAKERS.allows(request.user) and request.accepts("text/html"):
        return page(request, "web/health.html", {"report": report}, status=status)
    return JsonResponse({"level": report["level"]}, status=status)


@door()
def pick(request: HttpRequest, name: str) -> HttpResponse:
    """What a picker offers for a text: only what this user may see."""
    source = SOURCES.get(name)
    if source is None:
        raise Http404
    text = request.GET.get("q", "").strip()[:100]
    found = list(source.find(request.user, text)[: PICKS + 1]) if text else []
    options = [(thing.pk, source.label(thing), source.note(thing)) for thing in found[:PICKS]]
    return page(
        request, "web/parts/options.html", {"options": options, "more": len(found) > PICKS, "text": text}
    )


@door()
def jobs(request: HttpRequest) -> HttpResponse:
    return listing(request, Jobs, Job.objects.visible_to(request.user).select_related("by", "by__person"))


@door(Job)
def job(request: HttpRequest, job: Job) -> HttpResponse:
    if request.GET.get("part") == "bar":
        return page(request, "web/parts/progress.html", {"job": job, "url": job_url(job)})
    failed = job.rows.filter(state=RowState.FAILED)[:ROWS_SHOWN]
    about = getattr(job.about, "get_absolute_url", str)()
    return page(request, "web/job.html", {"job": job, "failed": failed, "about_url": about}, part="live")


def job_url(job: Job) -> str:
    return reverse("web:job", args=[job.pk])


@door(Job)
def cancel_job(request: HttpRequest, job: Job) -> HttpResponse:
    ledger.cancel_job(job, by=request.user)
    return answer(request, job_url(job), _("Cancelled. What is done stays done."))


@door(Job)
def resume_job(request: HttpRequest, job: Job) -> HttpResponse:
    ledger.resume_job(job, by=request.user)
    return answer(request, job_url(job), _("Resumed."))


@door(Job)
def retry_job(request: HttpRequest, job: Job) -> HttpResponse:
    ledger.retry_failed_rows(job, by=request.user)
    return answer(request, job_url(job), _("The failed rows are tried again."))


@door()
def save_view(request: HttpRequest) -> HttpResponse:
    view = actions.save_view(
        table=request.POST.get("table", ""),
        name=request.POST.get("name", ""),
        query=request.POST.get("query", ""),
        by=request.user,
    )
    return answer(request, safe_next(request), _("The view “%(name)s” is kept.") % {"name": view.name})


@door(SavedView)
def remove_view(request: HttpRequest, view: SavedView) -> HttpResponse:
    actions.remove_view(view, by=request.user)
    return answer(request, safe_next(request), _("The view is removed."))


@door()
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, for developers."""
    for level in request.GET.getlist("toast"):
        messages.add_message(request, getattr(messages, level.upper(), messages.INFO), _("A toast."))
    return page(request, "web/gallery.html", pieces.samples(request.user))


@door()
def gallery_form(request: HttpRequest) -> HttpResponse:
    return form_page(request, pieces.Sample, verb=pieces.accept, to="web:gallery", title=_("A form"))
