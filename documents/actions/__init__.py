"""Verbs of the documents: issue, mark, grant, send, bundle."""

from documents.actions.delivery import (
    cancel_delivery,
    confirm_arrival,
    deliver,
    doubt_stuck_deliveries,
    send,
    send_again,
)
from documents.actions.documents import issue, mark
from documents.actions.receiving import receive

__all__ = [
    "cancel_delivery",
    "confirm_arrival",
    "deliver",
    "doubt_stuck_deliveries",
    "issue",
    "mark",
    "receive",
    "send",
    "send_again",
]
