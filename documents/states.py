"""Closed lists of the documents and the moves of a delivery."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.directory.states import Role

# Those who decide who reads: markings, grants, briefings, holds.
KEEPERS = (Role.COUNCIL_SECRETARY, Role.CUSTODIAN)

# Those who put documents into the library.
FILERS = (*KEEPERS, Role.ASSISTANT, Role.PROTOCOL_OFFICER)


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


class Direction(TextChoices):
    INCOMING = "in", _("Incoming")
    OUTGOING = "out", _("Outgoing")


class LetterState(TextChoices):
    """Where a letter stands; incoming ones begin as registered, outgoing ones as a draft."""

    REGISTERED = "registered", pgettext_lazy("letter", "To be answered")
    DRAFT = "draft", pgettext_lazy("letter", "Draft")
    REVIEW = "review", pgettext_lazy("letter", "In review")
    APPROVED = "approved", pgettext_lazy("letter", "Approved")
    SIGNED = "signed", pgettext_lazy("letter", "Signed")
    DISPATCHED = "dispatched", pgettext_lazy("letter", "Dispatched")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("letter", "Receipt acknowledged")
    ANSWERED = "answered", pgettext_lazy("letter", "Answered")
    CLOSED = "closed", pgettext_lazy("letter", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("letter", "Cancelled")


LETTER_MOVES = {
    LetterState.REGISTERED: {LetterState.ANSWERED, LetterState.CLOSED, LetterState.CANCELLED},
    LetterState.DRAFT: {LetterState.REVIEW, LetterState.CANCELLED},
    LetterState.REVIEW: {LetterState.DRAFT, LetterState.APPROVED, LetterState.CANCELLED},
    LetterState.APPROVED: {LetterState.DRAFT, LetterState.SIGNED, LetterState.CANCELLED},
    LetterState.SIGNED: {LetterState.DRAFT, LetterState.DISPATCHED, LetterState.CANCELLED},
    LetterState.DISPATCHED: {LetterState.ACKNOWLEDGED, LetterState.ANSWERED, LetterState.CLOSED},
    LetterState.ACKNOWLEDGED: {LetterState.ANSWERED, LetterState.CLOSED},
    LetterState.ANSWERED: {LetterState.CLOSED},
}
# States in which a letter need not have a number.
UNNUMBERED = (LetterState.DRAFT, LetterState.REVIEW, LetterState.CANCELLED)


class Step(TextChoices):
    """What somebody did to one version of an outgoing letter."""

    SUBMITTED = "submitted", pgettext_lazy("letter", "submitted for review")
    REVIEWED = "reviewed", pgettext_lazy("letter", "reviewed")
    RETURNED = "returned", pgettext_lazy("letter", "returned to the author")
    APPROVED = "approved", pgettext_lazy("letter", "approved")
    SIGNED = "signed", pgettext_lazy("letter", "signed")
    DISPATCHED = "dispatched", pgettext_lazy("letter", "dispatched")


class Channel(TextChoices):
    """How a letter travels."""

    MAIL = "mail", _("E-mail")
    POST = "post", _("Post")
    COURIER = "courier", _("Courier")
    BAG = "bag", _("Diplomatic bag")
    HAND = "hand", _("By hand")


# Those who approve a letter and note that it is signed.
APPROVERS = (Role.COUNCIL_SECRETARY, Role.DG_OFFICE)


class Medium(TextChoices):
    """How a marked copy left."""

    SCREEN = "screen", _("Downloaded")
    MAIL = "mail", _("By mail")
    PAPER = "paper", _("Printed")


class CopyState(TextChoices):
    """Where a marked copy is."""

    OUT = "out", pgettext_lazy("copy", "With its recipient")
    RECALLED = "recalled", pgettext_lazy("copy", "Recalled")
    RETURNED = "returned", pgettext_lazy("copy", "Returned")
    DESTROYED = "destroyed", pgettext_lazy("copy", "Destroyed")


COPY_MOVES = {
    CopyState.OUT: {CopyState.RECALLED, CopyState.RETURNED, CopyState.DESTROYED},
    CopyState.RECALLED: {CopyState.RETURNED, CopyState.DESTROYED},
}


class FileState(TextChoices):
    """What the integrity watch found at its last look."""

    SOUND = "sound", pgettext_lazy("file", "Whole")
    RESTORED = "restored", pgettext_lazy("file", "Restored from the second copy")
    DAMAGED = "damaged", pgettext_lazy("file", "Damaged")
