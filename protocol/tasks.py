"""What the worker does for protocol: one verb per row."""

from council_office.directory.models import User
from council_office.ledger import outbox
from protocol import actions
from protocol.models import Ceremony, Invitation


@outbox.task("protocol.send_invitation")
def send_invitation(invitation_id: int, by_id: int) -> None:
    actions.send_invitation(Invitation.objects.get(pk=invitation_id), by=User.objects.get(pk=by_id))


@outbox.task("protocol.send_reminder")
def send_reminder(invitation_id: int, round: int, by_id: int) -> None:
    actions.send_reminder(Invitation.objects.get(pk=invitation_id), round, by=User.objects.get(pk=by_id))


@outbox.task("protocol.print_cards")
def print_cards(
    ceremony_id: int, kind: str, language: str, only_changed: bool, issue: int, by_id: int
) -> None:
    ceremony = Ceremony.objects.get(pk=ceremony_id)
    by = User.objects.get(pk=by_id)
    actions.print_cards(ceremony, by=by, kind=kind, language=language, only_changed=only_changed, issue=issue)
