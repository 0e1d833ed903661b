"""Work of the documents for the queue and the clock."""

from council_office.ledger import outbox
from documents import actions


@outbox.task("documents.deliver")
def deliver(delivery_id: int) -> None:
    actions.deliver(delivery_id)


@outbox.every_minute("documents.doubt_stuck_deliveries")
def doubt_stuck_deliveries() -> None:
    actions.doubt_stuck_deliveries()
