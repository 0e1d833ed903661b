"""What a certificate rests on, read again and compared with what was frozen."""

import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal

from procurement.models import Certificate, CertificateLine, Invoice, Receipt
from procurement.states import CertificateState


def certified_facts(invoice: Invoice, lines: Iterable[CertificateLine], receipts: Iterable[Receipt]) -> dict:
    """The invoice's file, the lines, the receipts and the amount, as plain JSON."""
    lines = sorted(lines, key=lambda line: (line.invoice_line.position, line.request_line.position))
    return {
        "invoice": _invoice(invoice),
        "lines": [_line(line) for line in lines],
        "receipts": [_receipt(each) for each in sorted(receipts, key=lambda receipt: receipt.pk)],
        "amount": _plain(sum((line.amount for line in lines), Decimal(0))),
    }


def _invoice(invoice: Invoice) -> dict:
    return {
        "number": invoice.number,
        "sha256": invoice.sha256,
        "supplier": str(invoice.supplier),
        "dated_on": str(invoice.dated_on),
        "received_on": str(invoice.received_on),
        "order": invoice.request.order_number,
        "currency": invoice.currency,
        "net": _plain(invoice.net),
        "tax": _plain(invoice.tax),
        "iban": invoice.iban,
    }


def _line(line: CertificateLine) -> dict:
    return {
        "position": line.invoice_line.position,
        "description": line.invoice_line.description,
        "net": _plain(line.invoice_line.net),
        "order_line": line.request_line.position,
        "ordered": _plain(line.request_line.quantity),
        "unit_price": _plain(line.request_line.unit_price),
        "cost_centre": line.request_line.budget_line.cost_centre.code,
        "category": line.request_line.category.code,
        "amount": _plain(line.amount),
    }


def _receipt(receipt: Receipt) -> dict:
    return {
        "id": receipt.pk,
        "reference": receipt.reference,
        "milestone": receipt.milestone,
        "received_on": str(receipt.received_on),
        "standing": receipt.cancelled_at is None,
        "lines": [[each.request_line.position, _plain(each.quantity)] for each in receipt.lines.all()],
    }


def _plain(value: Decimal | None) -> str:
    """A decimal as text that does not depend on how many noughts the database gives back."""
    return "" if value is None else f"{value.normalize():f}"


def digest(facts: dict) -> str:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def facts_now(certificate: Certificate) -> dict:
    """The same facts as they stand today; of the receipts those it was given on."""
    lines = certificate.lines.select_related(
        "invoice_line", "request_line__category", "request_line__budget_line__cost_centre"
    )
    ids = [receipt["id"] for receipt in certificate.facts["receipts"]]
    receipts = Receipt.objects.filter(pk__in=ids).prefetch_related("lines__request_line")
    invoice = Invoice.objects.select_related("supplier__organisation", "request").get(
        pk=certificate.invoice_id
    )
    return certified_facts(invoice, lines, receipts)


def drifted(certificate: Certificate) -> list[str]:
    """The parts of a certificate that are no longer what they were: its facts, or the frozen copy itself."""
    now = facts_now(certificate)
    parts = [name for name in certificate.facts if certificate.facts[name] != now.get(name)]
    return parts or ([] if digest(certificate.facts) == certificate.digest else ["digest"])


def is_void(certificate: Certificate) -> bool:
    return certificate.state == CertificateState.VOID or bool(drifted(certificate))
