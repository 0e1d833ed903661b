"""Tasks through the door: the right person, the wrong state, the stranger."""

from datetime import date

import pytest
from django.urls import reverse

from council_office.calendar import actions
from council_office.calendar.models import Task
from council_office.calendar.states import TaskState
from council_office.directory.states import Role
from council_office.ledger.models import Event

COUNCIL = date(2026, 11, 24)


@pytest.fixture
def task(rule, plan) -> Task:
    rule("passes", -10, explanation_en="Security checks visitors.", checklist_en="Names\nScans")
    return plan(COUNCIL).tasks.get()


@pytest.fixture
def own(own_rules, secretary):
    """A task made by hand for a role."""

    def make(role: str = Role.GUIDE, title: str = "Check the helmets", **fields) -> Task:
        return actions.create_task(
            title_en=title, due_on=date(2026, 11, 9), owner_role=role, by=secretary, **fields
        )

    return make


def url(verb: str, thing) -> str:
    return reverse(f"calendar:{verb}", args=[thing.pk])


def test_the_page_of_a_task_says_why_it_is_due_on_its_day(task, signed_in):
    page = signed_in(Role.ASSISTANT).get(url("task", task))

    assert page.status_code == 200
    html = page.content.decode()
    assert "10 working days before Tue 24 Nov 2026" in html
    assert "Wed 11 Nov (Armistice Day) skipped" in html
    assert "Security checks visitors." in html
    assert "version 1, in force from Wed 1 Jan 2020" in html


def test_a_task_is_marked_done_by_its_role(own, signed_in):
    task = own()

    answer = signed_in(Role.GUIDE).post(url("finish_task", task))

    assert answer.status_code == 302
    assert Task.objects.get(pk=task.pk).state == TaskState.DONE


def test_a_task_with_an_open_step_is_refused_in_words(task, signed_in):
    answer = signed_in(Role.ASSISTANT).post(url("finish_task", task))

    assert answer.status_code == 409
    assert "2 steps are still open." in answer.content.decode()
    assert Task.objects.get(pk=task.pk).state == TaskState.OPEN


def test_an_auditor_sees_a_task_and_cannot_finish_it(task, signed_in):
    client = signed_in(Role.AUDITOR)

    assert client.get(url("task", task)).status_code == 200
    assert client.post(url("finish_task", task)).status_code == 403
    assert Task.objects.get(pk=task.pk).state == TaskState.OPEN
    assert Event.objects.filter(verb="refuse").count() == 1


@pytest.mark.parametrize("verb", ["task", "reopen_task", "cancel_task"])
def test_a_stranger_does_not_even_learn_that_a_task_exists(verb, task, signed_in):
    assert signed_in(Role.GUIDE).get(url(verb, task)).status_code == 404


@pytest.mark.parametrize("verb", ["revise_task", "fix_task", "assign_task", "unfix_task"])
def test_dates_and_owners_are_not_for_those_who_only_do_the_task(verb, own, signed_in):
    assert signed_in(Role.GUIDE).post(url(verb, own())).status_code == 403


def test_nobody_signed_out_sees_tasks(task, client):
    answer = client.get(url("task", task))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_a_date_is_fixed_by_hand_with_a_reason(task, signed_in):
    client = signed_in(Role.ASSISTANT)

    page = client.get(url("fix_task", task), {"due_on": "2026-11-05"})
    assert 'value="2026-11-05"' in page.content.decode()

    answer = client.post(url("fix_task", task), {"due_on": "2026-11-05", "reason": "Asked by security"})
    assert answer.status_code == 302
    task.refresh_from_db()
    assert (task.due_on, task.fixed_reason) == (date(2026, 11, 5), "Asked by security")
    assert "fixed by hand: Asked by security" in client.get(url("task", task)).content.decode()

    client.post(url("unfix_task", task))
    task.refresh_from_db()
    assert (task.due_on, task.fixed_by_hand) == (date(2026, 11, 9), False)


def test_a_date_on_a_holiday_is_refused_on_the_form_and_nothing_typed_is_lost(task, signed_in):
    answer = signed_in(Role.ASSISTANT).post(
        url("fix_task", task), {"due_on": "2026-11-11", "reason": "Asked by security"}
    )

    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Wed 11 Nov 2026 is not a working day (Armistice Day)" in html
    assert 'value="Asked by security"' in html
    assert Task.objects.get(pk=task.pk).due_on == date(2026, 11, 9)


def test_a_task_is_made_with_a_checklist_and_an_owner(own_rules, signed_in, office):
    client = signed_in(Role.DG_OFFICE)
    fields = {
        "title_en": "Sign the letters",
        "due_on": "2026-11-12",
        "owner_role": Role.DG_OFFICE,
        "owner": office[Role.ASSISTANT].pk,
        "steps": "Read\n\nSign\n",
    }

    answer = client.post(reverse("calendar:create_task"), fields)

    task = Task.objects.get()
    assert answer["Location"] == url("task", task)
    assert (task.owner, task.owner_role, task.about) == (office[Role.ASSISTANT], Role.DG_OFFICE, None)
    assert [step.text_en for step in task.steps.all()] == ["Read", "Sign"]


def test_a_task_is_not_given_to_a_delegate(own, signed_in, office):
    task, delegate = own(), office[Role.DELEGATE]

    answer = signed_in(Role.ASSISTANT).post(
        url("assign_task", task), {"owner_role": Role.GUIDE, "owner": delegate.pk}
    )

    assert answer.status_code == 422
    assert Task.objects.get(pk=task.pk).owner is None


def test_two_people_changing_the_words_of_a_task_are_told(own, signed_in):
    task = own()
    client = signed_in(Role.ASSISTANT)
    fields = {"title_en": "A", "due_on": "2026-11-09", "owner_role": Role.GUIDE, "seen": 1}
    assert client.post(url("revise_task", task), fields).status_code == 302

    answer = client.post(url("revise_task", task), {**fields, "title_en": "B"})

    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile" in answer.content.decode()
    assert Task.objects.get(pk=task.pk).title_en == "A"


def test_a_step_is_ticked_by_htmx_and_only_the_checklist_comes_back(task, signed_in):
    step = task.steps.first()

    answer = signed_in(Role.ASSISTANT).post(
        url("tick_step", step), {"done": "yes"}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 200
    assert answer.content.decode().count('aria-pressed="true"') == 1
    assert "<html" not in answer.content.decode()
    step.refresh_from_db()
    assert step.done_at is not None


def test_a_stranger_ticks_nothing(task, signed_in):
    assert (
        signed_in(Role.GUIDE).post(url("tick_step", task.steps.first()), {"done": "yes"}).status_code == 404
    )


def test_reopening_and_cancelling_ask_for_a_reason(own, signed_in):
    task, client = own(), signed_in(Role.GUIDE)

    assert client.post(url("cancel_task", task), {"reason": ""}).status_code == 422
    assert client.post(url("cancel_task", task), {"reason": "Lent by security"}).status_code == 302
    assert client.post(url("reopen_task", task), {"reason": "Taken back"}).status_code == 302
    assert Task.objects.get(pk=task.pk).state == TaskState.OPEN
    assert client.post(url("reopen_task", task), {"reason": "Again"}).status_code == 409


def test_chosen_tasks_are_finished_together_and_the_others_say_why(own, task, signed_in):
    mine, foreign = own(Role.ASSISTANT), own(Role.GUIDE)
    client = signed_in(Role.ASSISTANT)

    answer = client.post(reverse("calendar:finish_tasks"), {"pk": [mine.pk, task.pk, "x"]}, follow=True)

    html = answer.content.decode()
    assert "1 task done." in html
    assert "Passes: 2 steps are still open." in html
    assert Task.objects.get(pk=foreign.pk).state == TaskState.OPEN


def test_finishing_tasks_of_others_changes_nothing(own, signed_in):
    task = own(Role.ASSISTANT)

    signed_in(Role.GUIDE).post(reverse("calendar:finish_tasks"), {"pk": [task.pk]})

    assert Task.objects.get(pk=task.pk).state == TaskState.OPEN


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["tasks", "tasks_of_roles", "all_tasks"])
def test_lists_of_tasks_take_a_constant_number_of_queries(name, count, rule, plan, signed_in, own_queries):
    for number in range(count):
        rule(f"rule-{number}", -number, owner_role=Role.ASSISTANT)
    plan(COUNCIL)
    client, here = signed_in(Role.ASSISTANT), reverse(f"calendar:{name}")

    assert own_queries(client, here) == 4  # tasks, their subjects, their number, saved views
    assert client.get(here).content.decode().count('class="row-link"') == count


def test_the_list_shows_open_tasks_and_others_when_asked(own, signed_in):
    client, here = signed_in(Role.GUIDE), reverse("calendar:tasks")
    actions.finish_task(own(title="Done already"), by=client.user)
    own(title="Still to do")

    assert titles(client.get(here)) == ["Still to do"]
    assert titles(client.get(here, {"state": "done"})) == ["Done already"]
    assert sorted(titles(client.get(here, {"state": "all"}))) == ["Done already", "Still to do"]
    assert titles(client.get(here, {"due": "late", "q": "to do"})) in ([], ["Still to do"])


def titles(page) -> list[str]:
    return [str(row) for row in page.context["list"].rows]


def test_the_exported_list_holds_the_tasks_of_the_list(own, signed_in):
    own(title="=1+1")
    own(Role.ASSISTANT, title="Foreign")

    page = signed_in(Role.GUIDE).get(reverse("calendar:tasks"), {"export": "csv"})

    text = b"".join(page).decode("utf-8-sig") if page.streaming else page.content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert "Foreign" not in text
