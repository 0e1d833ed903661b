"""Decisions and the actions that follow them."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
    month_of,
    text_of,
    year_of,
)
from council_office.reports.states import Span
from meetings.models import Action, Decision
from meetings.states import AccessClass, ActionState


def addressee(thing):
    return thing.addressee and text_of(lambda one: one.addressee.label())(thing)


def due_day(action: Action) -> date | None:
    """Its own day, or the last day of the session at which it is due."""
    return action.due_on or (action.due_session.ends_on if action.due_session else None)


def is_overdue(action: Action) -> bool:
    due = due_day(action)
    return action.state == ActionState.OPEN and due is not None and due < timezone.localdate()


def marking_of(thing) -> str:
    """A decision or action born of an item that was not open to all."""
    item = thing.act.outcome.item if thing.act else None
    return "internal" if item is None or item.access == AccessClass.OPEN else "restricted"


DECISIONS = Register(
    "decisions",
    _("Decisions"),
    _("Register of decisions"),
    rows=lambda user: Decision.objects.visible_to(user).select_related(
        "session__body", "subject", "addressee", "act__outcome__item"
    ),
    everything=lambda: Decision.objects.all(),
    day="decided_on",
    level_of=marking_of,
    fields=(
        Field("number", _("Number"), lambda one: one.number),
        Field("session", _("Session"), lambda one: one.session.label),
        Field("body", _("Body"), lambda one: bilingual(one.session.body, code=one.session.body.code)),
        Field("decided_on", _("Decided on"), lambda one: one.decided_on, "day"),
        Field("year", _("Year"), lambda one: year_of(one.decided_on)),
        Field("month", _("Month"), lambda one: month_of(one.decided_on)),
        Field("text", _("Decision"), lambda one: bilingual(one, "text")),
        Field("subject", _("Subject"), lambda one: bilingual(one.subject)),
        Field("addressee", _("Addressee"), addressee),
        Field("state", _("Status"), choice("state")),
        Field("due_on", _("Due on"), lambda one: one.due_on, "day"),
    ),
)
ACTIONS = Register(
    "actions",
    _("Actions"),
    _("Register of actions"),
    rows=lambda user: Action.objects.visible_to(user).select_related(
        "session__body", "addressee", "owner", "due_session", "act__outcome__item"
    ),
    everything=lambda: Action.objects.all(),
    day="session__starts_on",
    level_of=marking_of,
    fields=(
        Field("number", _("Number"), lambda one: one.number),
        Field("session", _("Session"), lambda one: one.session.label),
        Field("body", _("Body"), lambda one: bilingual(one.session.body, code=one.session.body.code)),
        Field("kind", _("Kind"), choice("kind")),
        Field("title", _("What"), lambda one: bilingual(one, "title")),
        Field("addressee", _("Addressee"), addressee),
        Field("owner", _("Owner"), lambda one: str(one.owner or "")),
        Field("due", _("Due"), due_day, "day"),
        Field("state", _("State"), choice("state")),
        Field("overdue", _("Overdue"), is_overdue, "yes"),
        Field("year", _("Year"), lambda one: year_of(one.session.starts_on)),
        Field("closed_on", _("Closed on"), lambda one: one.closed_on, "day"),
        Field(
            "days", _("Days until closed"), lambda one: days_between(one.session.ends_on, one.closed_on),
            "number",
        ),
    ),
)  # fmt: skip
REGISTERS = (DECISIONS, ACTIONS)

OVERDUE = Listing(
    _("Overdue actions"), ("number", "title", "addressee", "owner", "due"), {"overdue": "yes"}, order="due"
)
REPORTS = (
    Report(
        "decisions",
        _("Decisions and actions"),
        _("Decisions by year, body, addressee and status; what is to be done and what is overdue."),
        room=_("Meetings"),
        span=Span.ALL,
        sections=(
            Section(
                "decisions",
                _("Decisions"),
                figures=(
                    Figure("all", _("decisions")),
                    Figure("active", _("active"), {"state": "active"}),
                    Figure("ad_referendum", _("ad referendum"), {"state": "ad_referendum"}),
                    Figure("implemented", _("implemented"), {"state": "implemented"}),
                ),
                breakdowns=(
                    Breakdown(_("Decisions by year and body"), by="year", across="body"),
                    Breakdown(_("Decisions by addressee and status"), by="addressee", across="state"),
                    Breakdown(_("Decisions by subject"), by="subject", chart=""),
                ),
                listings=(
                    Listing(
                        _("All decisions"), ("number", "decided_on", "text", "addressee", "state"),
                        order="-decided_on",
                    ),
                ),
            ),
            Section(
                "actions",
                _("Actions"),
                figures=(
                    Figure("open", _("open"), {"state": "open"}),
                    Figure("overdue", _("overdue"), {"overdue": "yes"}, urgent=True),
                    Figure("done", _("done"), {"state": "done"}),
                    Figure("days", _("days until closed (median)"), how="median", of="days"),
                ),
                breakdowns=(Breakdown(_("Actions by addressee and state"), by="addressee", across="state"),),
                listings=(OVERDUE,),
            ),
        ),
    ),
)  # fmt: skip
