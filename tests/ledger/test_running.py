"""A job's rows are done one after the other; a failure, a cancellation, a dead worker harm no other row."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext

from council_office.ledger import actions, audit, claims, outbox, running
from council_office.ledger.models import Job, JobRow
from council_office.ledger.moves import Refused
from council_office.ledger.states import JobState, RowState
from council_office.ledger.tasks import work

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What a row cannot catch, as when the worker's process is killed."""


class Writer:
    """A registered task that notes its calls and fails as told: `writer.fails[2] = Refused("…")`."""

    def __init__(self):
        self.calls, self.fails, self.then = [], {}, {}
        outbox.task("letters")(self.write)

    def write(self, n):
        self.calls.append(n)
        if n in self.then:
            self.then[n]()
        if n in self.fails:
            raise self.fails[n]


@pytest.fixture
def writer(tasks, bell):
    return Writer()


def order(count, by=audit.CLOCK, **options):
    return outbox.post("letters", rows=[{"n": n} for n in range(1, count + 1)], by=by, **options)


def counts(job):
    job.refresh_from_db()
    return job.state, job.done, job.failed


def after(seconds):
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_every_row_is_done_once_and_in_order(writer):
    job = order(3)
    work(job.pk)
    work(job.pk)
    assert writer.calls == [1, 2, 3]
    assert counts(job) == (JobState.DONE, 3, 0)
    assert (job.percent, job.left, job.token, job.lease_until) == (100, 0, "", None)
    assert job.finished_at is not None


def test_a_job_without_rows_is_done_at_once(writer):
    job = outbox.post("letters", rows=[], by=audit.CLOCK)
    work(job.pk)
    assert counts(job) == (JobState.DONE, 0, 0)


def test_a_refused_row_stops_no_other_says_why_and_is_tried_again(writer):
    job = order(3)
    writer.fails[2] = Refused("No address")
    work(job.pk)
    assert writer.calls == [1, 2, 3]
    assert counts(job) == (JobState.QUEUED, 2, 0)
    row = job.rows.get(position=2)
    assert (row.error, row.attempts, row.state) == ("No address", 1, RowState.QUEUED)
    work(job.pk)
    assert writer.calls == [1, 2, 3]  # not before its time
    del writer.fails[2]
    with after(11):
        work(job.pk)
    assert writer.calls == [1, 2, 3, 2]
    assert counts(job) == (JobState.DONE, 3, 0)


def test_a_row_that_is_always_refused_fails_with_its_reason_in_the_end(writer):
    job = order(2)
    writer.fails[1] = Refused("No address")
    for minute in range(10):
        with after(60 * minute):
            work(job.pk)
    assert writer.calls.count(1) == running.ATTEMPTS
    assert counts(job) == (JobState.FAILED, 1, 1)
    assert job.rows.get(position=1).error == "No address"


def test_an_unexpected_failure_is_recorded_like_a_known_one(writer):
    job = order(1)
    writer.fails[1] = ValueError("odd")
    work(job.pk)
    assert job.rows.get().error == "ValueError: odd"


def test_a_row_may_ask_for_patience(writer):
    job = order(1)
    writer.fails[1] = outbox.Retry("The post is closed", delay=300)
    work(job.pk)
    with after(290):
        work(job.pk)
    assert writer.calls == [1]
    for minute in range(10, 300, 10):
        with after(60 * minute):
            work(job.pk)
    assert len(writer.calls) == 30
    assert counts(job) == (JobState.QUEUED, 0, 0)


def test_a_row_may_give_up_at_once(writer):
    job = order(2)
    writer.fails[1] = outbox.GiveUp("Nobody lives there")
    work(job.pk)
    assert counts(job) == (JobState.FAILED, 1, 1)
    assert job.rows.get(position=1).error == "Nobody lives there"


def test_a_task_that_this_worker_does_not_know_is_tried_again_later(writer, tasks):
    job = order(1)
    tasks.clear()
    work(job.pk)
    assert counts(job) == (JobState.QUEUED, 0, 0)


def test_reasons_are_written_in_the_language_of_who_ordered(writer, user):
    user.language = "fr"
    user.save()
    writer.then[1] = lambda: said.append(gettext("English"))
    said = []
    work(order(1, by=user).pk)
    work(order(1).pk)
    assert said == ["Anglais", "English"]


def test_a_cancelled_job_stops_before_its_next_row_and_goes_on_when_resumed(writer, user, bell):
    job = order(4)
    writer.then[2] = lambda: actions.cancel_job(Job.objects.get(), by=user, reason="Wrong date")
    work(job.pk)
    assert writer.calls == [1, 2]
    assert counts(job) == (JobState.CANCELLED, 2, 0)
    work(job.pk)
    assert writer.calls == [1, 2]
    writer.then.clear()
    actions.resume_job(job, by=user)
    work(job.pk)
    assert writer.calls == [1, 2, 3, 4]
    assert counts(job) == (JobState.DONE, 4, 0)
    assert [event.words() for event in audit.history(job)] == [
        "moved from Cancelled to Waiting",
        "moved from Running to Cancelled",
    ]


def test_only_a_cancelled_job_with_rows_left_is_resumed(writer, user):
    job = order(1)
    with pytest.raises(Refused, match="Only a cancelled job"):
        actions.resume_job(job, by=user)
    work(job.pk)
    with pytest.raises(Refused, match="not possible from “Done” to “Cancelled”"):
        actions.cancel_job(job, by=user)


def test_failed_rows_are_tried_again_when_asked(writer, user):
    job = order(3)
    writer.fails[2] = outbox.GiveUp("No address")
    work(job.pk)
    writer.fails.clear()
    actions.retry_failed_rows(job, by=user)
    assert counts(job) == (JobState.QUEUED, 2, 0)
    work(job.pk)
    assert writer.calls == [1, 2, 3, 2]
    assert counts(job) == (JobState.DONE, 3, 0)
    assert job.rows.get(position=2).error == ""
    with pytest.raises(Refused, match="No failed row"):
        actions.retry_failed_rows(job, by=user)


def test_a_big_job_lets_the_small_ones_pass(writer, bell, monkeypatch):
    monkeypatch.setattr(running, "SLICE", 0)
    big, small = order(3), outbox.post("letters", by=audit.CLOCK, n=99)
    bell[:] = [big.pk, small.pk]
    while bell:
        work(bell.pop(0))
    assert writer.calls == [1, 99, 2, 3]
    assert counts(big) == (JobState.DONE, 3, 0)


def test_a_killed_worker_leaves_a_job_that_another_finishes_after_the_lease(writer):
    job = order(3)
    writer.fails[2] = Killed()
    with pytest.raises(Killed):
        work(job.pk)
    assert counts(job) == (JobState.RUNNING, 1, 0)
    writer.fails.clear()
    work(job.pk)
    assert writer.calls == [1, 2]  # the dead worker's lease still runs
    with after(21):
        assert list(Job.objects.lost()) == [job]
        work(job.pk)
    assert writer.calls == [1, 2, 2, 3]
    assert counts(job) == (JobState.DONE, 3, 0)
    assert job.rows.get(position=2).crashes == 1


def test_a_row_that_always_kills_its_worker_fails_and_frees_the_others(writer):
    job = order(2)
    writer.fails[1] = Killed()
    for minute in range(running.CRASHES):
        with after(60 * minute), pytest.raises(Killed):
            work(job.pk)
    with after(60 * running.CRASHES):
        work(job.pk)
    assert counts(job) == (JobState.FAILED, 1, 1)
    assert writer.calls.count(1) == running.CRASHES


def test_a_worker_that_lost_its_job_stops_and_counts_nothing_twice(writer):
    job = order(3)

    def lose():
        Job.objects.update(token="another", lease_until=timezone.now() + timedelta(seconds=20))

    writer.then[2] = lose
    work(job.pk)
    assert writer.calls == [1, 2]
    assert counts(job) == (JobState.RUNNING, 2, 0)
    assert job.token == "another"


def test_a_row_that_two_workers_did_counts_once(writer):
    job = order(1)
    row = job.rows.get()
    running._end(row, RowState.DONE)
    running._end(row, RowState.FAILED, "late")
    assert counts(job) == (JobState.QUEUED, 1, 0)
    assert job.rows.get().error == ""


def test_a_database_that_goes_away_leaves_the_job_to_the_sweep(writer, monkeypatch):
    job = order(2)

    def away(*args):
        raise OperationalError

    monkeypatch.setattr(running, "_end", away)
    monkeypatch.setattr(running.connections, "close_all", lambda: None)
    work(job.pk)
    assert counts(job) == (JobState.RUNNING, 0, 0)
    monkeypatch.undo()
    with after(21):
        assert list(Job.objects.lost()) == [job]


def test_everything_due_is_worked_off_here_and_now(writer):
    jobs = [order(2) for _ in range(3)]
    assert running.work_off() == 3
    assert {counts(job)[0] for job in jobs} == {JobState.DONE}
    assert running.work_off() == 0


@pytest.mark.django_db(transaction=True)
def test_of_twenty_workers_one_gets_the_job(writer, in_parallel):
    for _round in range(5):
        job = order(1)
        won = [one for one in in_parallel(20, lambda _, job=job: claims.claim(job.pk)) if one]
        assert [claim.token for claim in won] == [Job.objects.get(pk=job.pk).token]


@pytest.mark.django_db(transaction=True)
def test_twenty_workers_do_a_job_without_doing_a_row_twice(writer, in_parallel, monkeypatch):
    monkeypatch.setattr(running, "SLICE", 0)
    job = order(30)

    def help_out(_index):
        while Job.objects.get(pk=job.pk).state != JobState.DONE:
            running.run(job.pk)
            time.sleep(0.01)

    assert in_parallel(10, help_out) == [None] * 10
    assert writer.calls == list(range(1, 31))
    assert counts(job) == (JobState.DONE, 30, 0)


@pytest.mark.django_db(transaction=True)
def test_a_long_row_keeps_its_lease(writer, monkeypatch):
    monkeypatch.setattr(claims, "LEASE", timedelta(seconds=0.5))
    monkeypatch.setattr(claims, "HEARTBEAT", 0.1)
    job = order(1)
    rivals = []

    def long():
        end = time.monotonic() + 1.2
        while time.monotonic() < end:
            rivals.append(claims.claim(job.pk))
            time.sleep(0.1)

    writer.then[1] = long
    work(job.pk)
    assert set(rivals) == {None}
    assert counts(job) == (JobState.DONE, 1, 0)


@pytest.mark.django_db(transaction=True)
def test_the_heart_beats_on_after_the_database_was_away(writer, monkeypatch):
    monkeypatch.setattr(claims, "HEARTBEAT", 0.05)
    job = order(1)
    claim = claims.claim(job.pk)
    beats, keep = [], claims.Claim.keep

    def keep_sometimes(self):
        beats.append(None)
        if len(beats) == 1:
            raise OperationalError
        return keep(self)

    monkeypatch.setattr(claims.Claim, "keep", keep_sometimes)
    with claim.alive():
        time.sleep(0.4)
    assert len(beats) > 2
    assert not claim.lost.is_set()


def test_rows_are_kept_with_their_job(writer):
    job = order(2)
    job.delete()
    assert not JobRow.objects.exists()
