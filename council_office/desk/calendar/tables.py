"""Lists of tasks, deadline rules and closures."""

from datetime import timedelta

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from council_office.calendar.models import DeadlineRule, Task
from council_office.calendar.states import Occasion, TaskState
from council_office.desk.calendar.forms import OWNERS
from council_office.web.tables import Bulk, Column, Empty, Table

SOON = 7
CLOSED = [TaskState.DONE, TaskState.CANCELLED]
ROLES = [(role, role.label) for role in OWNERS]


class TaskFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        empty_label=pgettext_lazy("task", "Open"),
        choices=[
            (TaskState.DONE, TaskState.DONE.label),
            (TaskState.CANCELLED, TaskState.CANCELLED.label),
            ("all", pgettext_lazy("tasks", "All")),
        ],
        method="in_state",
    )
    due = django_filters.ChoiceFilter(
        label=_("Due"),
        empty_label=_("Any day"),
        choices=[
            ("late", pgettext_lazy("tasks", "Late")),
            ("week", _("Within seven days")),
            ("month", _("Within thirty days")),
        ],
        method="by_due",
    )
    owner_role = django_filters.ChoiceFilter(label=_("Role"), choices=ROLES)
    fixed_by_hand = django_filters.BooleanFilter(label=_("Date fixed by hand"))

    class Meta:
        model = Task
        fields = ["state", "due", "owner_role", "fixed_by_hand"]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Open tasks, unless another state is asked for."""
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data["state"] else queryset.open()

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset if value == "all" else queryset.filter(state=value)

    def by_due(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == "late":
            return queryset.overdue(today)
        days = timedelta(days=7 if value == "week" else 30)
        return queryset.filter(due_on__range=(today, today + days))


def left(task: Task) -> str:
    """ "2 days late", "due today", "in 3 days"; nothing when the task is no longer open."""
    if task.state != TaskState.OPEN:
        return ""
    days = task.days_left
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    if days == 0:
        return gettext("due today")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def left_badge(task: Task) -> SafeString | str:
    tone = "bad" if task.days_left < 0 else "waiting" if task.days_left <= SOON else "neutral"
    text = left(task)
    return format_html('<span class="state state-{}">{}</span>', tone, text) if text else ""


def counted(task: Task) -> str:
    """Where the date comes from, in few words; the task's page says it all."""
    if task.fixed_by_hand:
        return gettext("fixed by hand")
    if not (task.rule and task.plan):
        return gettext("set by hand")
    return distance(task.rule)


def whose(task: Task) -> str:
    return str(task.owner) if task.owner else task.get_owner_role_display()


class Tasks(Table):
    title = _("Tasks")
    columns = [
        Column("title", _("Task"), sort="title_en", value=str, css="wrap"),
        Column("about", _("About"), value=lambda task: str(task.about or "")),
        Column("due_on", _("Due"), sort="due_on", css="nowrap"),
        Column("left", pgettext_lazy("task", "Left"), sort="due_on", value=left, html=left_badge),
        Column("owner", _("Whose"), value=whose),
        Column("counted", _("Counted"), value=counted, css="nowrap"),
        Column("state", _("State"), sort="state", state=True, shown=False),
        Column("escalated_to", _("Escalated to"), sort="escalated_to", shown=False),
        Column("done_at", pgettext_lazy("task", "Done"), sort="done_at", shown=False),
    ]
    filterset = TaskFilter
    search = ("title_en", "title_fr", "details")
    search_hint = _("words of a task")
    order = "due_on"
    bulk = (Bulk("calendar:finish_tasks", _("Mark as done"), icon="checks"),)
    empty = Empty(
        _("Nothing to do"),
        _("Tasks come from the deadlines of sessions, visits and ceremonies, and from colleagues."),
        action=(_("New task"), "calendar:create_task"),
        icon="checkbox",
    )


class RuleFilter(django_filters.FilterSet):
    occasion = django_filters.ChoiceFilter(label=_("Occasion"), choices=Occasion)
    owner_role = django_filters.ChoiceFilter(label=_("Whose task"), choices=ROLES)
    illustrative = django_filters.BooleanFilter(label=_("Illustrative"))

    class Meta:
        model = DeadlineRule
        fields = ["occasion", "owner_role", "illustrative"]


def occasion_name(rule: DeadlineRule) -> str:
    return str(dict(Occasion.choices).get(rule.occasion, rule.occasion))


def distance(rule: DeadlineRule) -> str:
    """ "−10 working days": short, for tables."""
    return f"{rule.offset:+d} {rule.get_unit_display()}".replace("-", "−")


class Rules(Table):
    title = _("Deadline rules")
    columns = [
        Column("name", _("Deadline"), sort="name_en", value=str, css="wrap"),
        Column("occasion", _("Occasion"), sort="occasion", value=occasion_name),
        Column("variant", _("Only for"), sort="variant"),
        Column("offset", _("Distance"), sort="offset", value=distance, css="nowrap"),
        Column("owner_role", _("Whose task"), sort="owner_role"),
        Column("valid_from", _("In force from"), sort="valid_from", css="nowrap"),
        Column("version", _("Version"), sort="version", css="num"),
        Column("applies", _("Applies"), sort="applies", shown=False),
        Column("illustrative", _("Illustrative"), sort="illustrative"),
    ]
    filterset = RuleFilter
    search = ("name_en", "name_fr", "code", "explanation_en", "explanation_fr")
    search_hint = _("words of a rule")
    order = "occasion"
    empty = Empty(
        _("No deadline rule"),
        _("A rule says what must be done how long before or after an occasion."),
        action=(_("New rule"), "calendar:create_rule"),
        icon="clock-off",
    )


class Closures(Table):
    title = _("Closures")
    columns = [
        Column("name", _("Closure"), sort="name_en", value=str, css="wrap"),
        Column("starts_on", _("First day"), sort="starts_on", css="nowrap"),
        Column("ends_on", _("Last day"), sort="ends_on", css="nowrap"),
        Column("illustrative", _("Illustrative"), sort="illustrative"),
    ]
    search = ("name_en", "name_fr")
    order = "-starts_on"
    empty = Empty(
        _("The office never closes"),
        _("Enter the days on which nobody works besides weekends and public holidays."),
        action=(_("New closure"), "calendar:create_closure"),
        icon="door",
    )
