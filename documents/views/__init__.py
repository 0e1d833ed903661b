"""Doors of the documents, by noun."""

from documents.views.access import (
    create_group,
    end_grant,
    grant,
    grant_group,
    group,
    groups,
    hold,
    mark,
    release,
)
from documents.views.deliveries import (
    cancel_delivery,
    confirm_arrival,
    deliveries,
    delivery,
    delivery_entry,
    send_again,
)
from documents.views.library import bundle_pdf, bundle_zip, document, download, download_by_link, library
from documents.views.texts import create_text, preview_text, revise_text, text, texts

__all__ = [
    "bundle_pdf",
    "bundle_zip",
    "cancel_delivery",
    "confirm_arrival",
    "create_group",
    "create_text",
    "deliveries",
    "delivery",
    "delivery_entry",
    "document",
    "download",
    "download_by_link",
    "end_grant",
    "grant",
    "grant_group",
    "group",
    "groups",
    "hold",
    "library",
    "mark",
    "preview_text",
    "release",
    "revise_text",
    "send_again",
    "text",
    "texts",
]
