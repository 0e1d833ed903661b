"""Correspondence: how much comes and leaves, how long answers take."""

from django.db.models.functions import Coalesce, TruncDate
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
    choice,
    days_between,
    local,
    month_of,
    year_of,
)
from council_office.reports.states import Span
from documents.models import Letter
from documents.states import Direction


def dated(letters):
    """With the day on which a letter came or left."""
    return letters.annotate(day=Coalesce("received_on", TruncDate("dispatched_at"), "dated_on"))


def answered_on(letter: Letter):
    """The day on which the first answer left."""
    days = [local(reply.dispatched_at) for reply in letter.replies.all() if reply.dispatched_at]
    return min(days, default=None)


def reply_time(letter: Letter) -> int | None:
    return days_between(letter.received_on, answered_on(letter))


def is_late(letter: Letter) -> bool:
    return letter.due_on is not None and letter.due_on < timezone.localdate()


LETTERS = Register(
    "letters",
    _("Correspondence"),
    _("Register of correspondence"),
    rows=lambda user: (
        dated(Letter.objects.visible_to(user))
        .with_clock()
        .select_related("correspondent", "organisation", "owner__person", "level")
        .prefetch_related("replies")
    ),
    everything=lambda: dated(Letter.objects.all()),
    day="day",
    level_of=lambda one: one.level.code,
    fields=(
        Field("number", _("Number"), lambda one: one.number),
        Field("subject", _("Subject"), lambda one: one.subject),
        Field("direction", _("Direction"), choice("direction")),
        Field("state", _("State"), choice("state")),
        Field("day", _("Day"), lambda one: one.day, "day"),
        Field("month", _("Month"), lambda one: month_of(one.day)),
        Field("year", _("Year"), lambda one: year_of(one.day)),
        Field("channel", _("Channel"), choice("channel")),
        Field("other", _("From or to"), lambda one: one.other),
        Field("organisation", _("Organisation"), lambda one: str(one.organisation or "")),
        Field("owner", _("Owner"), lambda one: one.owner.actor_label if one.owner else ""),
        Field("due_on", _("Due"), lambda one: one.due_on, "day"),
        Field("late", _("Late"), is_late, "yes"),
        Field("days", _("Days until the answer"), reply_time, "number"),
    ),
)
REGISTERS = (LETTERS,)

INCOMING, OUTGOING = {"direction": str(Direction.INCOMING)}, {"direction": str(Direction.OUTGOING)}
REPORTS = (
    Report(
        "letters",
        _("Correspondence"),
        _("What comes and what leaves, month by month; how long answers take; what is late."),
        room=_("Documents"),
        span=Span.TWELVE_MONTHS,
        sections=(
            Section(
                "letters",
                _("Correspondence"),
                figures=(
                    Figure("incoming", _("letters received"), INCOMING),
                    Figure("outgoing", _("letters sent or prepared"), OUTGOING),
                    Figure("to_answer", _("to be answered"), {**INCOMING, "state": "registered"}),
                    Figure("late", _("late"), {"late": "yes"}, urgent=True),
                    Figure("days", _("days until the answer (median)"), INCOMING, "median", "days"),
                ),
                breakdowns=(
                    Breakdown(_("Letters by month and direction"), by="month", across="direction"),
                    Breakdown(_("Letters by owner and state"), by="owner", across="state", chart=""),
                    Breakdown(_("Letters by organisation"), by="organisation", across="direction", chart=""),
                ),
                listings=(
                    Listing(
                        _("To be answered"), ("number", "subject", "other", "day", "due_on", "owner"),
                        {**INCOMING, "state": "registered"}, order="due_on",
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
