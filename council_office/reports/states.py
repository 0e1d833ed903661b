"""Closed lists of the reports."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Rhythm(TextChoices):
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")


class Weekday(IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class DayOff(TextChoices):
    """What happens when the day is a weekend, a public holiday or a closure."""

    SEND = "send", _("Send all the same")
    NEXT = "next", _("Send on the next working day")
    SKIP = "skip", _("Do not send")


class RunState(TextChoices):
    WORKING = "working", _("Working")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    MISSED = "missed", _("Missed")


RUN_MOVES = {RunState.WORKING: {RunState.SENT, RunState.FAILED}, RunState.FAILED: {RunState.WORKING}}
