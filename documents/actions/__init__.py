"""Verbs of the documents: issue and receive, mark and grant, read, send, word."""

from documents import words  # noqa: F401 teaches the history the verbs below
from documents.actions.access import brief, create_group, end_grant, grant, hold, release
from documents.actions.copies import destroy_copy, download_copy, make_copy, recall_copy, return_copy
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
from documents.actions.filing import add_version, file_document
from documents.actions.reading import bundle_pdf, bundle_zip, download, view
from documents.actions.receiving import receive
from documents.actions.sending import send_document
from documents.actions.texts import create_text, revise_text, seed_texts

__all__ = [
    "add_version",
    "brief",
    "bundle_pdf",
    "bundle_zip",
    "cancel_delivery",
    "confirm_arrival",
    "create_group",
    "create_text",
    "deliver",
    "destroy_copy",
    "doubt_stuck_deliveries",
    "download",
    "download_copy",
    "end_grant",
    "file_document",
    "grant",
    "hold",
    "issue",
    "make_copy",
    "mark",
    "recall_copy",
    "receive",
    "release",
    "return_copy",
    "revise_text",
    "seed_texts",
    "send",
    "send_again",
    "send_document",
    "settle_deliveries",
    "view",
]
