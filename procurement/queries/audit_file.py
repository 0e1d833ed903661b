"""The chain of papers of one purchase, and what of it is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from documents.models import Document
from procurement.models import Certificate, PurchaseRequest
from procurement.states import ApprovalState, CertificateState, RequestState


@dataclass(frozen=True)
class Link:
    """One step of the chain: its name, facts in lines, its documents, and whether it is missing."""

    code: str
    name: str
    facts: tuple[str, ...]
    documents: tuple[Document, ...] = ()

    @property
    def missing(self) -> bool:
        return not self.facts and not self.documents


@dataclass(frozen=True)
class Chain:
    request: PurchaseRequest
    links: tuple[Link, ...]

    @property
    def missing(self) -> list[Link]:
        return [link for link in self.links if link.missing]


def chain(request: PurchaseRequest) -> Chain:
    """Request → quotes → award → order → receipts → invoices → certificates → payments."""
    return Chain(request, tuple(links(request)))


def links(request: PurchaseRequest) -> Iterator[Link]:
    invoices = list(request.invoices.select_related("document__level", "supplier__organisation"))
    valid = Certificate.objects.filter(invoice__in=invoices, state=CertificateState.VALID)
    certificates = list(valid.prefetch_related("payments"))
    yield Link("1-request", _("Request"), tuple(request_facts(request)))
    yield quotes(request)
    yield Link("3-award", _("Award: approvals"), tuple(award_facts(request)))
    yield order(request)
    yield Link("5-receipts", _("Receipts"), tuple(receipt_facts(request)))
    yield Link(
        "6-invoices",
        _("Invoices"),
        tuple(f"{each.number}: {each.get_state_display()}, SHA-256 {each.sha256}" for each in invoices),
        (*(each.document for each in invoices), *papers("procurement.invoice", invoices)),
    )
    yield Link(
        "7-certificates",
        _("Certificates"),
        tuple(f"{each.number}: {each.amount} EUR" for each in certificates),
        papers("procurement.certificate", certificates),
    )
    paid = [payment for each in certificates for payment in each.payments.all()]
    facts = tuple(f"{each.reference}: {each.paid_on} {each.amount} EUR" for each in paid)
    yield Link("8-payments", _("Payments"), facts)


def quotes(request: PurchaseRequest) -> Link:
    found = list(request.quotes.select_related("document__level"))
    facts = tuple(map(str, found)) or ((request.single_source,) if request.single_source else ())
    return Link("2-quotes", _("Quotes"), facts, tuple(each.document for each in found if each.document))


def award_facts(request: PurchaseRequest) -> Iterator[str]:
    given = request.approvals.filter(revision=request.revision, state=ApprovalState.APPROVED)
    for each in given.select_related("decided_by__person"):
        yield f"{each.get_role_display()}: {each.decided_by}, {each.decided_at:%Y-%m-%d %H:%M} UTC"


def order(request: PurchaseRequest) -> Link:
    if request.state != RequestState.ORDERED:
        return Link("4-order", _("Order"), ())
    sent = request.export.document if request.export else None
    return Link("4-order", _("Order"), (request.order_number,), (sent,) if sent else ())


def papers(label: str, subjects: list) -> tuple[Document, ...]:
    """The papers issued about these things."""
    kind = ContentType.objects.get_by_natural_key(*label.split("."))
    found = Document.objects.filter(about_type=kind, about_id__in=[each.pk for each in subjects])
    return tuple(found.select_related("level").order_by("number", "version_number", "language"))


def request_facts(request: PurchaseRequest) -> Iterator[str]:
    yield f"{request.number or '–'} (rev. {request.revision}): {request.title}"
    yield f"{request.get_state_display()}, {request.requester}, {request.supplier or '–'}"
    yield f"{request.amount} EUR"
    yield request.justification
    for line in request.lines.select_related("category", "budget_line"):
        yield f"{line}: {line.quantity} × {line.unit_price} = {line.amount} EUR"
        yield f"   {line.budget_line}, {line.category}"


def receipt_facts(request: PurchaseRequest) -> Iterator[str]:
    for receipt in request.receipts.filter(cancelled_at__isnull=True).prefetch_related("lines__request_line"):
        parts = ", ".join(map(str, receipt.lines.all()))
        yield f"{receipt} {receipt.milestone}: {parts}"
