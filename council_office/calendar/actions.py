"""The writes of the calendar: plans and their tasks, deadline rules, closures, calendar feeds."""

import secrets
from collections.abc import Iterable
from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from council_office.calendar import deadlines, queries
from council_office.calendar.models import Checklist, Closure, DeadlineRule, Feed, Plan, Step, Task
from council_office.calendar.queries import Moved
from council_office.calendar.states import SUPERVISORS, TaskState
from council_office.calendar.working_days import DAY, Calendar
from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused

audit.say("recount_tasks", gettext_lazy("counted the deadlines again"))
audit.say("end_rule", gettext_lazy("ended this version on %(valid_to)s"))
audit.say("tick_step", gettext_lazy("ticked “%(step)s”"))
audit.say("untick_step", gettext_lazy("unticked “%(step)s”"))
audit.say("open_feed", gettext_lazy("opened a calendar feed"))
audit.say("revoke_feed", gettext_lazy("closed a calendar feed"))


@transaction.atomic
def make_plan(
    about: models.Model, *, occasion: str, on: date, by, variant: str = "", ends_on: date | None = None
) -> Plan:
    """A task for every rule in force on the day of the occasion; a plan that exists is moved instead."""
    ends_on = ends_on or on
    if plan := Plan.objects.of(about).filter(occasion=occasion).first():
        move_plan(plan, on, by=by, ends_on=ends_on)
        return plan
    plan = moves.create(Plan, about=about, occasion=occasion, variant=variant, on=on, ends_on=ends_on, by=by)
    calendar, made = queries.calendar_around(on, ends_on), {}
    for rule in _in_sequence(queries.rules_in_force(occasion, on, variant)):
        made[rule.code] = _make_task(plan, rule, calendar, after=made.get(rule.after_code), by=by)
    return plan


@transaction.atomic
def move_plan(plan: Plan, on: date, *, by, ends_on: date | None = None) -> list[Moved]:
    """Move the occasion and every open task that is counted from it, except those fixed by hand."""
    ends_on = ends_on or on + (plan.ends_on - plan.on)
    moves.revise(plan, by=by, on=on, ends_on=ends_on)
    plan.refresh_from_db()
    return _apply(queries.moves_of(plan, on, ends_on), about=plan, by=by)


@transaction.atomic
def cancel_plan(plan: Plan, *, by, reason: str) -> int:
    """The occasion does not take place: cancel what is still open; how many tasks that were."""
    tasks = list(plan.tasks.open())
    for task in tasks:
        moves.move(task, TaskState.CANCELLED, by=by, reason=reason)
    return len(tasks)


@transaction.atomic
def create_task(
    *,
    title_en: str,
    due_on: date,
    by,
    title_fr: str = "",
    details: str = "",
    about: models.Model | None = None,
    owner: User | None = None,
    owner_role: str = Role.ASSISTANT,
    after: Task | None = None,
    checklist: Checklist | None = None,
    steps: Iterable[str] = (),
) -> Task:
    """A task that no rule asks for, with the date that somebody gives it."""
    _check_working(due_on)
    task = moves.create(
        Task,
        title_en=title_en,
        title_fr=title_fr,
        details=details,
        about=about,
        due_on=due_on,
        owner=owner,
        owner_role=owner_role,
        after=after,
        by=by,
    )
    given = deadlines.steps(checklist.steps_en, checklist.steps_fr) if checklist else []
    _add_steps(task, [*given, *((text, "") for text in steps)])
    return task


@transaction.atomic
def revise_task(task: Task, *, by, seen: int | None = None, **changes) -> Task:
    """Other words, another owner or, for a task made by hand, another day."""
    _check_sequence(task, changes.get("after"))
    if changes.get("due_on", task.due_on) != task.due_on:
        if task.plan:
            raise Refused(
                _("This date is counted from %(plan)s: fix it by hand with a reason.") % {"plan": task.plan}
            )
        _check_working(changes["due_on"])
        changes |= _without_escalation(task, changes["due_on"])
    return moves.revise(task, by=by, seen=seen, **changes)


@transaction.atomic
def fix_task(task: Task, due_on: date, *, by, reason: str, seen: int | None = None) -> Task:
    """Give a counted task a day by hand; from then on it stays when its plan moves."""
    _check_open(moves.lock(task))
    if not reason.strip():
        raise Refused(_("Say why the date is fixed by hand."))
    _check_working(due_on)
    changes = {"due_on": due_on, "fixed_by_hand": True, "fixed_reason": reason.strip()}
    return moves.revise(task, by=by, seen=seen, **changes, **_without_escalation(task, due_on))


@transaction.atomic
def unfix_task(task: Task, *, by) -> Task:
    """Back to the day that the rule gives."""
    _check_open(moves.lock(task))
    due = queries.counted(task, queries.calendar_around(*_days_of(task)))
    if due is None:
        raise Refused(_("No rule gives this task a date: change the date itself."))
    changes = {"due_on": due.on, "fixed_by_hand": False, "fixed_reason": ""}
    return moves.revise(task, by=by, **changes, **_without_escalation(task, due.on))


@transaction.atomic
def assign_task(
    task: Task, *, by, owner: User | None = None, owner_role: str = "", seen: int | None = None
) -> Task:
    """Give the task to a person by name, or to a whole role when there is no name."""
    _check_open(moves.lock(task))
    return moves.revise(task, by=by, seen=seen, owner=owner, owner_role=owner_role or task.owner_role)


@transaction.atomic
def finish_task(task: Task, *, by) -> Task:
    """Done; not while a step of its checklist or the task it waits for is open."""
    moves.lock(task)
    if task.after and task.after.state == TaskState.OPEN:
        raise Refused(_("This waits for “%(task)s”: finish or cancel that first.") % {"task": task.after})
    if left := task.steps.filter(done_at__isnull=True).count():
        words = ngettext("%(left)d step is still open.", "%(left)d steps are still open.", left)
        raise Refused(words % {"left": left})
    return moves.move(task, TaskState.DONE, by=by, done_at=timezone.now(), done_by_id=by.actor_id)


@transaction.atomic
def reopen_task(task: Task, *, by, reason: str) -> Task:
    """Not done after all."""
    if not reason.strip():
        raise Refused(_("Say why the task is open again."))
    return moves.move(task, TaskState.OPEN, by=by, reason=reason.strip(), done_at=None, done_by=None)


@transaction.atomic
def cancel_task(task: Task, *, by, reason: str) -> Task:
    """Not needed this time."""
    if not reason.strip():
        raise Refused(_("Say why the task is not needed."))
    return moves.move(task, TaskState.CANCELLED, by=by, reason=reason.strip())


@transaction.atomic
def tick_step(step: Step, *, done: bool, by) -> Step:
    """Tick a line of the checklist, or take the tick away."""
    task = moves.lock(step.task)
    _check_open(task)
    step.refresh_from_db()
    if done == (step.done_at is not None):
        return step
    step.done_at, step.done_by_id = (timezone.now(), by.actor_id) if done else (None, None)
    step.save(update_fields=["done_at", "done_by"])
    audit.record("tick_step" if done else "untick_step", task, by=by, step=str(step))
    return step


def escalate_overdue(*, by=audit.CLOCK, today: date | None = None) -> int:
    """Tell the supervisor's role of every late task, once; how many were told now."""
    late = Task.objects.overdue(today).filter(escalated_at__isnull=True)
    for task in late:
        to = SUPERVISORS.get(task.owner_role, Role.COUNCIL_SECRETARY)
        moves.revise(task, by=by, escalated_at=timezone.now(), escalated_to=to)
    return len(late)


@transaction.atomic
def create_rule(*, by, **fields) -> DeadlineRule:
    """A new rule; plans made from now on follow it."""
    return moves.create(DeadlineRule, by=by, **fields)


@transaction.atomic
def revise_rule(rule: DeadlineRule, *, by, valid_from: date, **changes) -> tuple[DeadlineRule, list[Moved]]:
    """The next version from a day on: the old one ends the day before, later occasions are counted again."""
    rule = moves.lock(rule)
    changed = {name: value for name, value in changes.items() if getattr(rule, name) != value}
    if not changed:
        raise Refused(_("Nothing has changed, so there is no new version."))
    _close_rule(rule, valid_from - DAY, by=by)
    fields = {
        field.name: getattr(rule, field.name) for field in DeadlineRule._meta.fields if not field.primary_key
    }
    fields |= changed | {"version": rule.version + 1, "valid_from": valid_from, "valid_to": None}
    newer = moves.create(DeadlineRule, by=by, **fields)
    return newer, _recount_plans(newer, by=by)


@transaction.atomic
def end_rule(rule: DeadlineRule, *, by, valid_to: date) -> DeadlineRule:
    """The rule's last day; occasions after it go without."""
    _close_rule(moves.lock(rule), valid_to, by=by)
    return rule


@transaction.atomic
def create_closure(*, by, **fields) -> tuple[Closure, list[Moved]]:
    """Close the office; deadlines on or across those days are counted again."""
    closure = moves.create(Closure, by=by, **fields)
    return closure, _apply(queries.moves_by_calendar(), about=closure, by=by)


@transaction.atomic
def revise_closure(
    closure: Closure, *, by, seen: int | None = None, **changes
) -> tuple[Closure, list[Moved]]:
    closure = moves.revise(closure, by=by, seen=seen, **changes)
    return closure, _apply(queries.moves_by_calendar(), about=closure, by=by)


@transaction.atomic
def remove_closure(closure: Closure, *, by, reason: str = "") -> list[Moved]:
    """The office works on those days after all."""
    moves.remove(closure, by=by, reason=reason)
    return _apply(queries.moves_by_calendar(), about=None, by=by)


@transaction.atomic
def open_feed(user: User, *, by) -> tuple[Feed, str]:
    """A new secret address of the user's calendar, told once; the one before stops working."""
    for feed in Feed.objects.live().filter(user=user):
        revoke_feed(feed, by=by)
    token = secrets.token_urlsafe(32)
    feed = Feed(user=user, token_hash=queries.feed_hash(token))
    feed.save()
    audit.record("open_feed", feed, by=by)
    return feed, token


@transaction.atomic
def revoke_feed(feed: Feed, *, by) -> Feed:
    """From now on the address opens nothing."""
    if moves.lock(feed).revoked_at is None:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
        audit.record("revoke_feed", feed, by=by)
    return feed


def _make_task(plan: Plan, rule: DeadlineRule, calendar: Calendar, *, after: Task | None, by) -> Task:
    task = moves.create(
        Task,
        plan=plan,
        rule=rule,
        about=plan.about,
        title_en=rule.name_en,
        title_fr=rule.name_fr,
        due_on=deadlines.due_date(rule, plan.on, plan.ends_on, calendar).on,
        owner_role=rule.owner_role,
        after=after,
        by=by,
    )
    _add_steps(task, deadlines.checklist(rule))
    return task


def _add_steps(task: Task, texts: list[tuple[str, str]]) -> None:
    Step.objects.bulk_create(
        Step(task=task, position=position, text_en=english, text_fr=french)
        for position, (english, french) in enumerate(texts, 1)
    )


def _in_sequence(rules: list[DeadlineRule]) -> list[DeadlineRule]:
    """Every rule after the one it waits for; a circle is cut where it is met."""
    by_code, placed = {rule.code: rule for rule in rules}, {}

    def place(rule: DeadlineRule, above: frozenset[str]) -> None:
        before = by_code.get(rule.after_code)
        if before and before.code not in above:
            place(before, above | {before.code})
        placed.setdefault(rule.code, rule)

    for rule in rules:
        place(rule, frozenset({rule.code}))
    return list(placed.values())


def _apply(found: list[Moved], *, about: models.Model | None, by) -> list[Moved]:
    """Give every task its new day and remember the whole list with its reasons."""
    for moved in found:
        changes = {"due_on": moved.after, "rule": moved.rule, **_without_escalation(moved.task, moved.after)}
        moves.revise(moved.task, by=by, **changes)
    if found and about is not None:
        audit.record("recount_tasks", about, by=by, moved=[_told(moved) for moved in found])
    return found


def _told(moved: Moved) -> dict:
    return {
        "task": moved.task.pk,
        "title": str(moved.task),
        "before": moved.before.isoformat(),
        "after": moved.after.isoformat(),
        "reason": moved.reason,
    }


def _recount_plans(rule: DeadlineRule, *, by) -> list[Moved]:
    """Apply a new version to the open plans of occasions from its first day on."""
    plans = Plan.objects.filter(occasion=rule.occasion, on__gte=rule.valid_from, tasks__state=TaskState.OPEN)
    if rule.variant:
        plans = plans.filter(variant=rule.variant)
    found = [moved for plan in plans.distinct() for moved in queries.moves_of(plan, plan.on)]
    return _apply(found, about=rule, by=by)


def _close_rule(rule: DeadlineRule, valid_to: date, *, by) -> None:
    if rule.valid_to is not None:
        raise Refused(_("This version has ended; a newer one may have taken its place: open the newest."))
    if valid_to < rule.valid_from:
        told = {"day": deadlines.day(rule.valid_from)}
        raise Refused(_("This version is in force from %(day)s: choose a later day.") % told)
    rule.valid_to = valid_to
    rule.save(update_fields=["valid_to"])
    audit.record("end_rule", rule, by=by, valid_to=valid_to.isoformat())


def _check_open(task: Task) -> None:
    if task.state != TaskState.OPEN:
        raise Refused(_("This task is no longer open: reopen it first."))


def _check_sequence(task: Task, after: Task | None) -> None:
    """No task waits for itself, not even by way of others."""
    before = after
    while before is not None:
        if before.pk == task.pk:
            raise Refused(_("“%(task)s” waits for this task already.") % {"task": after})
        before = before.after


def _check_working(day: date) -> None:
    """Nothing is due while the office is closed; say the nearest working days."""
    calendar = queries.calendar_around(day)
    if calendar.is_working(day):
        return
    told = {
        "day": deadlines.day(day),
        "name": calendar.holidays.get(day, _("weekend")),
        "before": deadlines.day(calendar.previous_working(day)),
        "after": deadlines.day(calendar.next_working(day)),
    }
    raise Refused(_("%(day)s is not a working day (%(name)s). Choose %(before)s or %(after)s.") % told)


def _days_of(task: Task) -> tuple[date, ...]:
    return (task.plan.on, task.plan.ends_on) if task.plan else (task.due_on,)


def _without_escalation(task: Task, due_on: date) -> dict:
    """A task that is no longer late is no longer with the supervisor."""
    if task.escalated_at is None or due_on < timezone.localdate():
        return {}
    return {"escalated_at": None, "escalated_to": ""}
