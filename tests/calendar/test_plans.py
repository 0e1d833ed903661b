"""Deadlines counted from an occasion: made, moved, fixed by hand, explained."""

from datetime import date

import pytest
from django.utils import translation

from council_office.calendar import actions, queries
from council_office.calendar.models import Closure, DeadlineRule, Plan, Task
from council_office.calendar.states import TaskState, Unit
from council_office.directory.models import Organisation
from council_office.ledger import audit
from council_office.ledger.moves import Conflict, Refused

COUNCIL = date(2026, 11, 24)  # a Tuesday


def dues(plan: Plan) -> dict[str, date]:
    return {task.rule.code: task.due_on for task in plan.tasks.select_related("rule")}


def said(task: Task, language: str = "en") -> str:
    with translation.override(language):
        [(_task, explanation)] = queries.explain_tasks(Task.objects.shown().filter(pk=task.pk))
        return str(explanation)


def test_a_plan_makes_a_task_for_every_rule_in_force(rule, plan):
    rule("passes", -10, owner_role="assistant")
    rule("save-the-date", -120, unit=Unit.CALENDAR_DAYS)
    rule("record", 10, owner_role="council_secretary")
    rule("old", -3, valid_to=date(2025, 12, 31))
    rule("future", -3, valid_from=date(2027, 1, 1))

    made = plan(COUNCIL, ends_on=date(2026, 11, 25))

    assert dues(made) == {
        "passes": date(2026, 11, 9),
        "save-the-date": date(2026, 7, 27),
        "record": date(2026, 12, 9),
    }
    assert made.tasks.get(rule__code="record").owner_role == "council_secretary"


def test_every_deadline_says_its_count_and_the_holidays_skipped(rule, plan):
    rule("passes", -10)

    task = plan(COUNCIL).tasks.get()

    assert said(task) == "10 working days before Tue 24 Nov 2026; Wed 11 Nov (Armistice Day) skipped"


def test_a_count_of_calendar_days_that_ends_on_a_holiday_moves_to_the_working_day_before(rule, plan):
    rule("papers", -7, unit=Unit.CALENDAR_DAYS)

    task = plan(date(2026, 11, 18)).tasks.get()

    assert task.due_on == date(2026, 11, 10)
    assert said(task) == (
        "7 calendar days before Wed 18 Nov 2026; "
        "moved from Wed 11 Nov (Armistice Day) to the working day before"
    )


def test_nothing_of_the_starting_rules_falls_on_a_day_without_work(occasion, secretary):
    for on in (date(2026, 6, 17), COUNCIL, date(2027, 1, 6)):
        about = Organisation.objects.create(name_en=f"Session of {on}")
        made = actions.make_plan(about, occasion="meetings.session", on=on, by=secretary)
        calendar = queries.calendar_around(on)

        assert made.tasks.count() == DeadlineRule.objects.filter(occasion="meetings.session").count() == 16
        assert [task for task in made.tasks.all() if not calendar.is_working(task.due_on)] == []


def test_a_body_has_its_own_version_of_a_rule_and_may_go_without_another(rule, plan):
    rule("papers", -14)
    rule("papers", -7, variant="STAC")
    rule("credentials", -10)
    rule("credentials", -10, variant="STAC", applies=False)

    assert dues(plan(COUNCIL, variant="STAC")) == {"papers": date(2026, 11, 13)}


def test_making_a_plan_again_moves_the_first_one(rule, plan):
    rule("passes", -1)
    first = plan(COUNCIL)

    second = plan(date(2026, 11, 25))

    assert second == first
    assert Plan.objects.get().on == date(2026, 11, 25)
    assert dues(first) == {"passes": COUNCIL}


def test_moving_a_plan_moves_all_but_what_is_fixed_or_done_and_says_what_moved(rule, plan, secretary):
    rule("invitations", -10)
    rule("agenda", -5)
    rule("papers", -3)
    made = plan(COUNCIL)
    fixed, done = made.tasks.get(rule__code="agenda"), made.tasks.get(rule__code="papers")
    actions.fix_task(fixed, date(2026, 11, 12), by=secretary, reason="The Chair asked for it")
    actions.finish_task(done, by=secretary)

    moved = actions.move_plan(made, date(2026, 12, 1), by=secretary)

    assert [(one.task.rule.code, one.before, one.after) for one in moved] == [
        ("invitations", date(2026, 11, 9), date(2026, 11, 17))
    ]
    assert moved[0].reason == "10 working days before Tue 1 Dec 2026"
    assert dues(made) == {
        "invitations": date(2026, 11, 17),
        "agenda": date(2026, 11, 12),
        "papers": date(2026, 11, 19),
    }
    assert audit.history(made).filter(verb="recount_tasks").get().details["moved"][0]["after"] == "2026-11-17"


def test_what_would_move_is_told_before_and_changes_nothing(rule, plan):
    rule("invitations", -10)
    made = plan(COUNCIL)

    assert [one.after for one in queries.moves_of(made, date(2026, 12, 1))] == [date(2026, 11, 17)]
    assert dues(made) == {"invitations": date(2026, 11, 9)}


def test_a_session_that_grows_a_day_moves_only_what_is_counted_from_its_end(rule, plan, secretary):
    rule("papers", -3)
    rule("record", 10)
    made = plan(COUNCIL, ends_on=COUNCIL)

    moved = actions.move_plan(made, COUNCIL, ends_on=date(2026, 11, 25), by=secretary)

    assert [(one.task.rule.code, one.after) for one in moved] == [("record", date(2026, 12, 9))]


def test_a_date_fixed_by_hand_needs_a_reason_and_a_working_day(rule, plan, secretary):
    rule("agenda", -5)
    task = plan(COUNCIL).tasks.get()

    with pytest.raises(Refused, match="Say why"):
        actions.fix_task(task, date(2026, 11, 12), by=secretary, reason=" ")
    with pytest.raises(Refused) as refused:
        actions.fix_task(task, date(2026, 11, 11), by=secretary, reason="Wish of the Chair")
    assert refused.value.message == (
        "Wed 11 Nov 2026 is not a working day (Armistice Day). Choose Tue 10 Nov 2026 or Thu 12 Nov 2026."
    )
    assert dues(task.plan) == {"agenda": date(2026, 11, 17)}


def test_a_date_fixed_by_hand_says_so_beside_what_the_rule_says(rule, plan, secretary):
    rule("agenda", -5)
    task = plan(COUNCIL).tasks.get()

    actions.fix_task(task, date(2026, 11, 12), by=secretary, reason="Wish of the Chair")

    assert said(task) == (
        "fixed by hand: Wish of the Chair; "
        "the rule says Tue 17 Nov 2026 (5 working days before Tue 24 Nov 2026)"
    )


def test_releasing_a_fixed_date_gives_back_the_day_of_the_rule(rule, plan, secretary):
    rule("agenda", -5)
    task = plan(COUNCIL).tasks.get()
    actions.fix_task(task, date(2026, 11, 12), by=secretary, reason="Wish of the Chair")

    actions.unfix_task(task, by=secretary)

    task.refresh_from_db()
    assert (task.due_on, task.fixed_by_hand, task.fixed_reason) == (date(2026, 11, 17), False, "")


def test_cancelling_a_plan_cancels_what_is_open_and_keeps_what_is_done(rule, plan, secretary):
    rule("invitations", -10)
    rule("agenda", -5)
    made = plan(COUNCIL)
    actions.finish_task(made.tasks.get(rule__code="invitations"), by=secretary)

    assert actions.cancel_plan(made, by=secretary, reason="Session postponed sine die") == 1

    assert [(task.rule.code, task.state) for task in made.tasks.all()] == [
        ("invitations", TaskState.DONE),
        ("agenda", TaskState.CANCELLED),
    ]


def test_a_new_closure_moves_the_deadlines_that_it_touches_and_no_fixed_one(rule, plan, secretary):
    rule("invitations", -10)
    rule("agenda", -5)
    rule("papers", -1)
    made = plan(COUNCIL)
    actions.fix_task(
        made.tasks.get(rule__code="agenda"), date(2026, 11, 17), by=secretary, reason="Told to the Members"
    )

    closure, moved = actions.create_closure(
        name_en="Site closed",
        name_fr="Site fermé",
        starts_on=date(2026, 11, 16),
        ends_on=date(2026, 11, 17),
        by=secretary,
    )

    assert [(one.task.rule.code, one.before, one.after) for one in moved] == [
        ("invitations", date(2026, 11, 9), date(2026, 11, 5))
    ]
    assert said(made.tasks.get(rule__code="invitations")) == (
        "10 working days before Tue 24 Nov 2026; "
        "Wed 11 Nov (Armistice Day), Mon 16 Nov to Tue 17 Nov (Site closed) skipped"
    )
    assert "the office is closed on this day" in said(made.tasks.get(rule__code="agenda"))
    assert [one["title"] for one in audit.history(closure).first().details["moved"]] == ["Invitations"]

    back = actions.remove_closure(closure, by=secretary)

    assert [one.after for one in back] == [date(2026, 11, 9)]
    assert Closure.objects.count() == 0


def test_two_people_changing_a_closure_are_told(own_rules, secretary):
    closure, _moved = actions.create_closure(
        name_en="Closed", name_fr="Fermé", starts_on=date(2026, 8, 3), ends_on=date(2026, 8, 4), by=secretary
    )
    actions.revise_closure(closure, by=secretary, seen=1, ends_on=date(2026, 8, 5))

    with pytest.raises(Conflict) as conflict:
        actions.revise_closure(closure, by=secretary, seen=1, ends_on=date(2026, 8, 6))

    assert conflict.value.differences == [("Last day", "Wed 5 Aug 2026", "Thu 6 Aug 2026")]


def test_deadlines_are_told_without_a_plan_too(rule):
    rule("passes", -10, explanation_en="Security checks.")

    [told] = queries.deadlines_of("test.occasion", COUNCIL, today=date(2026, 11, 12))

    assert (told.on, told.late_by, told.explanation.why) == (date(2026, 11, 9), 3, "Security checks.")
    assert told.explanation.rule == "version 1, in force from Wed 1 Jan 2020"


def test_a_deadline_is_explained_in_french(rule, plan):
    rule("passes", -10)
    task = plan(COUNCIL).tasks.get()

    with translation.override("fr"):
        assert str(queries.calendar_around(COUNCIL).holidays[date(2026, 11, 11)]) == "Armistice"
        assert task.title() == "passes (fr)"
