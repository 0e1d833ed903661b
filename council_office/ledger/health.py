"""Is the office well: one finding per thing that can fail, each found even when the others fail."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from council_office.ledger import outbox
from council_office.ledger.models import Event, Job, SweepRun
from council_office.ledger.states import JobState
from council_office.ledger.sweeping import SWEEP


class Level(IntEnum):
    GOOD = 0
    WARNING = 1
    FAILING = 2


@dataclass(frozen=True)
class Finding:
    """What one probe found."""

    level: Level
    words: str


Probe = Callable[[], Finding]
PROBES: dict[str, tuple[Any, Probe]] = {}


def probe(name: str, label: Any) -> Callable[[Probe], Probe]:
    """Register a probe; other apps add theirs in tasks.py. `label` is what the health page shows."""

    def register(function: Probe) -> Probe:
        PROBES[name] = (label, function)
        return function

    return register


def report() -> dict[str, Any]:
    """{"level": "good", "at": …, "findings": [{"name", "label", "level", "words"}, …]}; the worst counts."""
    findings = [_find(name, label, function) for name, (label, function) in PROBES.items()]
    worst = max((Level[one["level"].upper()] for one in findings), default=Level.GOOD)
    return {"level": worst.name.lower(), "at": timezone.now(), "findings": findings}


def _find(name: str, label: Any, function: Probe) -> dict[str, Any]:
    try:
        found = function()
    except Exception as error:
        found = Finding(Level.FAILING, f"{type(error).__name__}: {error}")
    return {"name": name, "label": str(label), "level": found.level.name.lower(), "words": found.words}


@probe("database", _("Database"))
def _database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding(Level.GOOD, connection.display_name)


@probe("broker", _("Broker"))
def _broker() -> Finding:
    if outbox.broker_answers():
        return Finding(Level.GOOD, gettext("It answers."))
    return Finding(Level.FAILING, gettext("It does not answer; jobs wait until it does."))


@probe("sweep", _("Last sweep"))
def _sweep() -> Finding:
    run = SweepRun.objects.filter(name=SWEEP).first()
    if run is None or run.finished_at is None:
        return Finding(Level.WARNING, gettext("Never: is the clock running?"))
    age = timezone.now() - run.finished_at
    return Finding(Level.FAILING if age > timedelta(minutes=5) else Level.GOOD, _ago(age))


@probe("minutely", _("Work of every minute"))
def _minutely() -> Finding:
    broken = [f"{run.name}: {run.error}" for run in SweepRun.objects.exclude(error="")]
    return (
        Finding(Level.FAILING, "; ".join(broken)) if broken else Finding(Level.GOOD, gettext("No failure."))
    )


@probe("queue", _("Oldest waiting job"))
def _queue() -> Finding:
    oldest = Job.objects.waiting().order_by("created_at").first()
    if oldest is None:
        return Finding(Level.GOOD, gettext("None is waiting."))
    return Finding(
        Level.WARNING if oldest.waited > timedelta(minutes=10) else Level.GOOD, _ago(oldest.waited)
    )


@probe("lost", _("Jobs without a worker"))
def _lost() -> Finding:
    count = Job.objects.lost().count()
    return Finding(Level.WARNING if count else Level.GOOD, _jobs(count))


@probe("failed", _("Failed jobs of the last week"))
def _failed() -> Finding:
    week = timezone.now() - timedelta(days=7)
    count = Job.objects.filter(state=JobState.FAILED, finished_at__gte=week).count()
    return Finding(Level.WARNING if count else Level.GOOD, _jobs(count))


@probe("audit", _("Audit trail"))
def _audit() -> Finding:
    last = Event.objects.filter(verb="verify").order_by("-id").first()
    if last is None:
        return Finding(Level.GOOD, gettext("Not verified yet."))
    if last.details["breaks"]:
        return Finding(Level.FAILING, "; ".join(last.details["breaks"]))
    return Finding(Level.GOOD, gettext("Verified: %(when)s") % {"when": _ago(timezone.now() - last.at)})


@probe("disk", _("Disk"))
def _disk() -> Finding:
    usage = shutil.disk_usage(settings.VAR)
    free = 100 * usage.free // usage.total
    words = gettext("%(percent)s %% free (%(size).1f GB)") % {"percent": free, "size": usage.free / 1e9}
    return Finding(Level.FAILING if free < 3 else Level.WARNING if free < 10 else Level.GOOD, words)


@probe("backup", _("Last backup"))
def _backup() -> Finding:
    made = Event.objects.filter(verb="backup").order_by("-id").first()
    if made is None:
        return Finding(Level.WARNING, gettext("Never."))
    age = timezone.now() - made.at
    return Finding(Level.WARNING if age > timedelta(hours=30) else Level.GOOD, _ago(age))


def _jobs(count: int) -> str:
    return ngettext("%(count)s job", "%(count)s jobs", count) % {"count": count}


def _ago(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    if minutes < 120:
        return ngettext("%(count)s minute ago", "%(count)s minutes ago", minutes) % {"count": minutes}
    return ngettext("%(count)s hour ago", "%(count)s hours ago", minutes // 60) % {"count": minutes // 60}
