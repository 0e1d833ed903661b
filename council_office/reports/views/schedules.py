"""Doors to reports that leave by themselves."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.reports import actions, queries
from council_office.reports.forms import ScheduleForm
from council_office.reports.models import Schedule
from council_office.reports.tables import Schedules, forms_in_words, rhythm_in_words
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing


@require_GET
@door()
def schedules(request: HttpRequest) -> HttpResponse:
    rows = Schedule.objects.visible_to(request.user).annotate(readers=Count("subscribers"))
    return listing(
        request, Schedules, rows.select_related("owner__person"), template="reports/schedules.html"
    )


@door()
def create_schedule(request: HttpRequest) -> HttpResponse:
    def verb(**data):
        return actions.create_schedule(by=request.user, **data)

    initial = {
        "owner": request.user.pk,
        "subscribers": [request.user.pk],
        "report": request.GET.get("report", ""),
        "span": request.GET.get("span", ""),
        "forms": ["pdf"] if request.GET.get("report") else [],
    }
    return form_page(
        request, ScheduleForm, verb=verb, to=lambda made: made, initial=initial, title=_("New schedule")
    )


@require_GET
@door(Schedule)
def schedule(request: HttpRequest, schedule: Schedule) -> HttpResponse:
    """When it leaves, for whom, and how each time went."""
    readers = list(schedule.subscribers.select_related("person"))
    context = {
        "schedule": schedule,
        "report": queries.report_named(schedule.report),
        "rhythm": rhythm_in_words(schedule),
        "forms": forms_in_words(schedule) or _("in the mail itself"),
        "runs": queries.runs_with_mails(schedule, request.user),
        "readers": readers,
        "subscribed": request.user in readers,
    }
    return page(request, "reports/schedule.html", context)


@door(Schedule)
def revise_schedule(request: HttpRequest, schedule: Schedule) -> HttpResponse:
    def verb(**data):
        return actions.revise_schedule(schedule, by=request.user, **data)

    return form_page(request, ScheduleForm, verb=verb, to=schedule, instance=schedule, title=schedule.name)


@require_POST
@door(Schedule)
def run_now(request: HttpRequest, schedule: Schedule) -> HttpResponse:
    actions.run_now(schedule, by=request.user)
    return answer(request, schedule, _("The worker is sending it."))


@require_POST
@door(Schedule)
def subscribe(request: HttpRequest, schedule: Schedule) -> HttpResponse:
    actions.subscribe(schedule, by=request.user)
    return answer(request, schedule, _("You will receive it."))


@require_POST
@door(Schedule)
def unsubscribe(request: HttpRequest, schedule: Schedule) -> HttpResponse:
    actions.unsubscribe(schedule, by=request.user)
    return answer(request, schedule, _("You will not receive it any more."))
