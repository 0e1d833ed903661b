"""Work for later: rows are the truth, the broker is only a bell, every row runs at least once."""

import json
import logging
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from celery import current_app
from django.db import IntegrityError, transaction
from django.db.models import Model, Q
from django.utils import timezone, translation

from council_office.ledger import audit
from council_office.ledger.models import Job, JobRow

log = logging.getLogger("council_office.outbox")

LEASE = timedelta(seconds=20)  # a worker that gives no sign of life for so long is gone
STALE = timedelta(seconds=30)  # a queued job waits longer than a lease before the bell rings again
SILENCE = 15.0  # seconds without ringing after the broker did not answer

TASKS: dict[str, Callable[..., Any]] = {}
MINUTELY: dict[str, Callable[[], Any]] = {}


class UnknownTask(LookupError):
    """No function is registered under this name."""


class Retry(Exception):
    """Raised by a task: not now; try this row again, after `delay` seconds if told."""

    def __init__(self, message: str = "", delay: float | None = None) -> None:
        super().__init__(message)
        self.delay = delay


class GiveUp(Exception):
    """Raised by a task: trying again is useless; the row has failed for this reason."""


def task[F: Callable[..., Any]](name: str) -> Callable[[F], F]:
    """Register a function of an app's tasks.py; it takes JSON keywords and may run twice."""
    return _registering(TASKS, name)


def every_minute[F: Callable[[], Any]](name: str) -> Callable[[F], F]:
    """Register a function of an app's tasks.py that the sweep calls every minute."""
    return _registering(MINUTELY, name)


@transaction.atomic
def post(
    name: str,
    *,
    by: audit.Actor,
    rows: Iterable[dict[str, Any]] | None = None,
    title: Any = "",
    about: Model | None = None,
    key: str = "",
    **kwargs: Any,
) -> Job:
    """Order work in the caller's transaction: one row with `kwargs`, or `rows`, each with `kwargs` added.

    `title` is text, lazy text, or (msgid, params): lazy text and msgids are translated when shown.
    A second post with the same `key` gives the first job. Raises UnknownTask, and TypeError unless JSON.
    """
    if name not in TASKS:
        raise UnknownTask(f"No task {name!r} is registered.")
    if key and (known := Job.objects.filter(key=key).first()):
        return known
    arguments = [_json({**kwargs, **row}) for row in (rows if rows is not None else [{}])]
    text, params = _titled(title)
    job = Job(
        task=name, title=text, title_params=params, key=key or None, about=about, by_id=by.actor_id,
        by_label=audit.text(by.actor_label, 200), total=len(arguments),
    )  # fmt: skip
    try:
        with transaction.atomic():
            job.save(force_insert=True)
            places = enumerate(arguments, start=1)
            JobRow.objects.bulk_create(
                (JobRow(job=job, position=n, kwargs=given) for n, given in places), batch_size=500
            )
    except IntegrityError:
        if key and (known := Job.objects.filter(key=key).first()):
            return known  # somebody else posted it at the same moment
        raise
    offer_on_commit(job)
    return job


def offer_on_commit(job: Job) -> None:
    """Ring for the job once the transaction is committed; a broker that is down harms nobody."""
    transaction.on_commit(lambda: offer(job.pk), robust=True)


def offer(job_id: int) -> bool:
    """Ring the bell for a job now; False when the broker does not answer (the sweep will ring again)."""
    if not _bell.ring("council_office.ledger.tasks.work", job_id):
        return False
    Job.objects.filter(pk=job_id).update(offered_at=timezone.now())
    return True


def offer_stale(limit: int) -> int:
    """Ring again for jobs whose bell was lost: waiting too long, or running with nobody on them."""
    unheard = Q(offered_at__isnull=True) | Q(offered_at__lt=timezone.now() - STALE)
    waiting = Job.objects.waiting().filter(unheard)
    stale = (Job.objects.lost() | waiting).order_by("offered_at", "id").values_list("pk", flat=True)
    return sum(offer(pk) for pk in list(stale[:limit]))


def broker_answers() -> bool:
    """True when the broker takes connections."""
    try:
        with current_app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    except Exception:
        return False
    return True


class _Bell:
    """The broker, which may be away: after a failure nobody waits for it for a while."""

    silent_until = 0.0

    def ring(self, name: str, *args: int) -> bool:
        if time.monotonic() < self.silent_until:
            return False
        try:
            current_app.send_task(name, args=args, retry=False, ignore_result=True)
        except Exception as error:
            self.silent_until = time.monotonic() + SILENCE
            log.warning("The broker does not answer; the sweep will offer again: %s", error)
            return False
        return True


_bell = _Bell()


def _registering[F: Callable[..., Any]](table: dict[str, F], name: str) -> Callable[[F], F]:
    def register(function: F) -> F:
        known = table.setdefault(name, function)
        if (known.__module__, known.__qualname__) != (function.__module__, function.__qualname__):
            raise ValueError(f"{name!r} is registered twice.")
        table[name] = function
        return function

    return register


def _titled(title: Any) -> tuple[str, dict[str, Any]]:
    msgid, params = title if isinstance(title, tuple) else (title, {})
    with translation.override(None):
        return audit.text(msgid, 300), audit.plain(params)


def _json(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments as every worker will get them; TypeError for what is not JSON."""
    return json.loads(json.dumps(arguments, allow_nan=False))
