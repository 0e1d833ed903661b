"""Closed lists of the documents and the moves of a delivery."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council_office.directory.states import Role

# Those who decide who reads: markings, grants, briefings, holds.
KEEPERS = (Role.COUNCIL_SECRETARY, Role.CUSTODIAN)


class DeliveryState(TextChoices):
    """Where a mail stands; `uncertain` means that only a person can tell whether it arrived."""

    QUEUED = "queued", _("Queued")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    UNCERTAIN = "uncertain", _("Uncertain")
    CANCELLED = "cancelled", _("Cancelled")


DELIVERY_MOVES = {
    DeliveryState.QUEUED: {DeliveryState.SENDING, DeliveryState.FAILED, DeliveryState.CANCELLED},
    DeliveryState.SENDING: {
        DeliveryState.SENT,
        DeliveryState.QUEUED,
        DeliveryState.FAILED,
        DeliveryState.UNCERTAIN,
    },
    DeliveryState.FAILED: {DeliveryState.QUEUED, DeliveryState.CANCELLED},
    DeliveryState.UNCERTAIN: {DeliveryState.QUEUED, DeliveryState.SENT},
}


class Form(TextChoices):
    """The shape of a document's bytes."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")
    XLSX = "xlsx", _("Excel")
    PPTX = "pptx", _("PowerPoint")
    CSV = "csv", _("CSV")
    TXT = "txt", _("Text")
    PNG = "png", _("PNG picture")
    JPEG = "jpg", _("JPEG picture")
    XML = "xml", _("XML")
    ZIP = "zip", _("ZIP archive")


MEDIA_TYPES = {
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Form.CSV: "text/csv",
    Form.TXT: "text/plain",
    Form.PNG: "image/png",
    Form.JPEG: "image/jpeg",
    Form.XML: "application/xml",
    Form.ZIP: "application/zip",
}


class ICalendarMethod(TextChoices):
    REQUEST = "REQUEST", _("Invitation")
    CANCEL = "CANCEL", _("Cancellation")
