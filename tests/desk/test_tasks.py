"""Reports 3: a task by hand starts from a checklist, waits for another, and is never in a circle."""

from datetime import date

import pytest
from django.urls import reverse

from council_office.calendar import actions
from council_office.calendar.models import Checklist, Task
from council_office.directory.states import Role
from council_office.ledger.moves import Refused

MONDAY = date(2026, 11, 30)


@pytest.fixture
def first(assistant):
    return actions.create_task(title_en="Translate the letter", due_on=MONDAY, by=assistant)


def test_reports_3_a_task_starts_from_a_checklist_and_waits_for_another(first, signed_in):
    checklist = Checklist.objects.get(name_en="Room for a meeting")
    fields = {
        "title_en": "Prepare the room",
        "due_on": "2026-12-01",
        "owner_role": Role.ASSISTANT,
        "after__text": "translate letter",
        "checklist": checklist.pk,
        "steps": "Flags up",
    }
    client = signed_in(Role.ASSISTANT)
    client.post(reverse("calendar:create_task"), fields)
    task = Task.objects.get(title_en="Prepare the room")
    assert task.after == first
    steps = [(step.text_en, step.text_fr) for step in task.steps.all()]
    assert steps[0] == ("Room booked", "Salle réservée")
    assert steps[-1] == ("Flags up", "")
    refused = client.post(reverse("calendar:finish_task", args=[task.pk]))
    assert "This waits for “Translate the letter”" in refused.content.decode()


def test_no_task_waits_for_itself_by_way_of_others(first, assistant):
    second = actions.create_task(title_en="Sign it", due_on=MONDAY, after=first, by=assistant)
    third = actions.create_task(title_en="Post it", due_on=MONDAY, after=second, by=assistant)
    with pytest.raises(Refused, match="waits for this task already"):
        actions.revise_task(first, by=assistant, after=third)
