"""Closed lists of the reports."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from council_office.directory.states import OFFICE, Role

# Those who keep schedules and answer for them.
KEEPERS = (Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER, Role.ADMINISTRATOR)

# Those who may open reports; what they see in them is what their own rights open.
READERS = (
    *OFFICE,
    Role.BUDGET_HOLDER,
    Role.CERTIFIER,
    Role.SECURITY_OFFICER,
    Role.CUSTODIAN,
)


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


class Span(TextChoices):
    """What a report looks at, as seen from the day on which it is made."""

    TODAY = "today", _("Today")
    WEEK = "week", _("This week")
    LAST_WEEK = "last_week", _("Last week")
    MONTH = "month", _("This month")
    LAST_MONTH = "last_month", _("Last month")
    YEAR = "year", _("This year")
    LAST_YEAR = "last_year", _("Last year")
    TWELVE_MONTHS = "twelve_months", _("The last twelve months")
    FOUR_WEEKS = "four_weeks", _("The next four weeks")
    ALL = "all", _("Everything")
    OWN = "own", _("From one day to another")


class IssueState(TextChoices):
    ORDERED = "ordered", _("In the worker")
    ISSUED = "issued", _("Issued")
    EMPTY = "empty", _("Nothing to show")
    FAILED = "failed", _("Failed")


ISSUE_MOVES = {
    IssueState.ORDERED: {IssueState.ISSUED, IssueState.EMPTY, IssueState.FAILED},
    IssueState.FAILED: {IssueState.ISSUED, IssueState.EMPTY},
}


class Shape(TextChoices):
    """How a question of one's own is answered."""

    LIST = "list", _("A list")
    PIVOT = "pivot", _("A table of counts")
    CHART = "chart", _("A chart with its table")


class How(TextChoices):
    """What is counted of rows."""

    COUNT = "count", _("how many")
    SUM = "sum", _("sum")
    MEAN = "mean", _("average")
    MEDIAN = "median", _("median")
    MOST = "most", _("highest")


class RunState(TextChoices):
    WORKING = "working", _("Working")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    MISSED = "missed", _("Missed")


RUN_MOVES = {RunState.WORKING: {RunState.SENT, RunState.FAILED}, RunState.FAILED: {RunState.WORKING}}
