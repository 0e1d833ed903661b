"""Who works on a job: one worker, by a token and a lease that it keeps alive."""

import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, connections
from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from council_office.ledger.models import Job, JobRow
from council_office.ledger.outbox import LEASE
from council_office.ledger.states import JobState, RowState

log = logging.getLogger("council_office.outbox")

HEARTBEAT = 5.0  # seconds between two signs of life


@dataclass
class Claim:
    """A job that is ours until its lease runs out or somebody cancels it."""

    job_id: int
    token: str
    lost: threading.Event = field(default_factory=threading.Event)

    def keep(self) -> bool:
        """Renew the lease; False when the job is no longer ours."""
        now = timezone.now()
        kept = self._ours().update(lease_until=now + LEASE, heartbeat_at=now)
        if not kept:
            self.lost.set()
        return bool(kept)

    def release(self) -> bool:
        """Give the job back, finished or queued; True when it could go on at once."""
        left = JobRow.objects.filter(job_id=self.job_id, state=RowState.QUEUED)
        if not left.exists():
            self._finish()
            return False
        due_now = left.filter(_due(timezone.now())).exists()
        freed = self._ours().update(
            state=JobState.QUEUED,
            token="",
            lease_until=None,
            not_before=None if due_now else left.aggregate(at=Min("not_before"))["at"],
            offered_at=None,
        )
        return bool(freed) and due_now

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Renew the lease from a thread of its own, however long a row takes."""
        over = threading.Event()
        heart = threading.Thread(target=self._beat, args=(over,), name=f"job-{self.job_id}", daemon=True)
        heart.start()
        try:
            yield
        finally:
            over.set()
            heart.join()

    def _beat(self, over: threading.Event) -> None:
        while not over.wait(HEARTBEAT):
            try:
                if not self.keep():
                    break
            except DatabaseError as error:
                log.warning("No heartbeat for job %s: %s", self.job_id, error)
                connections.close_all()
        connections.close_all()

    def _finish(self) -> None:
        failed = JobRow.objects.filter(job_id=self.job_id, state=RowState.FAILED)
        self._ours().update(
            state=JobState.FAILED if failed.exists() else JobState.DONE,
            token="",
            lease_until=None,
            not_before=None,
            finished_at=timezone.now(),
        )

    def _ours(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job_id, token=self.token, state=JobState.RUNNING)


def claim(job_id: int) -> Claim | None:
    """The job for this worker alone, by one conditional update; None when it is not to be had."""
    now, token = timezone.now(), secrets.token_hex(16)
    waiting = Q(state=JobState.QUEUED) & _due(now)
    abandoned = Q(state=JobState.RUNNING, lease_until__lt=now)
    won = Job.objects.filter(waiting | abandoned, pk=job_id).update(
        state=JobState.RUNNING,
        token=token,
        lease_until=now + LEASE,
        heartbeat_at=now,
        started_at=Coalesce("started_at", now),
        finished_at=None,
        attempts=F("attempts") + 1,
    )
    return Claim(job_id, token) if won else None


def renew_connections() -> None:
    """Drop connections that are broken or too old (never one inside a transaction)."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def _due(now: datetime) -> Q:
    return Q(not_before__isnull=True) | Q(not_before__lte=now)
