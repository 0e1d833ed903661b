"""The doors of the queue and of the clock."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_noop

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
    """Once a day anchor the audit trail and order that all of it is verified."""
    today = timezone.localdate()
    if audit.anchored_on() == today or audit.anchor() is None:
        return
    title = gettext_noop("The audit trail verified")
    outbox.post("ledger.verify_audit", by=audit.CLOCK, title=title, key=f"ledger.verify_audit {today}")


@outbox.task("ledger.verify_audit")
def verify_audit() -> None:
    """Walk the whole chain and record what was found; the health page shows the last time."""
    breaks = audit.verify()
    audit.record("verify", None, by=audit.CLOCK, breaks=[str(one) for one in breaks[:20]])
    if breaks:
        raise outbox.GiveUp(str(breaks[0]))
