"""Verbs of the documents: issue and receive, mark and grant, read, send, word."""

from documents import words  # noqa: F401 teaches the history the verbs below
from documents.actions.access import brief, create_group, end_grant, grant, hold, release
from documents.actions.copies import destroy_copy, download_copy, make_copy, recall_copy, return_copy
from documents.actions.correspondence import (
    assign_letter,
    cancel_letter,
    close_letter,
    enclose,
    register_letter,
)
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
from documents.actions.outgoing import (
    acknowledge_letter,
    approve_letter,
    dispatch_letter,
    draft_letter,
    produce_letter,
    return_letter,
    review_letter,
    revise_letter,
    sign_letter,
    submit_letter,
    take_back,
)
from documents.actions.reading import (
    bundle_pdf,
    bundle_pdf_file,
    bundle_zip,
    bundle_zip_file,
    download,
    view,
)
from documents.actions.receiving import keep, keep_closed, receive
from documents.actions.sending import send_document
from documents.actions.texts import create_text, revise_text, seed_texts
from documents.actions.watching import watch_files

__all__ = [
    "acknowledge_letter",
    "add_version",
    "approve_letter",
    "assign_letter",
    "brief",
    "bundle_pdf",
    "bundle_pdf_file",
    "bundle_zip",
    "bundle_zip_file",
    "cancel_delivery",
    "cancel_letter",
    "close_letter",
    "confirm_arrival",
    "create_group",
    "create_text",
    "deliver",
    "destroy_copy",
    "dispatch_letter",
    "doubt_stuck_deliveries",
    "download",
    "download_copy",
    "draft_letter",
    "enclose",
    "end_grant",
    "file_document",
    "grant",
    "hold",
    "issue",
    "keep",
    "keep_closed",
    "make_copy",
    "mark",
    "produce_letter",
    "recall_copy",
    "receive",
    "register_letter",
    "release",
    "return_copy",
    "return_letter",
    "review_letter",
    "revise_letter",
    "revise_text",
    "seed_texts",
    "send",
    "send_again",
    "send_document",
    "settle_deliveries",
    "sign_letter",
    "submit_letter",
    "take_back",
    "view",
    "watch_files",
]
