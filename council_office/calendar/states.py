"""Closed lists of the calendar and the moves of a task."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.directory.states import Role


class Unit(TextChoices):
    """What a deadline rule counts."""

    WORKING_DAYS = "working", _("working days")
    CALENDAR_DAYS = "calendar", _("calendar days")


class TaskState(TextChoices):
    OPEN = "open", pgettext_lazy("task", "Open")
    DONE = "done", pgettext_lazy("task", "Done")
    CANCELLED = "cancelled", pgettext_lazy("task", "Cancelled")


TASK_MOVES = {
    TaskState.OPEN: {TaskState.DONE, TaskState.CANCELLED},
    TaskState.DONE: {TaskState.OPEN},
    TaskState.CANCELLED: {TaskState.OPEN},
}

# Those who give tasks their dates and owners.
HANDS = (Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER)

# Who hears of it when a task of this role is late; any other role escalates to the Council Secretary.
SUPERVISORS = {
    Role.ASSISTANT: Role.COUNCIL_SECRETARY,
    Role.PROTOCOL_OFFICER: Role.COUNCIL_SECRETARY,
    Role.GUIDE: Role.PROTOCOL_OFFICER,
    Role.COUNCIL_SECRETARY: Role.DG_OFFICE,
}


class Occasion(TextChoices):
    """What deadlines are counted from; an app may add one of its own."""

    SESSION = "meetings.session", _("Session")
    VISIT = "visits.visit", _("Visit")
    CEREMONY = "protocol.ceremony", _("Ceremony")
    LETTER = "documents.letter", _("Incoming letter")
    REQUEST = "desk.request", _("Request to the desk")
    TASK = "calendar.task", _("Reminder of a task")
