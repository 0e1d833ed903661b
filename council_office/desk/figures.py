"""What reports may tell of the desk: requests by topic and unit, how long an answer takes, ideas."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.desk.models import Idea, Request
from council_office.desk.states import OWED
from council_office.reports import catalogue
from council_office.reports.declared import (
    Breakdown,
    Field,
    Figure,
    Listing,
    Register,
    Report,
    Section,
    choice,
    days_between,
    local,
    month_of,
)
from council_office.reports.states import Span


def unit(request: Request) -> str:
    """Where the asker works."""
    person = request.asked_by.person
    return str(person.organisation or "") if person else ""


def is_late(request: Request) -> bool:
    return request.state in OWED and request.due_on is not None and request.due_on < timezone.localdate()


REQUESTS = Register(
    "desk_requests",
    _("Requests to the desk"),
    _("Requests to the desk"),
    rows=lambda user: Request.objects.visible_to(user).select_related(
        "asked_by__person__organisation", "owner__person"
    ),
    everything=lambda: Request.objects.all(),
    day="asked_at__date",
    fields=(
        Field("number", _("Number"), lambda one: one.number),
        Field("topic", _("Topic"), choice("topic")),
        Field("question", _("Question"), lambda one: one.question[:200]),
        Field("unit", _("Unit"), unit),
        Field("state", _("State"), choice("state")),
        Field("asked_on", _("Asked on"), lambda one: local(one.asked_at), "day"),
        Field("month", _("Month"), lambda one: month_of(one.asked_at)),
        Field("owner", _("Owner"), lambda one: one.owner.actor_label if one.owner else ""),
        Field("due_on", _("Due"), lambda one: one.due_on, "day"),
        Field("late", _("Late"), is_late, "yes"),
        Field(
            "days",
            _("Days until the answer"),
            lambda one: days_between(one.asked_at, one.answered_at),
            "number",
        ),
        Field("satisfaction", _("Satisfaction"), choice("satisfaction")),
    ),
)
IDEAS = Register(
    "ideas",
    _("Ideas"),
    _("Ideas of the staff"),
    rows=lambda user: Idea.objects.visible_to(user),
    everything=lambda: Idea.objects.all(),
    fields=(
        Field("title", _("Idea"), lambda one: one.title),
        Field("state", _("State"), choice("state")),
    ),
)

catalogue.add(
    [REQUESTS, IDEAS],
    [
        Report(
            "desk",
            _("Requests to the desk"),
            _("What staff ask, from which units, how long an answer takes, and what became of ideas."),
            room=_("Desk"),
            span=Span.TWELVE_MONTHS,
            sections=(
                Section(
                    "desk_requests",
                    _("Requests"),
                    figures=(
                        Figure("all", _("requests")),
                        Figure("owed", _("to be answered"), {"state": tuple(map(str, OWED))}),
                        Figure("late", _("late"), {"late": "yes"}, urgent=True),
                        Figure("days", _("days until the answer (median)"), how="median", of="days"),
                    ),
                    breakdowns=(
                        Breakdown(_("Requests by topic and state"), by="topic", across="state"),
                        Breakdown(_("Requests by unit"), by="unit", chart=""),
                        Breakdown(_("Days until the answer by topic"), by="topic", how="mean", of="days"),
                        Breakdown(_("Satisfaction by topic"), by="topic", across="satisfaction", chart=""),
                    ),
                    listings=(
                        Listing(
                            _("Late"), ("number", "topic", "due_on", "owner"), {"late": "yes"}, order="due_on"
                        ),
                    ),
                ),
                Section(
                    "ideas",
                    _("Ideas"),
                    figures=(Figure("all", _("ideas")),),
                    breakdowns=(Breakdown(_("Ideas by outcome"), by="state"),),
                ),
            ),
        )
    ],
)
