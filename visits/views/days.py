"""Doors to the day: the sheet on a phone, running late, words for those who must know."""

from uuid import UUID

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.ledger.moves import Refused
from council_office.web.door import door
from council_office.web.pages import answer, page
from visits import actions
from visits.delays import Delay
from visits.models import Programme, Stop, Told
from visits.queries import days as queries
from visits.states import ToldState


@require_GET
@door()
def today(request: HttpRequest) -> HttpResponse:
    """The programmes of a day: a guide's own, the office's all."""
    day = timezone.localdate()
    programmes = queries.programmes_on(day, request.user)
    return page(request, "visits/today.html", {"day": day, "programmes": programmes})


@require_GET
@door(Programme, queries.may_see_day)
def day_sheet(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Now and next, everybody's hour, one tap for a delay."""
    programme = queries.with_visit(programme)
    context = {
        "programme": programme,
        "visit": programme.visit,
        "sheet": queries.DaySheet(programme),
        "told": programme.told.filter(state=ToldState.PROPOSED).select_related("recipient"),
    }
    return page(request, "visits/day_sheet.html", context)


@require_POST
@door(Programme, queries.may_see_day)
def run_late(request: HttpRequest, programme: Programme) -> HttpResponse:
    """So many minutes late, now or when it was tapped without network."""
    minutes = request.POST.get("minutes", "")
    at = parse_datetime(request.POST.get("at", "")) if request.POST.get("at") else None
    delay = actions.run_late(
        programme,
        int(minutes) if minutes.isdecimal() and len(minutes) < 4 else 0,
        by=request.user,
        at=at if at and timezone.is_aware(at) else None,
        uid=uid_of(request.POST.get("uid", "")),
    )
    words = said(delay)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"said": words})
    to = reverse("visits:day_sheet", args=[programme.pk])
    return answer(request, to, words, "warning" if delay and delay.first_fixed else "success")


def said(delay: Delay | None) -> str:
    """What the delay did, with the first stop that cannot move."""
    if delay is None:
        return _("Known already.")
    if delay.first_fixed is None:
        return _("Every later stop moved; the words to tell are below.")
    stop = Stop.objects.get(pk=delay.first_fixed.key)
    told = {"stop": stop, "minutes": delay.first_fixed.minutes}
    return _("Moved. But “%(stop)s” cannot move: %(minutes)d minutes are missing.") % told


def uid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
@door(Told)
def tell(request: HttpRequest, told: Told) -> HttpResponse:
    """The words were looked at, perhaps changed, and leave."""
    check_day(request, told.programme)
    actions.tell(told, by=request.user, text=request.POST.get("text", ""))
    return back_to_day(request, told, _("Told."))


@require_POST
@door(Told)
def drop_told(request: HttpRequest, told: Told) -> HttpResponse:
    check_day(request, told.programme)
    actions.drop_told(told, by=request.user)
    return back_to_day(request, told, _("Nobody is told."))


def check_day(request: HttpRequest, programme: Programme) -> None:
    if not queries.may_see_day(request.user, programme):
        raise PermissionDenied


def back_to_day(request: HttpRequest, told: Told, words: str) -> HttpResponse:
    return answer(request, reverse("visits:day_sheet", args=[told.programme_id]), words)


# What makes the pages work without network


@require_GET
@door()
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at an address from which it may keep the pages below /visits/."""
    found = finders.find("worker.js")
    if found is None and staticfiles_storage.exists("worker.js"):
        found = staticfiles_storage.path("worker.js")
    if found is None:
        raise Refused(_("The scripts are not built yet."))
    with open(found, "rb") as file:
        return HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")


@require_GET
@door()
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to keep the pages as an app."""
    facts = {
        "name": _("Council Office · Visits"),
        "short_name": _("Visits"),
        "start_url": reverse("visits:today"),
        "scope": reverse("visits:visits"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1f4e8c",
        "icons": [{"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(facts, content_type="application/manifest+json")
