"""Verbs of the reports: schedules kept, due runs worked, missed ones told."""

from datetime import datetime
from typing import Any

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
from council_office.reports.actions import issues
from council_office.reports.actions.issues import address
from council_office.reports.declared import Asked
from council_office.reports.models import Issue, Run, Schedule
from council_office.reports.states import IssueState, RunState
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
    hand_over_orphans()
    due = list(Schedule.objects.filter(is_active=True, next_at__lte=now).values_list("pk", flat=True))
    for pk in due:
        _run_if_due(pk, now)
    _settle_runs()
    issues.settle_issues()
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
        "reports.send",
        rows=[{"run_id": run.pk, "reader_id": pk} for pk in readers],
        by=by,
        title=(gettext_noop("Report: %(name)s"), {"name": schedule.name}),
        about=schedule,
        key=f"reports.run:{run.pk}",
    )
    return moves.revise(run, by=by, job=job)


def send(run: Run, reader: User) -> None:
    """The report as this reader may see it now, in the reader's language; one issue and one mail each."""
    if not reader.is_active:
        return
    schedule = run.schedule
    report = queries.report_named(schedule.report)
    if report is None:
        raise outbox.GiveUp(f"no report {schedule.report!r}")
    asked = Asked(schedule.span or report.span, where=schedule.where)
    issue = Issue.objects.filter(run=run, reader=reader).first() or issues.begin(
        report,
        reader=reader,
        by=audit.CLOCK,
        asked=asked,
        forms=schedule.forms,
        language=reader.language,
        run=run,
    )
    issue = issues.make(issue)
    if issue.state == IssueState.EMPTY:
        _tell_nothing_to_show(issue)
    else:
        _mail(issue)


def _mail(issue: Issue) -> None:
    """The mail with the files that may leave the office; what may not is said, with the reason."""
    reader = issue.reader
    decisions = [(document, queries.may_leave(document, reader)) for document in queries.documents_of(issue)]
    kept = [(document, decision.reason) for document, decision in decisions if not decision]
    with translation.override(issue.language):
        text = letters.kept_back(
            issue.mail["text"], [one.download_name for one, _why in kept], kept[0][1] if kept else ""
        )
    documents.send(
        to=reader.email,
        person=reader.person,
        subject=issue.mail["subject"],
        body=text,
        documents=[document for document, decision in decisions if decision],
        about=issue.run,
        by=audit.CLOCK,
        key=f"report:{issue.number}",
        language=issue.language,
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
    _tell(owner, subject, text, about=run, key=f"trouble:{run.pk}:{run.state}")


def _tell_nothing_to_show(issue: Issue) -> None:
    owner = issue.run.schedule.owner
    with translation.override(owner.language):
        subject, text = letters.nothing_to_show(issue, address=address)
    _tell(owner, subject, text, about=issue.run, key=f"nothing:{issue.number}")


def _tell(user: User, subject: str, text: str, *, about, key: str) -> None:
    documents.send(
        to=user.email,
        person=user.person,
        subject=subject,
        body=text,
        about=about,
        by=audit.CLOCK,
        key=key,
        language=user.language,
    )


def hand_over_orphans() -> int:
    """Schedules whose owner may no longer sign in go on under somebody who may; returns how many."""
    orphans = list(Schedule.objects.filter(owner__is_active=False).select_related("owner"))
    for schedule in orphans:
        if heir := queries.heir_of(schedule):
            hand_over(schedule, to=heir, by=audit.CLOCK)
    return len(orphans)


@transaction.atomic
def hand_over(schedule: Schedule, *, to: User, by) -> Schedule:
    """Somebody else answers for the schedule, and is told so."""
    schedule = moves.revise(schedule, by=by, owner=to)
    with translation.override(to.language):
        subject, text = letters.handed_over(schedule, address=address)
    _tell(to, subject, text, about=schedule, key=f"handed-over:{schedule.pk}:{schedule.version}")
    return schedule


def _aim(schedule: Schedule, after: datetime, *, by) -> Schedule:
    due = rhythm.next_due(schedule, after, _calendar(after)) if schedule.is_active else None
    return moves.revise(schedule, by=by, next_at=due)


def _calendar(moment: datetime):
    return calendar_around(moment.date())
