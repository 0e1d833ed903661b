"""What the worker does for meetings: one verb per row."""

from council_office.directory.models import User
from council_office.ledger import outbox
from meetings import actions
from meetings.models import AgendaVersion, CirculationCopy, Invitation, RecordIssue, Session


@outbox.task("meetings.send_invitation")
def send_invitation(invitation_id: int, by_id: int) -> None:
    actions.send_invitation(Invitation.objects.get(pk=invitation_id), by=User.objects.get(pk=by_id))


@outbox.task("meetings.send_reminder")
def send_reminder(invitation_id: int, round: int, by_id: int) -> None:
    actions.send_reminder(Invitation.objects.get(pk=invitation_id), round, by=User.objects.get(pk=by_id))


@outbox.task("meetings.produce_agenda")
def produce_agenda(version_id: int, by_id: int) -> None:
    actions.produce_agenda(AgendaVersion.objects.get(pk=version_id), by=User.objects.get(pk=by_id))


@outbox.task("meetings.produce_participants_list")
def produce_participants_list(session_id: int, version: int, by_id: int) -> None:
    session = Session.objects.select_related("body").get(pk=session_id)
    actions.produce_participants_list(session, version, by=User.objects.get(pk=by_id))


@outbox.task("meetings.produce_record")
def produce_record(issue_id: int, by_id: int) -> None:
    actions.produce_record(RecordIssue.objects.get(pk=issue_id), by=User.objects.get(pk=by_id))


@outbox.task("meetings.send_circulation_copy")
def send_circulation_copy(copy_id: int, by_id: int) -> None:
    copy = CirculationCopy.objects.select_related("circulation__session__body").get(pk=copy_id)
    actions.send_circulation_copy(copy, by=User.objects.get(pk=by_id))
