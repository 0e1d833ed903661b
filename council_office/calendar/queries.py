"""Reads of the calendar: working days, rules in force, what moves, whose tasks, entries of its pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import chain

import holidays
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from council_office.calendar import deadlines
from council_office.calendar.deadlines import DueDate, Explanation
from council_office.calendar.models import Closure, DeadlineRule, Feed, Plan, Task
from council_office.calendar.sources import Entry, kind, source
from council_office.calendar.states import HANDS, TaskState
from council_office.calendar.working_days import DAY, Calendar
from council_office.directory.models import in_language

# British names, where the library says otherwise.
BRITISH = {
    "Labor Day": "Labour Day",
    "Victory Day": "Victory in Europe Day",
    "Pentecost Monday": "Whit Monday",
}


@cache
def public_holidays(year: int, language: str) -> dict[date, str]:
    """The public holidays of metropolitan France by day, with their English or French names."""
    found = holidays.France(years=year, language="fr" if language == "fr" else "en_US")
    return {on: BRITISH.get(name, name).replace("'", "’") for on, name in found.items()}


def office_calendar(first_year: int, last_year: int, language: str | None = None) -> Calendar:
    """Public holidays (kept per process) and closures (one query) of these years; holidays name first."""
    language = (language or get_language() or "en")[:2]
    days: dict[date, str] = {}
    for closure in Closure.objects.filter(
        ends_on__gte=date(first_year, 1, 1), starts_on__lte=date(last_year, 12, 31)
    ):
        name = in_language(closure, "name", language)
        days |= {
            closure.starts_on + n * DAY: name for n in range((closure.ends_on - closure.starts_on).days + 1)
        }
    for year in range(first_year, last_year + 1):
        days |= public_holidays(year, language)
    return Calendar(days)


def calendar_around(*days: date, language: str | None = None) -> Calendar:
    """The office calendar of the years of these days and the years beside them."""
    return office_calendar(min(days).year - 1, max(days).year + 1, language)


def rules_in_force(occasion: str, on: date, variant: str = "") -> list[DeadlineRule]:
    """The rules of an occasion on a day; the body's own version of a rule stands before the general one."""
    found = DeadlineRule.objects.in_force(on).filter(occasion=occasion, variant__in={"", variant})
    by_code = {rule.code: rule for rule in sorted(found, key=lambda rule: (rule.variant != "", rule.version))}
    return sorted(
        (rule for rule in by_code.values() if rule.applies), key=lambda rule: (rule.offset, rule.code)
    )


@dataclass(frozen=True)
class Deadline:
    """The latest day of one step of an occasion, why, and by how many days it has passed."""

    rule: DeadlineRule
    on: date
    explanation: Explanation
    late_by: int


def deadlines_of(
    occasion: str, on: date, *, ends_on: date | None = None, variant: str = "", today: date | None = None
) -> list[Deadline]:
    """Every deadline of an occasion without keeping a plan: latest days, rule texts, days late."""
    calendar, today = calendar_around(on), today or timezone.localdate()
    counted = [
        (rule, deadlines.due_date(rule, on, ends_on or on, calendar))
        for rule in rules_in_force(occasion, on, variant)
    ]
    return [
        Deadline(rule, due.on, deadlines.explain(rule, due), max(0, (today - due.on).days))
        for rule, due in counted
    ]


@dataclass(frozen=True)
class Moved:
    """One task whose day changes, before and after, and the reason in words."""

    task: Task
    before: date
    after: date
    reason: str
    rule: DeadlineRule


def moves_of(plan: Plan, on: date, ends_on: date | None = None) -> list[Moved]:
    """What moving a plan would move: open tasks counted by a rule, except those fixed by hand."""
    ends_on = ends_on or on + (plan.ends_on - plan.on)
    calendar = calendar_around(on, ends_on)
    rules = {rule.code: rule for rule in rules_in_force(plan.occasion, on, plan.variant)}
    found = []
    for task in counted_tasks().filter(plan=plan):
        rule = rules.get(task.rule.code, task.rule)
        found.append(_moved(task, rule, deadlines.due_date(rule, on, ends_on, calendar)))
    return [moved for moved in found if moved.before != moved.after or moved.rule != moved.task.rule]


def moves_by_calendar() -> list[Moved]:
    """Open counted tasks whose day is another since holidays or closures changed."""
    tasks = list(counted_tasks())
    if not tasks:
        return []
    days = [day for task in tasks for day in (task.due_on, task.plan.on, task.plan.ends_on)]
    calendar = calendar_around(*days)
    found = (
        _moved(task, task.rule, deadlines.due_date(task.rule, task.plan.on, task.plan.ends_on, calendar))
        for task in tasks
    )
    return [moved for moved in found if moved.before != moved.after]


def counted_tasks() -> models.QuerySet[Task]:
    """Open tasks whose day follows a rule: not those fixed by hand, not those made by hand."""
    return (
        Task.objects.open()
        .filter(plan__isnull=False, rule__isnull=False, fixed_by_hand=False)
        .select_related("plan", "rule")
        .order_by("due_on", "pk")
    )


def explain_tasks(tasks: Iterable[Task]) -> list[tuple[Task, Explanation]]:
    """Each task with the reason of its day in the active language; one calendar for all (see Task.shown)."""
    tasks = list(tasks)
    days = [
        day for task in tasks for day in ((task.plan.on, task.plan.ends_on) if task.plan else (task.due_on,))
    ]
    calendar = calendar_around(*days) if days else Calendar({})
    return [(task, explanation(task, calendar)) for task in tasks]


def explanation(task: Task, calendar: Calendar) -> Explanation:
    """Why a task is due on its day, in the active language."""
    due = counted(task, calendar)
    if task.fixed_by_hand:
        return _fixed(task, due, calendar)
    if due is None:
        return Explanation(_("set by hand"))
    return deadlines.explain(task.rule, due)


def counted(task: Task, calendar: Calendar) -> DueDate | None:
    """The day that the task's rule gives; None for a task made by hand."""
    if not (task.plan and task.rule):
        return None
    return deadlines.due_date(task.rule, task.plan.on, task.plan.ends_on, calendar)


def _fixed(task: Task, due: DueDate | None, calendar: Calendar) -> Explanation:
    notes = []
    if due:
        told = {"day": deadlines.day(due.on), "count": deadlines.distance(task.rule, due.anchor)}
        notes.append(_("the rule says %(day)s (%(count)s)") % told)
    if not calendar.is_working(task.due_on):
        notes.append(_("the office is closed on this day"))
    rule = deadlines.version(task.rule) if task.rule else ""
    return Explanation(_("fixed by hand: %(reason)s") % {"reason": task.fixed_reason}, tuple(notes), rule)


def _moved(task: Task, rule: DeadlineRule, due: DueDate) -> Moved:
    reason = str(deadlines.explain(rule, due))
    if rule != task.rule:
        reason = "; ".join((reason, deadlines.version(rule)))
    return Moved(task, task.due_on, due.on, reason, rule)


def tasks_of(about: models.Model) -> models.QuerySet[Task]:
    """The tasks of one subject, planned or made by hand."""
    return Task.objects.of(about).shown()


def overdue(user) -> models.QuerySet[Task]:
    """What the user should have done or had done by now."""
    return Task.objects.for_user(user).overdue().shown()


def due_soon(user, days: int = 7) -> models.QuerySet[Task]:
    """The user's open tasks due from today within so many calendar days."""
    today = timezone.localdate()
    return Task.objects.for_user(user).open().filter(due_on__range=(today, today + days * DAY)).shown()


def for_roles(user) -> models.QuerySet[Task]:
    """Open tasks of the user's roles, whoever holds them by name, and late ones escalated to them."""
    return Task.objects.open().of_roles(user.roles).shown()


def feed_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def feed_of(token: str) -> Feed | None:
    """The live feed that a secret opens, of somebody who may still sign in."""
    feeds = Feed.objects.live().filter(token_hash=feed_hash(token), user__is_active=True)
    return feeds.select_related("user__person").first()


kind("deadline", gettext_lazy("Deadlines and tasks"), "checkbox")
kind("closure", gettext_lazy("Closures"), "door-off")
kind("holiday", gettext_lazy("Public holidays"), "beach")


@source("calendar.tasks")
def task_entries(user, start: date, end: date) -> list[Entry]:
    """Deadlines: tasks that are not cancelled, on the day they are due."""
    tasks = Task.objects.visible_to(user).filter(due_on__range=(start, end))
    shown = tasks.exclude(state=TaskState.CANCELLED).select_related("plan").prefetch_related("about")
    movable = user.has_role(*HANDS)
    return [_task_entry(task, movable) for task in shown]


def _task_entry(task: Task, movable: bool) -> Entry:
    return Entry(
        uid=f"task-{task.pk}",
        starts_at=task.due_on,
        ends_at=task.due_on,
        title=str(task),
        about=str(task.about or ""),
        url=task.get_absolute_url(),
        kind="deadline",
        details=task.details,
        late=task.is_overdue,
        done=task.state == TaskState.DONE,
        move_url=task.move_url if movable and task.state == TaskState.OPEN else "",
    )


@source("calendar.closures")
def closure_entries(user, start: date, end: date) -> list[Entry]:
    closures = Closure.objects.visible_to(user).filter(starts_on__lte=end, ends_on__gte=start)
    return [
        Entry(f"closure-{closure.pk}", closure.starts_on, closure.ends_on, str(closure), "", "closure")
        for closure in closures
    ]


@source("calendar.holidays")
def holiday_entries(user, start: date, end: date) -> list[Entry]:
    language = (get_language() or "en")[:2]
    found = [public_holidays(year, language).items() for year in range(start.year, end.year + 1)]
    return [
        Entry(f"holiday-{on:%Y%m%d}", on, on, name, "", "holiday")
        for on, name in chain.from_iterable(found)
        if start <= on <= end
    ]
