"""The calendar in a browser: by keyboard, by drag, on a phone, in French, in the dark; always accessible."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from council_office.calendar import actions
from council_office.calendar.models import Closure, DeadlineRule, Task
from council_office.directory.models import Organisation
from council_office.directory.states import Role

MONTH = reverse("calendar:month") + "?on=2026-11-09"


@pytest.fixture
def council(office):
    """A session with all its deadlines; the tasks by the code of their rule."""
    secretary = office[Role.COUNCIL_SECRETARY]
    about = Organisation.objects.create(name_en="IC-40", name_fr="IC-40")
    days = {"on": date(2026, 11, 25), "ends_on": date(2026, 11, 26)}
    plan = actions.make_plan(about, occasion="meetings.session", **days, by=secretary)
    actions.escalate_overdue()
    return {task.rule.code: task for task in plan.tasks.select_related("rule")}


def test_a_deadline_is_dragged_to_another_day_and_asks_why(council, page_as):
    credentials = council["credentials"]
    page = page_as(Role.COUNCIL_SECRETARY)
    page.goto(MONTH)

    page.locator(f'[data-move="{credentials.move_url}"]').drag_to(page.locator('[data-day="2026-11-12"]'))

    expect(page.get_by_label("Due")).to_have_value("2026-11-12")
    page.get_by_label("Reason").fill("Asked for by the Chair")
    page.get_by_role("button", name="Fix the date").click()
    expect(page.get_by_text("fixed by hand: Asked for by the Chair")).to_be_visible()
    credentials.refresh_from_db()
    assert credentials.due_on == date(2026, 11, 12)


def test_a_deadline_is_not_dropped_on_a_holiday(council, page_as):
    page = page_as(Role.COUNCIL_SECRETARY)
    page.goto(MONTH)

    page.locator(f'[data-move="{council["credentials"].move_url}"]').drag_to(
        page.locator('[data-day="2026-11-11"]')
    )

    assert page.url.endswith(MONTH)


def test_the_months_are_turned_by_keyboard_without_loading_the_page_anew(council, page_as):
    page = page_as(Role.COUNCIL_SECRETARY)
    page.goto(MONTH)
    page.evaluate("window.stillHere = true")

    page.keyboard.press("ArrowRight")

    expect(page.locator(".calendar-period")).to_have_text(re.compile("December 2026", re.IGNORECASE))
    expect(page).to_have_url(re.compile(r"on=2026-12-01$"))
    assert page.evaluate("window.stillHere") is True


def test_a_checklist_is_ticked_and_the_task_done(council, page_as, office):
    task = council["invitations"]
    actions.finish_task(council["save-the-date"], by=office[Role.COUNCIL_SECRETARY])
    page = page_as(Role.ASSISTANT)
    page.goto(task.get_absolute_url())

    for step in task.steps.all():
        page.get_by_role("button", name=step.text_en, pressed=False).click()
        expect(page.get_by_role("button", name=step.text_en, pressed=True)).to_be_visible()
    page.get_by_role("button", name="Mark as done").click()

    expect(page.get_by_text("Done.", exact=True)).to_be_visible()
    assert Task.objects.get(pk=task.pk).state == "done"


@pytest.mark.looks
@pytest.mark.parametrize(
    "looks",
    [{}, {"language": "fr", "dark": True}, {"width": 360, "height": 780}],
    ids=["english", "french-dark", "phone"],
)
def test_every_page_of_the_calendar_is_accessible(looks, council, page_as, assert_accessible):
    page = page_as(Role.COUNCIL_SECRETARY, **looks)
    rule = DeadlineRule.objects.current().first()
    task, closure = council["invitations"], Closure.objects.first()
    addresses = [
        MONTH,
        *(reverse(f"calendar:{name}") + "?on=2026-11-09" for name in ("week", "days")),
        *(reverse(f"calendar:{name}") for name in ("tasks", "all_tasks", "feed", "rules", "closures")),
        *(reverse(f"calendar:{name}") for name in ("create_task", "create_rule", "create_closure")),
        *(reverse(f"calendar:{name}", args=[task.pk]) for name in ("task", "fix_task", "assign_task")),
        *(reverse(f"calendar:{name}", args=[rule.pk]) for name in ("rule", "revise_rule")),
        reverse("calendar:closure", args=[closure.pk]),
    ]
    for address in addresses:
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, address
