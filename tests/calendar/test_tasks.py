"""Tasks: whose they are, when they are done, what they wait for, who hears of it when they are late."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from council_office.calendar import actions, queries
from council_office.calendar.models import Task
from council_office.calendar.states import TaskState
from council_office.directory.states import Role
from council_office.ledger import audit
from council_office.ledger.moves import Refused

MONDAY = date(2026, 11, 9)


@pytest.fixture
def task(own_rules, secretary):
    def make(title: str = "Order the flags", due_on: date = MONDAY, **fields) -> Task:
        return actions.create_task(title_en=title, due_on=due_on, by=secretary, **fields)

    return make


def test_a_task_is_done_at_a_moment_by_somebody_and_can_be_opened_again(task, assistant):
    done = actions.finish_task(task(), by=assistant)
    assert (done.state, done.done_by, done.done_at is None) == (TaskState.DONE, assistant, False)

    again = actions.reopen_task(done, by=assistant, reason="Two flags are missing")
    assert (again.state, again.done_by, again.done_at) == (TaskState.OPEN, None, None)
    assert audit.history(again).first().reason == "Two flags are missing"


def test_a_done_task_is_not_done_twice(task, assistant):
    done = actions.finish_task(task(), by=assistant)

    with pytest.raises(Refused):
        actions.finish_task(done, by=assistant)


def test_a_task_waits_for_the_one_before_it(task, assistant):
    first = task("Approve the list")
    second = task("Send the invitations", after=first)

    with pytest.raises(Refused, match="This waits for “Approve the list”"):
        actions.finish_task(second, by=assistant)

    actions.finish_task(first, by=assistant)
    assert actions.finish_task(Task.objects.get(pk=second.pk), by=assistant).state == TaskState.DONE


def test_a_task_is_not_done_while_a_step_is_open(task, assistant):
    made = task(steps=["Order", "Unpack"])
    order, unpack = made.steps.all()
    actions.tick_step(order, done=True, by=assistant)

    with pytest.raises(Refused, match="1 step is still open"):
        actions.finish_task(made, by=assistant)

    actions.tick_step(unpack, done=True, by=assistant)
    assert actions.finish_task(made, by=assistant).state == TaskState.DONE
    assert [event.verb for event in audit.history(made)] == ["move", "tick_step", "tick_step", "create"]


def test_a_planned_task_brings_its_checklist_and_its_order(rule, plan):
    rule("rehearsal", -1, after_code="script", checklist_en="Flags\nSound\n", checklist_fr="Drapeaux")
    rule("script", -3)

    made = plan(date(2026, 11, 24))

    rehearsal = made.tasks.get(rule__code="rehearsal")
    assert [(step.text_en, step.text_fr) for step in rehearsal.steps.all()] == [
        ("Flags", "Drapeaux"),
        ("Sound", ""),
    ]
    assert rehearsal.after == made.tasks.get(rule__code="script")


def test_rules_that_wait_for_each_other_are_cut_in_one_place(rule, plan):
    rule("hen", -1, after_code="egg")
    rule("egg", -3, after_code="hen")

    made = plan(date(2026, 11, 24))

    assert [task.after is None for task in made.tasks.order_by("rule__code")] == [False, True]


def test_a_task_is_not_due_on_a_weekend(task):
    with pytest.raises(Refused, match=r"Sat 14 Nov 2026 is not a working day \(weekend\)"):
        task(due_on=date(2026, 11, 14))


def test_the_day_of_a_counted_task_is_not_changed_without_a_reason(rule, plan, secretary):
    rule("agenda", -5)
    counted = plan(date(2026, 11, 24)).tasks.get()

    with pytest.raises(Refused, match="fix it by hand"):
        actions.revise_task(counted, by=secretary, due_on=date(2026, 11, 12))


def test_a_late_task_is_escalated_once_to_the_supervisor_and_comes_back_with_a_later_day(task, secretary):
    late, other = task("Late", due_on=date(2026, 11, 9)), task("In time", due_on=date(2026, 11, 10))

    assert actions.escalate_overdue(today=date(2026, 11, 10)) == 1
    assert actions.escalate_overdue(today=date(2026, 11, 10)) == 0

    late.refresh_from_db()
    other.refresh_from_db()
    assert (late.escalated_to, other.escalated_to) == (Role.COUNCIL_SECRETARY, "")
    assert audit.history(late).first().who == "Scheduled work"
    next_working = queries.calendar_around(timezone.localdate()).next_working
    actions.revise_task(late, by=secretary, due_on=next_working(timezone.localdate() + timedelta(days=30)))
    assert (late.escalated_to, late.escalated_at) == ("", None)


def test_people_see_their_own_tasks_and_those_of_their_roles(task, user):
    guide, other = user(Role.GUIDE), user(Role.GUIDE)
    nobody, auditor = user(), user(Role.AUDITOR)
    role = task("Check the helmets", owner_role=Role.GUIDE)
    named = task("Drive the bus", owner_role=Role.GUIDE, owner=other)
    task("Sign the letters", owner_role=Role.COUNCIL_SECRETARY)

    assert set(Task.objects.visible_to(guide)) == {role}
    assert set(Task.objects.visible_to(other)) == {role, named}
    assert set(Task.objects.visible_to(nobody)) == set()
    assert Task.objects.visible_to(auditor).count() == 3


def test_what_is_late_and_what_comes_soon(task, user):
    today = timezone.localdate()
    calendar = queries.calendar_around(today)
    assistant = user(Role.ASSISTANT)
    late = task("Late", due_on=calendar.back(today, 1).on)
    soon = task("Soon", due_on=calendar.forward(today, 1).on)
    task("Later", due_on=calendar.forward(today, 30).on)
    task("Not mine", due_on=calendar.back(today, 1).on, owner_role=Role.GUIDE)

    assert list(queries.overdue(assistant)) == [late]
    assert list(queries.due_soon(assistant, days=7)) == [soon]


def test_assigning_gives_a_task_a_name(task, assistant, secretary):
    made = actions.assign_task(task(), owner=assistant, by=secretary)

    assert (made.owner, made.owner_role) == (assistant, Role.ASSISTANT)
    assert list(Task.objects.mine(assistant)) == [made]


def test_cancelling_needs_a_reason(task, secretary):
    with pytest.raises(Refused, match="Say why"):
        actions.cancel_task(task(), by=secretary, reason="")


@pytest.mark.parametrize("count", [1, 3])
def test_explaining_tasks_takes_a_constant_number_of_queries(
    count, rule, plan, django_assert_num_queries, occasion
):
    for number in range(count):
        rule(f"rule-{number}", -number)
    plan(date(2026, 11, 24))

    with django_assert_num_queries(4):  # tasks with rule and plan, subjects, steps, closures
        assert len(queries.explain_tasks(queries.tasks_of(occasion))) == count
