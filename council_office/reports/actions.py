"""Verbs of the reports: schedules kept, due runs worked, missed ones told."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from council_office.calendar.queries import calendar_around
from council_office.directory.models import User
from council_office.ledger import audit, moves, outbox
from council_office.ledger.moves import Refused, move
from council_office.ledger.states import JobState
from council_office.reports import letters, queries, rhythm
from council_office.reports.models import Run, Schedule
from council_office.reports.states import RunState
from documents import actions as documents


@transaction.atomic
def create_schedule(*, by, **facts: Any) -> Schedule:
    """A new schedule; it is due for the first time after now."""
    schedule = moves.create(Schedule, by=by, **facts)
    return _aim(schedule, timezone.now(), by=by)


@transaction.atomic
def revise_schedule(schedule: Schedule, *, by, seen: int | None = None, **changes: Any) -> Schedule:
    """Other facts of a schedule; its next time is counted anew from now."""
    schedule = moves.revise(schedule, by=by, seen=seen, **changes)
    return _aim(schedule, timezone.now(), by=by)


def subscribe(schedule: Schedule, *, by: User) -> None:
    """The user wants this report; saying so twice changes nothing."""
    schedule.subscribers.add(by)
    audit.record("subscribe", schedule, by=by)


def unsubscribe(schedule: Schedule, *, by: User) -> None:
    schedule.subscribers.remove(by)
    audit.record("unsubscribe", schedule, by=by)


def run_due(now: datetime | None = None) -> int:
    """Work every schedule whose time has come; called every minute. Returns how many ran."""
    now = now or timezone.now()
    due = list(Schedule.objects.filter(is_active=True, next_at__lte=now).values_list("pk", flat=True))
    for pk in due:
        _run_if_due(pk, now)
    _settle_runs()
    return len(due)


@transaction.atomic
def _run_if_due(pk: int, now: datetime) -> None:
    """The latest due moment is worked; older ones, missed meanwhile, are noted and told."""
    schedule = Schedule.objects.select_for_update().get(pk=pk)
    if not schedule.is_active or schedule.next_at is None or schedule.next_at > now:
        return
    moments = [schedule.next_at, *rhythm.missed(schedule, schedule.next_at, now, _calendar(now))]
    for moment in moments[:-1]:
        run = moves.create(Run, by=audit.CLOCK, schedule=schedule, due_at=moment, state=RunState.MISSED)
        _tell_owner(run)
    _start(schedule, moments[-1], by=audit.CLOCK)
    _aim(schedule, now, by=audit.CLOCK)


@transaction.atomic
def run_now(schedule: Schedule, *, by) -> Run:
    """Send the report to its subscribers now; the next due time stays."""
    return _start(schedule, timezone.now(), by=by, by_hand=True)


def _start(schedule: Schedule, due_at: datetime, *, by, by_hand: bool = False) -> Run:
    readers = list(schedule.subscribers.filter(is_active=True).values_list("pk", flat=True))
    if not readers and by_hand:
        raise Refused(_("Nobody has subscribed to this report."))
    run = moves.create(
        Run, by=by, schedule=schedule, due_at=due_at, started_at=timezone.now(), by_hand=by_hand
    )
    if not readers:
        return move(run, RunState.SENT, by=by, reason=_("nobody has subscribed"))
    job = outbox.post(
        "reports.send_outlook",
        rows=[{"run_id": run.pk, "reader_id": pk} for pk in readers],
        by=by,
        title=(gettext_noop("Report: %(name)s"), {"name": schedule.name}),
        about=schedule,
        key=f"reports.run:{run.pk}",
    )
    return moves.revise(run, by=by, job=job)


def send_outlook(run: Run, reader: User) -> None:
    """The outlook as this reader may see it now, in the reader's language; one mail a run and reader."""
    if not reader.is_active:
        return
    with translation.override(reader.language):
        subject, text = letters.outlook(queries.outlook(reader), language=reader.language, address=address)
    documents.send(
        to=reader.email,
        person=reader.person,
        subject=subject,
        body=text,
        about=run,
        by=audit.CLOCK,
        key=f"outlook:{run.pk}:{reader.pk}",
        language=reader.language,
    )


def _settle_runs() -> None:
    """Runs whose job has ended take its end; the owner is told of a failure."""
    for run in queries.unsettled_runs():
        failed = run.job.state != JobState.DONE
        run = move(run, RunState.FAILED if failed else RunState.SENT, by=audit.CLOCK)
        if failed:
            _tell_owner(run)


def _tell_owner(run: Run) -> None:
    owner = run.schedule.owner
    with translation.override(owner.language):
        subject, text = letters.trouble(run, language=owner.language, address=address)
    documents.send(
        to=owner.email,
        person=owner.person,
        subject=subject,
        body=text,
        about=run,
        by=audit.CLOCK,
        key=f"trouble:{run.pk}:{run.state}",
        language=owner.language,
    )


def address(thing) -> str:
    """The public address of a thing's page."""
    return settings.BASE_URL + thing.get_absolute_url()


def _aim(schedule: Schedule, after: datetime, *, by) -> Schedule:
    due = rhythm.next_due(schedule, after, _calendar(after)) if schedule.is_active else None
    return moves.revise(schedule, by=by, next_at=due)


def _calendar(moment: datetime):
    return calendar_around(moment.date())
