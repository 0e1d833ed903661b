"""Doors to reports on screen, and to the rows behind their numbers."""

from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from council_office.reports import letters, queries, screens
from council_office.reports.catalogue import REPORTS
from council_office.reports.declared import Asked, Report
from council_office.reports.forms import AskedForm
from council_office.reports.models import Issue, Question, Schedule
from council_office.reports.states import Span
from council_office.web.door import door
from council_office.web.pages import page

PAGE = 100


@require_GET
@door()
def reports(request: HttpRequest) -> HttpResponse:
    """What the office can tell: standard reports by room, questions, what leaves by mail."""
    rooms: dict[str, list[Report]] = {}
    for one in REPORTS.values():
        rooms.setdefault(str(one.room), []).append(one)
    context = {
        "title": _("Reports"),
        "rooms": rooms.items(),
        "questions": Question.objects.visible_to(request.user).select_related("owner__person"),
        "schedules": Schedule.objects.visible_to(request.user).order_by("next_at")[:5],
        "issues": Issue.objects.visible_to(request.user)[:5],
    }
    return page(request, "reports/reports.html", context)


@require_GET
@door()
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The report as this reader may see it now."""
    wanted = wanted_report(request, code)
    asks = queries.asks_of(wanted, request.user)
    asked = asked_of(request, wanted, asks)
    found = queries.compute(wanted, request.user, asked)
    language = (get_language() or "en")[:2]
    context = {
        "title": found.title.name(language),
        "report": wanted,
        "question": queries.question_of(code),
        "found": found,
        "days": letters.period_in_words(found.period, language),
        "as_of": found.as_of,
        "left_out": letters.left_out(found, language) if found.hidden > 0 else "",
        "blocks": screens.blocks(found, language),
        "form": AskedForm(initial=initial(found.asked), asks=asks, user=request.user),
        "query": request.GET.urlencode(),
    }
    return page(request, "reports/report.html", context)


@require_GET
@door()
def rows(request: HttpRequest, code: str, place: int) -> HttpResponse:
    """Exactly the rows that a number of the report was counted from."""
    wanted = wanted_report(request, code)
    if place >= len(wanted.sections):
        raise Http404
    asked = asked_of(request, wanted, ())
    part = queries.compute(replace(wanted, sections=(wanted.sections[place],)), request.user, asked).parts[0]
    language = (get_language() or "en")[:2]
    number, pages = page_number(request, len(part.sheet.rows))
    context = {
        "title": part.title.name(language),
        "report": wanted,
        "count": len(part.sheet.rows),
        "heads": screens.heads(part.sheet, language),
        "rows": screens.lines(part.sheet, language, PAGE, (number - 1) * PAGE),
        "conditions": screens.conditions(asked, part.loaded.sheet, language),
        "source": letters.source(part, language),
        "number": number,
        "pages": pages,
        "query": without_page(request),
    }
    return page(request, "reports/rows.html", context)


def wanted_report(request: HttpRequest, code: str) -> Report:
    """A standard report or a question that the user may see; everything else does not exist."""
    found = queries.report_for(request.user, code)
    if found is None:
        raise Http404
    return found


def asked_of(request: HttpRequest, wanted: Report, asks) -> Asked:
    """What the address asks for; nonsense in it is as if it were not there."""
    given = request.GET
    where = {
        key.removeprefix("is-"): tuple(filter(None, given.getlist(key))) for key in given if key[:3] == "is-"
    }
    where = {code: values[0] if len(values) == 1 else values for code, values in where.items() if values}
    for code, _label, values in asks:
        if values:
            where.setdefault(code, values[0][0])
    span = given.get("span", "")
    return Asked(
        span if span in Span else wanted.span, day_of(given.get("first")), day_of(given.get("last")), where
    )


def day_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def initial(asked: Asked) -> dict:
    return {
        "span": asked.span, "first": asked.first, "last": asked.last,
        **{f"is-{code}": value for code, value in asked.where.items()},
    }  # fmt: skip


def page_number(request: HttpRequest, count: int) -> tuple[int, int]:
    """The page asked for, and how many there are."""
    pages, given = max(1, -(-count // PAGE)), request.GET.get("page", "1")
    return (min(max(int(given), 1), pages) if given.isdecimal() and len(given) < 7 else 1), pages


def without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
