"""The calendar in the administration: the same verbs, the same refusals."""

from datetime import date

import pytest
from django.urls import reverse

from council_office.calendar import actions
from council_office.calendar.models import Closure, DeadlineRule, Feed, Task
from council_office.calendar.states import TaskState
from council_office.directory.states import Role
from council_office.ledger import audit

COUNCIL = date(2026, 11, 24)
INLINE = {f"steps-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}


@pytest.fixture
def admin(signed_in):
    return signed_in(Role.ADMINISTRATOR)


def change(model: str, thing) -> str:
    return reverse(f"admin:calendar_{model}_change", args=[thing.pk])


def test_a_closure_entered_in_the_administration_moves_deadlines(rule, plan, admin):
    rule("passes", -10)
    made = plan(COUNCIL)
    fields = {"name_en": "Closed", "name_fr": "Fermé", "starts_on": "2026-11-16", "ends_on": "2026-11-17"}

    answer = admin.post(reverse("admin:calendar_closure_add"), fields)

    assert answer.status_code == 302
    assert made.tasks.get().due_on == date(2026, 11, 5)
    assert audit.history(Closure.objects.get()).first().verb == "recount_tasks"


def test_a_rule_changed_in_the_administration_becomes_a_new_version(rule, admin):
    old = rule("passes", -10)
    same = ("name_en", "name_fr", "unit", "owner_role")
    fields = {name: getattr(old, name) for name in same} | {"applies": "on", "offset": "-14"}

    answer = admin.post(change("deadlinerule", old), {**fields, "valid_from": "2026-07-01"})

    assert answer.status_code == 302
    assert [(one.version, one.offset) for one in DeadlineRule.objects.order_by("version")] == [
        (1, -10),
        (2, -14),
    ]


def test_an_ended_version_is_not_changed_in_the_administration(rule, admin, secretary):
    old = rule("passes", -10)
    actions.end_rule(old, valid_to=date(2026, 12, 31), by=secretary)

    admin.post(change("deadlinerule", old), {"offset": "-14"})

    old.refresh_from_db()
    assert old.offset == -10


def test_the_day_of_a_planned_task_is_refused_in_words_in_the_administration(rule, plan, admin):
    rule("passes", -10)
    task = plan(COUNCIL).tasks.get()
    fields = {"title_en": "Passes", "due_on": "2026-11-05", "owner_role": Role.ASSISTANT, **INLINE}

    answer = admin.post(change("task", task), fields)

    assert answer.status_code == 200
    assert "fix it by hand with a reason" in answer.content.decode()
    assert Task.objects.get(pk=task.pk).due_on == date(2026, 11, 9)


def test_chosen_tasks_are_finished_in_the_administration(rule, plan, admin):
    rule("passes", -10, owner_role=Role.ADMINISTRATOR)
    task = plan(COUNCIL).tasks.get()

    admin.post(
        reverse("admin:calendar_task_changelist"), {"action": "finish_task", "_selected_action": [task.pk]}
    )

    assert Task.objects.get(pk=task.pk).state == TaskState.DONE


def test_a_feed_is_closed_in_the_administration_and_shows_no_secret(admin, office):
    feed, token = actions.open_feed(office[Role.GUIDE], by=office[Role.GUIDE])

    page = admin.get(change("feed", feed)).content.decode()
    admin.post(
        reverse("admin:calendar_feed_changelist"), {"action": "revoke_feed", "_selected_action": [feed.pk]}
    )

    assert token not in page
    assert feed.token_hash not in page
    assert Feed.objects.live().count() == 0


@pytest.mark.parametrize("model", ["closure", "deadlinerule", "plan", "task", "feed"])
def test_every_list_of_the_calendar_can_be_searched_in_the_administration(model, rule, plan, admin):
    rule("passes", -10)
    plan(COUNCIL)

    assert admin.get(reverse(f"admin:calendar_{model}_changelist"), {"q": "passes"}).status_code == 200
