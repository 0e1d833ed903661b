"""The doors of the queue and of the clock."""

from celery import shared_task
from django.utils import timezone

from council_office.ledger import audit, outbox, running, sweeping


@shared_task(ignore_result=True, acks_late=True)
def work(job_id: int) -> None:
    """Work on a job, then ring for one whose bell was lost."""
    running.run(job_id)
    outbox.offer_stale(limit=1)


@shared_task(ignore_result=True, expires=60)
def sweep() -> None:
    sweeping.sweep()


@outbox.every_minute("ledger.anchor")
def anchor() -> None:
    """Anchor the audit trail once a day."""
    if audit.anchored_on() != timezone.localdate():
        audit.anchor()
