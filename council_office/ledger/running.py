"""Do the rows of a job, one after the other, and note how each one ended."""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext

from council_office.ledger import outbox
from council_office.ledger.claims import Claim, claim, renew_connections
from council_office.ledger.models import Job, JobRow
from council_office.ledger.moves import Refused
from council_office.ledger.states import RowState

log = logging.getLogger("council_office.outbox")

SLICE = 5.0  # seconds that a job may keep its worker while others wait
WAITS = (10.0, 20.0, 40.0, 60.0)  # seconds before the next attempt; then a minute each time
ATTEMPTS = 5  # attempts at a row that is refused or fails unexpectedly
PATIENCE = 1500  # attempts at a row that asks to be tried again: about a day
CRASHES = 10  # times that a row may take its worker down with it


def run(job_id: int) -> bool:
    """Work on the job for one slice; False when somebody else has it or it has nothing to do now.

    What is left is offered again behind the jobs that wait, so that a big one never blocks a small one.
    A database that goes away ends the slice; the lease runs out and the sweep offers the job again.
    """
    renew_connections()
    mine = claim(job_id)
    if mine is None:
        return False
    try:
        with mine.alive():
            _run_slice(mine)
        if mine.release():
            outbox.offer(job_id)
    except DatabaseError:
        log.exception("Job %s is left to the sweep", job_id)
        connections.close_all()
    return True


def work_off(limit: int = 10_000) -> int:
    """Do everything that is due, here and now: for tests, demo data, and machines without a worker."""
    for rounds in range(limit):
        due = (Job.objects.waiting() | Job.objects.lost()).order_by("id").values_list("pk", flat=True).first()
        if due is None:
            return rounds
        run(due)
    return limit


def _run_slice(mine: Claim) -> None:
    job = Job.objects.select_related("by").get(pk=mine.job_id)
    language = job.by.language if job.by else settings.LANGUAGE_CODE
    until = time.monotonic() + SLICE
    with translation.override(language):
        while not mine.lost.is_set() and (row := _next_row(job)):
            if not _begin(mine, row):
                return
            _attempt(job, row)
            if time.monotonic() > until:
                return


def _next_row(job: Job) -> JobRow | None:
    now = timezone.now()
    pending = JobRow.objects.filter(job=job, state=RowState.QUEUED).exclude(not_before__gt=now)
    return pending.order_by("position").first()


def _begin(mine: Claim, row: JobRow) -> bool:
    """Note the attempt before it is made, so that a row that kills its worker leaves a trace."""
    with transaction.atomic():
        if not mine.keep():
            return False
        row.attempts += 1
        row.crashes += 1 if row.started_at else 0
        row.started_at = timezone.now()
        row.save(update_fields=["attempts", "crashes", "started_at"])
    return True


def _attempt(job: Job, row: JobRow) -> None:
    renew_connections()
    if row.crashes >= CRASHES:
        _end(row, RowState.FAILED, gettext("The worker stopped every time it tried this."))
        return
    try:
        if job.task not in outbox.TASKS:
            raise outbox.UnknownTask(job.task)
        outbox.TASKS[job.task](**row.kwargs)
    except outbox.GiveUp as error:
        _end(row, RowState.FAILED, str(error))
    except Refused as error:
        _put_off(row, error.message)
    except outbox.Retry as error:
        _put_off(row, str(error), delay=error.delay, attempts=PATIENCE)
    except Exception as error:
        log.exception("Job %s, row %s: attempt %s", job.pk, row.position, row.attempts)
        _put_off(row, f"{type(error).__name__}: {error}")
    else:
        _end(row, RowState.DONE)


def _put_off(row: JobRow, error: str, *, delay: float | None = None, attempts: int = ATTEMPTS) -> None:
    """Another attempt later, or the end after so many."""
    if row.attempts >= attempts:
        _end(row, RowState.FAILED, error)
        return
    wait = WAITS[min(row.attempts, len(WAITS)) - 1] if delay is None else delay
    not_before = timezone.now() + timedelta(seconds=wait)
    JobRow.objects.filter(pk=row.pk, state=RowState.QUEUED).update(
        error=error[:2000], not_before=not_before, started_at=None
    )


def _end(row: JobRow, state: RowState, error: str = "") -> None:
    """The row's last word, counted once however many workers say it."""
    count = "done" if state == RowState.DONE else "failed"
    with transaction.atomic():
        ended = JobRow.objects.filter(pk=row.pk, state=RowState.QUEUED).update(
            state=state, error=error[:2000], finished_at=timezone.now(), not_before=None
        )
        if ended:
            Job.objects.filter(pk=row.job_id).update(**{count: F(count) + 1})
