"""What the worker and the clock do for visits: one verb per row."""

from council_office.directory.models import User
from council_office.ledger import outbox
from visits import actions
from visits.models import Inquiry, Letter, Programme


@outbox.task("visits.send_letter")
def send_letter(letter_id: int, by_id: int) -> None:
    actions.send_letter(Letter.objects.get(pk=letter_id), by=User.objects.get(pk=by_id))


@outbox.task("visits.ask")
def ask(inquiry_id: int, round: int, by_id: int) -> None:
    actions.send_question(Inquiry.objects.get(pk=inquiry_id), by=User.objects.get(pk=by_id))


@outbox.task("visits.remind")
def remind(inquiry_id: int, round: int, by_id: int) -> None:
    actions.send_reminder(Inquiry.objects.get(pk=inquiry_id), round, by=User.objects.get(pk=by_id))


@outbox.every_minute("visits.expire_passes")
def expire_passes() -> None:
    actions.expire_passes()


@outbox.every_minute("visits.follow_directory")
def follow_directory() -> None:
    actions.follow_directory()


@outbox.every_minute("visits.escalate_missing")
def escalate_missing() -> None:
    actions.escalate_missing()


@outbox.every_minute("visits.erase_old_identities")
def erase_old_identities() -> None:
    actions.erase_old_identities()


@outbox.task("visits.produce_programme")
def produce_programme(programme_id: int, by_id: int) -> None:
    programme = Programme.objects.select_related("visit__host").get(pk=programme_id)
    actions.produce_programme(programme, by=User.objects.get(pk=by_id))
