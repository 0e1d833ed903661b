"""Every minute lost work is found and every app has its turn, whatever happens to the others."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import QuerySet
from django.utils import timezone

from council_office.ledger import audit, outbox, sweeping
from council_office.ledger.models import Event, Job, SweepRun
from council_office.ledger.running import work_off
from council_office.ledger.states import JobState
from council_office.ledger.tasks import anchor, sweep, verify_audit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register(tasks, bell):
    outbox.task("letters")(lambda: None)


def after(seconds):
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_a_job_whose_bell_was_lost_is_offered_again_and_a_fresh_one_is_not(bell):
    lost, fresh, later = (outbox.post("letters", by=audit.CLOCK) for _ in range(3))
    now = timezone.now()
    Job.objects.filter(pk=lost.pk).update(offered_at=now - timedelta(seconds=31))
    Job.objects.filter(pk=fresh.pk).update(offered_at=now - timedelta(seconds=10))
    Job.objects.filter(pk=later.pk).update(not_before=now + timedelta(minutes=5))
    sweep()
    assert bell == [lost.pk]


def test_a_running_job_is_offered_when_its_lease_has_run_out(bell):
    dead, alive = (outbox.post("letters", by=audit.CLOCK) for _ in range(2))
    now = timezone.now()
    running = {"state": JobState.RUNNING, "token": "t", "offered_at": now}
    Job.objects.filter(pk=dead.pk).update(lease_until=now - timedelta(seconds=1), **running)
    Job.objects.filter(pk=alive.pk).update(lease_until=now + timedelta(seconds=1), **running)
    sweep()
    assert bell == [dead.pk]


def test_the_bells_of_a_sweep_are_limited_and_the_longest_waiting_come_first(bell):
    now = timezone.now()
    jobs = [outbox.post("letters", by=audit.CLOCK) for _ in range(3)]
    for age, job in zip((40, 60, 50), jobs, strict=True):
        Job.objects.filter(pk=job.pk).update(offered_at=now - timedelta(seconds=age))
    outbox.offer_stale(limit=2)
    assert bell == [jobs[1].pk, jobs[2].pk]


def test_one_failing_function_stops_no_other_and_is_reported():
    called = []

    @outbox.every_minute("a.broken")
    def broken():
        raise ValueError("odd")

    @outbox.every_minute("b.working")
    def working():
        called.append(1)

    sweep()
    assert called == [1]
    assert dict(SweepRun.objects.values_list("name", "error")) == {
        "a.broken": "ValueError: odd",
        "b.working": "",
        "ledger.sweep": "",
    }


def test_a_function_has_its_turn_once_a_minute_however_often_the_sweep_comes():
    called = []
    outbox.every_minute("counted")(lambda: called.append(1))
    for seconds in (0, 20, 40, 60, 80, 100, 120):
        with after(seconds):
            sweep()
    assert len(called) == 3


def test_a_function_that_still_runs_is_not_started_twice_until_it_must_be_dead():
    called = []
    outbox.every_minute("slow")(lambda: called.append(1))
    SweepRun.objects.create(name="slow", started_at=timezone.now())
    with after(120):
        sweep()
    assert called == []
    with after(601):
        sweep()
    assert called == [1]


def test_a_function_works_again_after_a_failure():
    outcomes = [None, ValueError("odd"), None]

    @outbox.every_minute("moody")
    def moody():
        if error := outcomes.pop():
            raise error

    seen = []
    for minute in range(3):
        with after(60 * minute):
            sweep()
        seen.append(SweepRun.objects.get(name="moody").error)
    assert seen == ["", "ValueError: odd", ""]


def test_the_sweep_itself_notes_that_it_came():
    sweeping.sweep()
    assert SweepRun.objects.get(name=sweeping.SWEEP).finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_the_trail_is_anchored_and_verified_once_a_day(anchor_folder):
    outbox.task("ledger.verify_audit")(verify_audit)
    audit.record("note", None, by=audit.CLOCK)
    noon = timezone.localtime().replace(hour=12)
    for hours in (24, 25, 48):
        with time_machine.travel(noon + timedelta(hours=hours), tick=False):
            anchor()
            work_off()
    (file,) = anchor_folder.glob("*.jsonl")
    assert len(file.read_text().splitlines()) == 2
    assert [event.details for event in Event.objects.filter(verb="verify")] == [{"breaks": []}] * 2
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}


@pytest.mark.django_db(transaction=True)
def test_a_broken_trail_becomes_a_failed_job():
    outbox.task("ledger.verify_audit")(verify_audit)
    event = audit.record("note", None, by=audit.CLOCK)
    QuerySet(Event).filter(pk=event.pk).update(verb="praise")
    anchor()
    work_off()
    assert Job.objects.get().state == JobState.FAILED
    assert Job.objects.get().rows.get().error == "1: The event was changed."
