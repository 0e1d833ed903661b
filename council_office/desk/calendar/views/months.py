"""Doors of the calendar: a month, a week, four weeks of days."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from council_office.calendar import queries, sources
from council_office.calendar.working_days import DAY
from council_office.desk.calendar import month as grid
from council_office.web.door import door
from council_office.web.pages import page

YEARS = range(1990, 2100)
DAYS_LISTED = 28


@door()
def month(request: HttpRequest) -> HttpResponse:
    """The month around a day, whole weeks."""
    on = day_asked(request)
    start, end = grid.span(on)
    before, after = on.replace(day=1) - DAY, (on.replace(day=1) + 31 * DAY).replace(day=1)
    weeks = shown_weeks(request, start, end, month=on.month)
    context = {"on": on, "weeks": weeks, "before": before.replace(day=1), "after": after}
    return page(request, "calendar/month.html", around(request, context), part="calendar")


@door()
def week(request: HttpRequest) -> HttpResponse:
    """The seven days from the Monday before a day."""
    monday = grid.monday_of(day_asked(request))
    [week] = shown_weeks(request, monday, monday + 6 * DAY)
    context = {"on": monday, "week": week, "before": monday - 7 * DAY, "after": monday + 7 * DAY}
    return page(request, "calendar/week.html", around(request, context), part="calendar")


@door()
def days(request: HttpRequest) -> HttpResponse:
    """Four weeks of days on which something happens."""
    on = day_asked(request)
    end = on + (DAYS_LISTED - 1) * DAY
    listed = grid.by_day(sources.entries(request.user, on, end, kinds_asked(request)), on, end)
    step = DAYS_LISTED * DAY
    context = {"on": on, "end": end, "listed": listed, "before": on - step, "after": on + step}
    return page(request, "calendar/days.html", around(request, context), part="calendar")


def day_asked(request: HttpRequest) -> date:
    """The day of `on`, or today when there is none that makes sense."""
    try:
        asked = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()
    return asked if asked.year in YEARS else timezone.localdate()


def kinds_asked(request: HttpRequest) -> frozenset[str]:
    return frozenset(request.GET.getlist("kind")) & sources.KINDS.keys()


def shown_weeks(request: HttpRequest, start: date, end: date, month: int = 0) -> list[grid.Week]:
    """Weeks with their entries; holidays and closures stand as the names of days."""
    asked = kinds_asked(request)
    found = sources.entries(request.user, start, end, asked)
    shown = [entry for entry in found if entry.kind not in ("holiday", "closure")]
    calendar = queries.calendar_around(start, end)
    return grid.weeks(start, end, shown, calendar, month=month, today=timezone.localdate())


def around(request: HttpRequest, context: dict) -> dict:
    """What the three views share: kinds, the filter in addresses, the person's late tasks."""
    asked = kinds_asked(request)
    return {
        **context,
        "kinds": [(kind, kind.name in asked) for kind in sources.KINDS.values()],
        "is_filtered": bool(asked),
        "kept": "".join(f"&kind={name}" for name in sorted(asked)),
        "today": timezone.localdate(),
        "late": queries.overdue(request.user).count(),
    }
