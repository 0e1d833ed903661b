"""Secretaries read the ledger in the admin and edit how numbers look; nothing else changes there."""

import pytest
from django.db import connection, transaction
from django.urls import reverse

from council_office.directory.states import Role
from council_office.ledger import audit, numbering, outbox
from council_office.ledger.models import Event, Job, NumberTaken, Series, SweepRun
from council_office.ledger.states import JobState

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(signed_in):
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture(autouse=True)
def _something_of_everything(tasks, bell):
    outbox.task("letters")(lambda: None)
    outbox.post("letters", by=audit.CLOCK, title="Letters")
    with transaction.atomic():
        numbering.take("LET", 2026)
    audit.record("note", None, by=audit.CLOCK)
    SweepRun.objects.create(name="x")
    connection.check_constraints()


MODELS = ["event", "series", "numbertaken", "job", "sweeprun"]


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_page_opens(administrator, model):
    listing = administrator.get(reverse(f"admin:ledger_{model}_changelist"))
    assert listing.status_code == 200
    row = listing.context["cl"].queryset.first()
    assert administrator.get(reverse(f"admin:ledger_{model}_change", args=[row.pk])).status_code == 200


def test_a_million_events_are_not_counted_for_a_page(administrator, django_assert_max_num_queries):
    listing = reverse("admin:ledger_event_changelist")
    with django_assert_max_num_queries(10) as queries:
        page = administrator.get(listing, {"verb": "note", "kind": "ledger.job", "q": "x"})
    assert page.status_code == 200
    assert not [
        query["sql"] for query in queries if "COUNT" in query["sql"] and "ledger_event" in query["sql"]
    ]
    assert "9999999" not in page.content.decode()


@pytest.mark.parametrize("model", ["event", "numbertaken", "job", "sweeprun"])
def test_what_happened_is_not_added_changed_or_deleted(administrator, model):
    classes = {"event": Event, "numbertaken": NumberTaken, "job": Job, "sweeprun": SweepRun}
    row = classes[model].objects.order_by("pk").first()
    before = classes[model].objects.filter(pk=row.pk).values().get()
    assert administrator.get(reverse(f"admin:ledger_{model}_add")).status_code == 403
    assert administrator.post(reverse(f"admin:ledger_{model}_change", args=[row.pk]), {}).status_code == 403
    assert administrator.post(reverse(f"admin:ledger_{model}_delete", args=[row.pk]), {}).status_code == 403
    assert classes[model].objects.filter(pk=row.pk).values().get() == before


COUNTERS = {"counters-TOTAL_FORMS": 0, "counters-INITIAL_FORMS": 0}


def test_a_series_looks_as_the_office_wishes_and_the_change_is_recorded(administrator):
    series = Series.objects.get(code="ROD")
    form = {
        "code": "ROD",
        "name_en": "Records",
        "pattern": "ITER/{year}/{number}",
        "per_year": "on",
    } | COUNTERS
    answer = administrator.post(reverse("admin:ledger_series_change", args=[series.pk]), form)
    assert answer.status_code == 302
    assert numbering.peek("ROD", 2026) == "ITER/2026/1"
    event = audit.history(series).get()
    assert event.actor == administrator.user
    assert ("Pattern", "{series}-{year}-{number:04d}", "ITER/{year}/{number}") in event.changes()


def test_a_new_series_is_recorded(administrator):
    form = {"code": "NEW", "name_en": "New", "pattern": "N{number}"} | COUNTERS
    assert administrator.post(reverse("admin:ledger_series_add"), form).status_code == 302
    assert audit.history(Series.objects.get(code="NEW")).get().verb == "create"


def test_a_series_in_use_keeps_its_code_and_is_not_deleted(administrator):
    series = Series.objects.get(code="LET")
    page = administrator.get(reverse("admin:ledger_series_change", args=[series.pk])).content.decode()
    assert 'name="code"' not in page
    assert 'name="counters-0-last"' not in page
    assert administrator.post(reverse("admin:ledger_series_delete", args=[series.pk])).status_code == 403


def test_jobs_are_cancelled_and_resumed_by_their_verbs(administrator):
    job = Job.objects.get()
    jobs = reverse("admin:ledger_job_changelist")
    for action, state in [
        ("cancel_jobs", JobState.CANCELLED),
        ("cancel_jobs", JobState.CANCELLED),
        ("resume_jobs", JobState.QUEUED),
    ]:
        administrator.post(jobs, {"action": action, "_selected_action": [job.pk]})
        job.refresh_from_db()
        assert job.state == state
    assert audit.history(job).count() == 2
