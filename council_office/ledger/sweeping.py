"""What happens every minute: lost jobs are offered again, and every registered function has its turn."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from council_office.ledger import outbox
from council_office.ledger.claims import renew_connections
from council_office.ledger.models import SweepRun

log = logging.getLogger("council_office.outbox")

PERIOD = timedelta(seconds=50)  # a little less than the minute, so that no minute is skipped
HUNG = timedelta(minutes=10)  # a run that has not ended by then has died
SWEEP = "ledger.sweep"


def sweep() -> None:
    """Ring again for lost jobs, then call what is due; one failure stops nothing else."""
    renew_connections()
    _isolated(SWEEP, lambda: outbox.offer_stale(limit=500), due=Q())
    now = timezone.now()
    due = Q(started_at__isnull=True) | Q(started_at__lt=now - PERIOD, finished_at__gte=F("started_at"))
    for name, function in sorted(outbox.MINUTELY.items()):
        _isolated(name, function, due=due | Q(started_at__lt=now - HUNG))


def _isolated(name: str, function: Callable[[], Any], *, due: Q) -> None:
    """Call the function unless another sweep has it; note when and how it ended."""
    try:
        SweepRun.objects.get_or_create(name=name)
        if not SweepRun.objects.filter(due, name=name).update(started_at=timezone.now()):
            return
        error = _called(name, function)
        SweepRun.objects.filter(name=name).update(finished_at=timezone.now(), error=error)
    except Exception:
        log.exception("The sweep could not note %s", name)
    finally:
        renew_connections()


def _called(name: str, function: Callable[[], Any]) -> str:
    try:
        function()
    except Exception as error:
        log.exception("%s failed in the sweep", name)
        return f"{type(error).__name__}: {error}"[:2000]
    return ""
