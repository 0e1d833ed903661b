"""Doors of the clock."""

from council_office.calendar import actions
from council_office.ledger import outbox


@outbox.every_minute("calendar.escalate_overdue")
def escalate_overdue() -> None:
    actions.escalate_overdue()
