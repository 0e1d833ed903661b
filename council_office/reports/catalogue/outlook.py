"""What comes and what is late: the weekly outlook of the office, and each person's morning list."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.calendar.models import Task
from council_office.calendar.states import TaskState
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
    text_of,
)
from council_office.reports.states import Span


def subject(task: Task):
    return text_of(lambda one: one.about)(task) if task.about else None


def lateness(task: Task) -> int | None:
    """Days after the due date on which it was done, or today while it is open; never below nothing."""
    ended = task.done_at if task.state == TaskState.DONE else timezone.now()
    return (
        max(0, days_between(task.due_on, ended)) if task.state in (TaskState.OPEN, TaskState.DONE) else None
    )


FIELDS = (
    Field("due_on", _("Due"), lambda one: one.due_on, "day"),
    Field("about", _("About"), subject),
    Field("title", _("Task"), lambda one: bilingual(one, "title")),
    Field("state", _("State"), choice("state")),
    Field("role", _("Role"), choice("owner_role")),
    Field("owner", _("Owner"), lambda one: one.owner.actor_label if one.owner else ""),
    Field("late", _("Late"), lambda one: one.is_overdue, "yes"),
    Field("days_late", _("Days late"), lateness, "number"),
    Field("month", _("Month"), lambda one: month_of(one.due_on)),
    Field("done_on", _("Done on"), lambda one: local(one.done_at), "day"),
)
TASKS = Register(
    "tasks",
    _("Deadlines and tasks"),
    _("Deadlines and tasks of the calendar"),
    rows=lambda user: Task.objects.visible_to(user).shown(),
    everything=lambda: Task.objects.all(),
    day="due_on",
    fields=FIELDS,
)
MY_TASKS = Register(
    "my_tasks",
    _("Deadlines and tasks of the reader"),
    _("Deadlines and tasks of the calendar"),
    rows=lambda user: Task.objects.for_user(user).shown(),
    day="due_on",
    fields=FIELDS,
)
REGISTERS = (TASKS, MY_TASKS)

TASK_COLUMNS = ("due_on", "about", "title", "owner")
COMING = Section(
    "sessions",
    _("Sessions"),
    figures=(Figure("coming", _("sessions in these weeks")),),
    listings=(Listing(_("Sessions"), ("session", "starts_on", "ends_on", "state"), order="starts_on"),),
    where={"state": ("draft", "convened")},
)
LATE = Section(
    "tasks",
    _("Late"),
    span=Span.ALL,
    where={"late": "yes"},
    figures=(Figure("late", _("late"), urgent=True),),
    listings=(Listing(_("Late"), TASK_COLUMNS, order="due_on"),),
)
DEADLINES = Section(
    "tasks",
    _("Deadlines"),
    where={"state": "open"},
    figures=(Figure("deadlines", _("deadlines in these weeks")),),
    listings=(Listing(_("Deadlines"), TASK_COLUMNS, order="due_on"),),
)
SILENT = Section(
    "invitations",
    _("Answers missing"),
    where={"state": "sent", "answer": "none"},
    figures=(Figure("silent", _("answers missing"), urgent=True),),
    listings=(Listing(_("Answers missing"), ("session", "person", "sent_on", "reminders"), order="session"),),
)
OVERDUE = Section(
    "actions",
    _("Actions overdue"),
    span=Span.ALL,
    where={"overdue": "yes"},
    figures=(Figure("overdue", _("actions overdue"), urgent=True),),
    listings=(Listing(_("Actions overdue"), ("due", "number", "addressee", "title"), order="due"),),
)

REPORTS = (
    Report(
        "outlook",
        _("Weekly office outlook"),
        _("What comes in the next four weeks, and what is late."),
        room=_("Planning"),
        span=Span.FOUR_WEEKS,
        in_mail=True,
        sections=(COMING, LATE, DEADLINES, SILENT, OVERDUE),
    ),
    Report(
        "morning",
        _("Morning list"),
        _("What each reader has to do today, and what of theirs is late."),
        room=_("Planning"),
        span=Span.TODAY,
        in_mail=True,
        of_reader=True,
        sections=(
            Section(
                "my_tasks",
                _("Today"),
                where={"state": "open"},
                figures=(Figure("today", _("due today")),),
                listings=(Listing(_("Today"), TASK_COLUMNS, order="due_on"),),
            ),
            Section(
                "my_tasks",
                _("Late"),
                span=Span.ALL,
                where={"late": "yes"},
                figures=(Figure("late", _("late"), urgent=True),),
                listings=(Listing(_("Late"), TASK_COLUMNS, order="due_on"),),
            ),
        ),
    ),
    Report(
        "deadlines",
        _("Deadlines kept"),
        _("What was done in time and what was late, by role and month."),
        room=_("Planning"),
        span=Span.TWELVE_MONTHS,
        sections=(
            Section(
                "tasks",
                _("Deadlines"),
                figures=(
                    Figure("all", _("deadlines")),
                    Figure("open", _("open"), {"state": "open"}),
                    Figure("late", _("late"), {"late": "yes"}, urgent=True),
                    Figure("days", _("days late on average"), how="mean", of="days_late"),
                ),
                breakdowns=(
                    Breakdown(_("Deadlines by role and state"), by="role", across="state"),
                    Breakdown(_("Deadlines by month"), by="month", across="state", chart="line"),
                ),
            ),
        ),
    ),
)
