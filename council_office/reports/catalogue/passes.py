"""Requests for passes: in time or late, how long before the arrival, what was missing, what was refused."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.calendar import deadlines
from council_office.calendar.models import DeadlineRule
from council_office.calendar.queries import office_calendar
from council_office.calendar.states import Occasion
from council_office.reports.declared import (
    Breakdown,
    Field,
    Figure,
    Listing,
    Register,
    Report,
    Section,
    bilingual,
    choice,
    days_between,
    local,
    month_of,
)
from council_office.reports.states import Span
from visits.models import PassRequest, VisaRule
from visits.states import PassState, VisaClass

RULES = {True: "pass-eu", False: "pass-non-eu"}
ENDED = (PassState.WITHDRAWN, PassState.SUPERSEDED)


def with_latest_days(requests: list[PassRequest]) -> None:
    """Note on each request the latest day for submitting it; rules and calendar are read once."""
    arrivals = [one.visitor.arrives_on for one in requests]
    if not arrivals:
        return
    calendar = office_calendar(min(arrivals).year - 1, max(arrivals).year + 1)
    rules = list(DeadlineRule.objects.filter(occasion=Occasion.VISIT, code__in=RULES.values()))
    free = list(VisaRule.objects.filter(visa_class=VisaClass.FREE))
    for one in requests:
        one.latest_on = latest_day(one, rules, free, calendar)


def latest_day(one: PassRequest, rules: list[DeadlineRule], free: list[VisaRule], calendar) -> date | None:
    visitor = one.visitor
    on, kind = visitor.arrives_on, visitor.visit.kind
    moves_freely = any(row.nationality == visitor.person.nationality and in_force(row, on) for row in free)
    code = RULES[bool(visitor.person.nationality) and moves_freely]
    known = [r for r in rules if r.code == code and r.variant in ("", kind) and in_force(r, on) and r.applies]
    rule = max(known, key=lambda rule: (rule.variant != "", rule.version), default=None)
    return deadlines.due_date(rule, on, on, calendar).on if rule else None


def in_force(row: DeadlineRule | VisaRule, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


def is_late(one: PassRequest) -> bool | None:
    """Submitted after its latest day, or not yet though it has passed; those that ended do not count."""
    if one.latest_on is None or (one.submitted_at is None and one.state in ENDED):
        return None
    return (local(one.submitted_at) or timezone.localdate()) > one.latest_on


def member(one: PassRequest):
    found = one.visitor.person.member
    return bilingual(found, code=found.code) if found else None


PASSES = Register(
    "passes",
    _("Pass requests"),
    _("Register of pass requests"),
    rows=lambda user: PassRequest.objects.visible_to(user).select_related(
        "visitor__visit", "visitor__person__member"
    ),
    everything=lambda: PassRequest.objects.all(),
    prepare=with_latest_days,
    day="visitor__arrives_on",
    fields=(
        Field("number", _("Number"), lambda one: one.number),
        Field("person", _("Person"), lambda one: str(one.visitor.person)),
        Field("visit", _("Visit"), lambda one: one.visitor.visit.number),
        Field("kind", _("Kind"), lambda one: choice("kind")(one.visitor.visit)),
        Field("member", _("Member"), member),
        Field("state", _("State"), choice("state")),
        Field("arrives_on", _("Arrives"), lambda one: one.visitor.arrives_on, "day"),
        Field("month", _("Month"), lambda one: month_of(one.visitor.arrives_on)),
        Field("latest_on", _("Latest day"), lambda one: one.latest_on, "day"),
        Field("submitted_on", _("Submitted on"), lambda one: local(one.submitted_at), "day"),
        Field("late", _("Late"), is_late, "yes"),
        Field(
            "lead",
            _("Days before the arrival"),
            lambda one: days_between(one.submitted_at, one.visitor.arrives_on),
            "number",
        ),
        Field(
            "days",
            _("Days until the decision"),
            lambda one: days_between(one.submitted_at, one.decided_at),
            "number",
        ),
    ),
)
REGISTERS = (PASSES,)

MISSING = {"state": (str(PassState.COLLECTING), str(PassState.INFORMATION))}
REPORTS = (
    Report(
        "passes",
        _("Pass requests"),
        _("Requests in time and late, days before the arrival, refusals, missing information."),
        room=_("Visits"),
        span=Span.TWELVE_MONTHS,
        sections=(
            Section(
                "passes",
                _("Pass requests"),
                figures=(
                    Figure("all", _("requests")),
                    Figure("in_time", _("in time"), {"late": "no"}),
                    Figure("late", _("late"), {"late": "yes"}, urgent=True),
                    Figure("refused", _("refused"), {"state": "refused"}),
                    Figure("missing", _("information missing"), MISSING, urgent=True),
                    Figure("lead", _("days before the arrival (median)"), how="median", of="lead"),
                    Figure("days", _("days until the decision (median)"), how="median", of="days"),
                ),
                breakdowns=(
                    Breakdown(_("Requests by month, in time or late"), by="month", across="late"),
                    Breakdown(_("Requests by kind of visit and state"), by="kind", across="state"),
                    Breakdown(_("Requests by Member"), by="member", across="late", chart=""),
                ),
                listings=(
                    Listing(
                        _("Information missing"),
                        ("number", "person", "visit", "arrives_on", "latest_on", "state"),
                        MISSING,
                        order="arrives_on",
                    ),
                    Listing(
                        _("Late"),
                        ("number", "person", "visit", "latest_on", "submitted_on", "state"),
                        {"late": "yes"},
                        order="latest_on",
                    ),
                ),
            ),
        ),
    ),
)
