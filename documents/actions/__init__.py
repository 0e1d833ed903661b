"""Verbs of the documents: issue and receive, mark and grant, read, send, word."""

from documents import words  # noqa: F401 teaches the history the verbs below
from documents.actions.access import brief, create_group, end_grant, grant, hold, release
from documents.actions.delivery import (
    cancel_delivery,
    confirm_arrival,
    deliver,
    doubt_stuck_deliveries,
    send,
    send_again,
    settle_deliveries,
)
from documents.actions.documents import issue, mark
from documents.actions.reading import bundle_pdf, bundle_zip, download
from documents.actions.receiving import keep, keep_closed, receive
from documents.actions.texts import create_text, revise_text, seed_texts

__all__ = [
    "brief",
    "bundle_pdf",
    "bundle_zip",
    "cancel_delivery",
    "confirm_arrival",
    "create_group",
    "create_text",
    "deliver",
    "doubt_stuck_deliveries",
    "download",
    "end_grant",
    "grant",
    "hold",
    "issue",
    "keep",
    "keep_closed",
    "mark",
    "receive",
    "release",
    "revise_text",
    "seed_texts",
    "send",
    "send_again",
    "settle_deliveries",
]
