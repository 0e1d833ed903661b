"""Closed lists of procurement and the tables of moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE
from council_office.directory.states import Role

# Who sees requests, budgets and invoices: the office, and those who approve and certify.
SEERS = (*OFFICE, Role.BUDGET_HOLDER, Role.CERTIFIER)


class RequestState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("In approval")
    APPROVED = "approved", _("Approved")
    ORDERED = "ordered", _("Ordered")
    RETURNED = "returned", _("Returned")
    CANCELLED = "cancelled", _("Cancelled")


REQUEST_MOVES = {
    RequestState.DRAFT: {RequestState.SUBMITTED, RequestState.CANCELLED},
    RequestState.SUBMITTED: {RequestState.APPROVED, RequestState.RETURNED, RequestState.DRAFT},
    RequestState.RETURNED: {RequestState.DRAFT, RequestState.SUBMITTED, RequestState.CANCELLED},
    RequestState.APPROVED: {RequestState.ORDERED, RequestState.DRAFT, RequestState.CANCELLED},
    RequestState.ORDERED: set(),
    RequestState.CANCELLED: set(),
}
CHANGEABLE = (RequestState.DRAFT, RequestState.SUBMITTED, RequestState.RETURNED, RequestState.APPROVED)


class ApprovalState(TextChoices):
    WAITING = "waiting", _("Waiting")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Returned")
    CANCELLED = "cancelled", _("Cancelled")


APPROVAL_MOVES = {
    ApprovalState.WAITING: {ApprovalState.APPROVED, ApprovalState.REFUSED, ApprovalState.CANCELLED},
    ApprovalState.APPROVED: {ApprovalState.CANCELLED},
    ApprovalState.REFUSED: set(),
    ApprovalState.CANCELLED: set(),
}


class Duty(TextChoices):
    """What one person does for one purchase; the matrix says which two nobody does both."""

    REQUEST = "request", _("requests")
    APPROVE = "approve", _("approves")
    RECEIVE = "receive", _("records the receipt")
    CERTIFY = "certify", _("certifies")
    PROPOSE_ACCOUNT = "propose_account", _("enters the bank details")
    CONFIRM_ACCOUNT = "confirm_account", _("confirms the bank details")


class EntryKind(TextChoices):
    """Where money of a budget line stands; every euro moves from left to right."""

    ALLOTTED = "allotted", _("Allotted")
    RESERVED = "reserved", _("Reserved")
    COMMITTED = "committed", _("Committed")
    CERTIFIED = "certified", _("Certified")
    PAID = "paid", _("Paid")


class InvoiceState(TextChoices):
    UNREAD = "unread", _("To complete")
    RECEIVED = "received", _("To match and certify")
    SUSPENDED = "suspended", _("Suspended")
    DISPUTED = "disputed", _("In dispute")
    REFUSED = "refused", _("Refused")
    CERTIFIED = "certified", _("Certified")
    PAID = "paid", _("Paid")


INVOICE_MOVES = {
    InvoiceState.UNREAD: {InvoiceState.RECEIVED, InvoiceState.SUSPENDED, InvoiceState.REFUSED},
    InvoiceState.RECEIVED: {
        InvoiceState.SUSPENDED,
        InvoiceState.DISPUTED,
        InvoiceState.REFUSED,
        InvoiceState.CERTIFIED,
        InvoiceState.UNREAD,
    },
    InvoiceState.SUSPENDED: {InvoiceState.RECEIVED, InvoiceState.REFUSED, InvoiceState.UNREAD},
    InvoiceState.DISPUTED: {InvoiceState.RECEIVED, InvoiceState.REFUSED},
    InvoiceState.CERTIFIED: {InvoiceState.RECEIVED, InvoiceState.PAID},
    InvoiceState.REFUSED: set(),
    InvoiceState.PAID: set(),
}
OPEN_INVOICES = (InvoiceState.UNREAD, InvoiceState.RECEIVED, InvoiceState.SUSPENDED, InvoiceState.DISPUTED)


class InvoiceSource(TextChoices):
    """From what the facts of an invoice were read."""

    PRINTED = "printed", _("printed text")
    FACTURX = "facturx", _("Factur-X / ZUGFeRD in the PDF")
    CII = "cii", _("XML (UN/CEFACT CII)")
    UBL = "ubl", _("XML (UBL)")
    NONE = "none", _("nothing could be read")


class Status(TextChoices):
    """The statuses of the French electronic invoice that a buyer sets (AFNOR XP Z12-012)."""

    PARTLY_APPROVED = "206", _("Approved in part")
    DISPUTED = "207", _("In dispute")
    SUSPENDED = "208", _("Suspended")
    REFUSED = "210", _("Refused")
    INADMISSIBLE = "501", _("Inadmissible")


class CertificateState(TextChoices):
    VALID = "valid", _("Valid")
    VOID = "void", _("Void")


CERTIFICATE_MOVES = {CertificateState.VALID: {CertificateState.VOID}, CertificateState.VOID: set()}


class AccountState(TextChoices):
    PROPOSED = "proposed", _("To confirm")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")
    CLOSED = "closed", _("Closed")


ACCOUNT_MOVES = {
    AccountState.PROPOSED: {AccountState.CONFIRMED, AccountState.REFUSED},
    AccountState.CONFIRMED: {AccountState.CLOSED},
    AccountState.REFUSED: {AccountState.PROPOSED},
    AccountState.CLOSED: set(),
}


class SapKind(TextChoices):
    ORDER = "order", _("Orders")
    RECEIPT = "receipt", _("Receipts")
    PAYMENT = "payment", _("Payments")


class SapState(TextChoices):
    APPLIED = "applied", _("Taken over")
    OPEN = "open", _("To clear up")
