"""What people do with jobs and series."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from council_office.ledger import audit, moves, outbox
from council_office.ledger.models import Job, Series
from council_office.ledger.moves import Refused
from council_office.ledger.states import JobState, RowState


@transaction.atomic
def cancel_job(job: Job, *, by: audit.Actor, reason: str = "") -> Job:
    """Stop the job after the row that is being done; what is done stays done."""
    now = timezone.now()
    return moves.move(
        job, JobState.CANCELLED, by=by, reason=reason, token="", lease_until=None, finished_at=now
    )


@transaction.atomic
def resume_job(job: Job, *, by: audit.Actor) -> Job:
    """Go on with a cancelled job where it stopped."""
    moves.lock(job)
    if not job.may_resume:
        raise Refused(gettext("Only a cancelled job with rows left can be resumed."))
    moves.move(job, JobState.QUEUED, by=by, not_before=None, finished_at=None)
    outbox.offer_on_commit(job)
    return job


@transaction.atomic
def retry_failed_rows(job: Job, *, by: audit.Actor) -> Job:
    """Try every failed row of the job again, now."""
    moves.lock(job)
    failed = job.rows.filter(state=RowState.FAILED)
    if not job.may_retry or not failed.exists():
        raise Refused(gettext("No failed row can be tried again now."))
    if job.state != JobState.QUEUED:
        moves.move(job, JobState.QUEUED, by=by, not_before=None, finished_at=None)
    again = failed.update(
        state=RowState.QUEUED, attempts=0, not_before=None, started_at=None, finished_at=None
    )
    job.failed -= again
    job.not_before = None
    job.save(update_fields=["failed", "not_before"])
    audit.record("retry_failed_rows", job, by=by, rows=again)
    outbox.offer_on_commit(job)
    return job


def create_series(*, by: audit.Actor, **fields: Any) -> Series:
    """A new series of numbers."""
    return moves.create(Series, by=by, **fields)


def revise_series(series: Series, *, by: audit.Actor, **changes: Any) -> Series:
    """Change how coming numbers look; numbers already given stay as they are."""
    return moves.revise(series, by=by, **changes)
