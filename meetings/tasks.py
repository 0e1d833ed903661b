"""What the worker does for meetings: one verb per row."""

from council_office.directory.models import User
from council_office.ledger import audit, outbox
from meetings import actions
from meetings.models import (
    AgendaVersion,
    CirculationCopy,
    Delegation,
    Draft,
    Invitation,
    MemberReply,
    RecordIssue,
    Reviewer,
    Session,
)
from meetings.states import InvitationState


@outbox.task("meetings.send_invitation")
def send_invitation(invitation_id: int, by_id: int) -> None:
    actions.send_invitation(Invitation.objects.get(pk=invitation_id), by=User.objects.get(pk=by_id))


@outbox.task("meetings.send_reminder")
def send_reminder(invitation_id: int, round: int, by_id: int) -> None:
    actions.send_reminder(Invitation.objects.get(pk=invitation_id), round, by=User.objects.get(pk=by_id))


@outbox.task("meetings.update_invitation")
def update_invitation(invitation_id: int, sequence: int, by_id: int | None = None) -> None:
    actions.update_invitation(Invitation.objects.get(pk=invitation_id), sequence, by=whoever(by_id))


@outbox.task("meetings.revoke_invitation")
def revoke_invitation(invitation_id: int, reason: str, by_id: int | None = None) -> None:
    invitation = Invitation.objects.get(pk=invitation_id)
    if invitation.state == InvitationState.SENT:
        actions.revoke_invitation(invitation, by=whoever(by_id), reason=reason)


@outbox.task("meetings.produce_agenda")
def produce_agenda(version_id: int, by_id: int) -> None:
    actions.produce_agenda(AgendaVersion.objects.get(pk=version_id), by=User.objects.get(pk=by_id))


@outbox.task("meetings.produce_participants_list")
def produce_participants_list(session_id: int, version: int, by_id: int) -> None:
    session = Session.objects.select_related("body").get(pk=session_id)
    actions.produce_participants_list(session, version, by=User.objects.get(pk=by_id))


@outbox.task("meetings.produce_credentials_report")
def produce_credentials_report(session_id: int, version: int, by_id: int) -> None:
    session = Session.objects.select_related("body").get(pk=session_id)
    actions.produce_credentials_report(session, version, by=User.objects.get(pk=by_id))


@outbox.task("meetings.produce_record")
def produce_record(issue_id: int, by_id: int) -> None:
    actions.produce_record(RecordIssue.objects.get(pk=issue_id), by=User.objects.get(pk=by_id))


@outbox.task("meetings.produce_draft")
def produce_draft(draft_id: int, by_id: int) -> None:
    actions.produce_draft(Draft.objects.get(pk=draft_id), by=User.objects.get(pk=by_id))


@outbox.task("meetings.send_draft")
def send_draft(reviewer_id: int, by_id: int) -> None:
    actions.send_draft(Reviewer.objects.get(pk=reviewer_id), by=User.objects.get(pk=by_id))


@outbox.task("meetings.send_procedure")
def send_procedure(reply_id: int, by_id: int | None = None) -> None:
    actions.send_procedure(MemberReply.objects.get(pk=reply_id), by=whoever(by_id))


@outbox.task("meetings.send_procedure_end")
def send_procedure_end(reply_id: int, by_id: int | None = None) -> None:
    actions.send_procedure_end(MemberReply.objects.get(pk=reply_id), by=whoever(by_id))


@outbox.every_minute("meetings.expire_procedures")
def expire_procedures() -> None:
    actions.expire_procedures()


def whoever(by_id: int | None) -> audit.Actor:
    """The user who ordered the work; the clock where a Member's link or the minute did."""
    return User.objects.get(pk=by_id) if by_id else audit.CLOCK


@outbox.task("meetings.send_circulation_copy")
def send_circulation_copy(copy_id: int, by_id: int) -> None:
    copy = CirculationCopy.objects.select_related("circulation__session__body").get(pk=copy_id)
    actions.send_circulation_copy(copy, by=User.objects.get(pk=by_id))


@outbox.task("meetings.send_delegation_link")
def send_delegation_link(delegation_id: int, asked: str, by_id: int) -> None:
    delegation = Delegation.objects.get(pk=delegation_id)
    actions.send_delegation_link(delegation, asked, by=User.objects.get(pk=by_id))
