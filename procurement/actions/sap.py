"""Verbs of the bridge to SAP: one validated file out, extracts in as often as one likes, payments booked."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council_office.directory.resources import read
from council_office.ledger import moves, numbering
from council_office.ledger.moves import Refused, move
from documents import actions as documents
from procurement import exchange, matching
from procurement.actions.budget import shift
from procurement.actions.receipts import enter_order, record_receipt
from procurement.models import Certificate, Payment, PurchaseRequest, SapExport, SapRow
from procurement.queries import certificates, sap
from procurement.states import CertificateState, EntryKind, InvoiceState, RequestState, SapKind, SapState

SERIES, KIND = "SAP", "sap_file"


@transaction.atomic
def export_requests(*, by) -> SapExport:
    """Every approved request not yet sent, in one file; none of them when one line would be refused there."""
    requests = sap.to_export().select_for_update()
    lines = sap.lines_of(PurchaseRequest.objects.filter(pk__in=[each.pk for each in requests]))
    if not lines:
        raise Refused(_("Nothing is approved that SAP does not have yet."))
    faults = [
        f"{line.request}/{line.line}: {', '.join(found)}" for line in lines if (found := exchange.wrong(line))
    ]
    if faults:
        raise Refused(
            _("SAP would refuse these lines; complete them first. %(lines)s") % {"lines": "; ".join(faults)}
        )
    number = numbering.take(SERIES, timezone.localdate().year)
    export = moves.create(SapExport, number=number, made_by_id=by.actor_id, by=by)
    numbering.given(number, export)
    document = documents.keep(
        exchange.written(lines), form="csv", kind=KIND, number=number, about=export, by=by,
        title=_("Approved purchase requests for SAP"), language="en", name=f"{number}.csv",
    )  # fmt: skip
    moves.revise(export, by=by, document=document)
    for request in requests:
        moves.revise(request, by=by, export=export)
    return export


def import_sap(kind: str, data: bytes | str, *, by) -> dict[str, int]:
    """Rows of an extract, each taken over once; what cannot be is kept with the reason, and tried again."""
    dataset = read(data)
    columns = exchange.COLUMNS[SapKind(kind)]
    heads = [str(head or "").strip().casefold().replace(" ", "_") for head in dataset.headers]
    if missing := [name for name in columns if name not in heads]:
        raise Refused(
            _("The first row must name the columns; missing: %(what)s.") % {"what": ", ".join(missing)}
        )
    counts = {"new": 0, "known": 0, "open": 0}
    for cells in dataset:
        given = {
            head: "" if cell is None else str(cell).strip() for head, cell in zip(heads, cells, strict=True)
        }
        counts[_take(kind, {name: given[name] for name in columns}, by=by)] += 1
    return counts


def columns_of(kind: str) -> tuple[str, ...]:
    """The columns that an extract of this kind must name."""
    return exchange.COLUMNS[SapKind(kind)]


def in_words(counts: Mapping[str, int]) -> str:
    parts = [
        ngettext("%d row taken over", "%d rows taken over", counts["new"]) % counts["new"],
        ngettext("%d known before", "%d known before", counts["known"]) % counts["known"],
        ngettext("%d to clear up", "%d to clear up", counts["open"]) % counts["open"],
    ]
    return ", ".join(parts)


@transaction.atomic
def _take(kind: str, data: dict[str, str], *, by) -> str:
    """One row: new, known before, or kept open with the reason."""
    key = KEYS[kind](data)
    row = SapRow.objects.select_for_update().filter(kind=kind, key=key).first()
    if row and row.state == SapState.APPLIED:
        if row.data == data:
            return "known"
        moves.revise(row, by=by, state=SapState.OPEN, message=_changed(row.data, data))
        return "open"
    state, message, request = SapState.APPLIED, "", None
    try:
        with transaction.atomic():
            request = APPLY[kind](data, by=by)
    except Refused as refused:
        state, message = SapState.OPEN, str(refused)[:300]
    values = {"data": data, "amount": amount_of(data), "state": state, "message": message, "request": request}
    if row is None:
        moves.create(SapRow, kind=kind, key=key, by=by, **values)
    else:
        moves.revise(row, by=by, **values)
    return "new" if state == SapState.APPLIED else "open"


def amount_of(data: Mapping[str, str]) -> Decimal | None:
    found = exchange.decimal_of(data.get("amount", ""))
    return None if found is None else matching.cents(found)


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    pairs = [
        f"{name}: {before.get(name)} → {after[name]}" for name in after if before.get(name) != after[name]
    ]
    return (_("SAP now says otherwise — %(what)s") % {"what": "; ".join(pairs)})[:300]


KEYS: dict[str, Callable[[dict[str, str]], str]] = {
    SapKind.ORDER: lambda data: data["order"][:80],
    SapKind.RECEIPT: lambda data: f"{data['order']}/{data['line']}/{data['reference']}"[:80],
    SapKind.PAYMENT: lambda data: data["reference"][:80],
}


def _apply_order(data: dict[str, str], *, by) -> PurchaseRequest:
    request = PurchaseRequest.objects.filter(number=data["request"]).first() if data["request"] else None
    if request is None:
        raise Refused(_("No request has the number “%(number)s”.") % {"number": data["request"]})
    amount = amount_of(data)
    if amount != request.amount:
        raise Refused(
            _("%(request)s is approved for %(ours)s EUR; SAP ordered %(theirs)s.")
            % {"request": request.number, "ours": request.amount, "theirs": data["amount"]}
        )
    if request.state == RequestState.ORDERED and request.order_number == data["order"]:
        return request
    return enter_order(request, data["order"], by=by)


def _apply_receipt(data: dict[str, str], *, by) -> PurchaseRequest:
    request = PurchaseRequest.objects.filter(order_number=data["order"]).first() if data["order"] else None
    if request is None:
        raise Refused(_("No request has the order “%(number)s”.") % {"number": data["order"]})
    line = request.lines.filter(position=data["line"]).first() if data["line"].isdecimal() else None
    quantity, on = exchange.decimal_of(data["quantity"]), exchange.day_of(data["received_on"])
    if line is None or quantity is None or on is None:
        raise Refused(_("The line, the quantity or the day cannot be read."))
    reference = f"{data['reference']}/{data['line']}"
    if not request.receipts.filter(reference=reference, cancelled_at__isnull=True).exists():
        record_receipt(request, {line.pk: quantity}, by=by, received_on=on, reference=reference)
    return request


def _apply_payment(data: dict[str, str], *, by) -> PurchaseRequest:
    certificate = Certificate.objects.filter(number=data["certificate"]).first()
    if certificate is None:
        raise Refused(_("No certificate has the number “%(number)s”.") % {"number": data["certificate"]})
    amount, on = amount_of(data), exchange.day_of(data["paid_on"])
    if amount is None or on is None:
        raise Refused(_("The amount or the day cannot be read."))
    record_payment(certificate, by=by, reference=data["reference"], paid_on=on, amount=amount)
    return certificate.invoice.request


APPLY: dict[str, Callable[..., PurchaseRequest]] = {
    SapKind.ORDER: _apply_order,
    SapKind.RECEIPT: _apply_receipt,
    SapKind.PAYMENT: _apply_payment,
}


@transaction.atomic
def record_payment(
    certificate: Certificate, *, by, reference: str, paid_on: date, amount: Decimal
) -> Payment:
    """What SAP paid on a valid certificate, never more than it says; fully paid, the invoice is closed."""
    moves.lock(certificate.invoice)
    moves.lock(certificate)
    if known := Payment.objects.filter(reference=reference).first():
        return _same(known, certificate, amount)
    if certificates.is_void(certificate):
        raise Refused(_("%(number)s is void: nothing is paid on it.") % {"number": certificate.number})
    before = sum((each.amount for each in certificate.payments.all()), Decimal(0))
    if abs(before + amount) > abs(certificate.amount):
        raise Refused(
            _("%(number)s is certified for %(amount)s EUR; %(paid)s EUR would be paid.")
            % {"number": certificate.number, "amount": certificate.amount, "paid": before + amount}
        )
    payment = moves.create(
        Payment, certificate=certificate, reference=reference, paid_on=paid_on, amount=amount, by=by
    )
    _book_payment(certificate, before, amount, by=by)
    _close_paid(certificate, by=by)
    return payment


def _same(known: Payment, certificate: Certificate, amount: Decimal) -> Payment:
    if (known.certificate_id, known.amount) != (certificate.pk, amount):
        raise Refused(_("The payment %(reference)s is on record otherwise.") % {"reference": known.reference})
    return known


def _book_payment(certificate: Certificate, before: Decimal, amount: Decimal, *, by) -> None:
    """Certified money is paid, line by line; parts of several payments add up to the cent."""
    lines = list(certificate.lines.select_related("request_line__budget_line").order_by("pk"))
    weights = [line.amount for line in lines]
    reached, now = matching.distribute(before, weights), matching.distribute(before + amount, weights)
    for line, earlier, later in zip(lines, reached, now, strict=True):
        shift(
            line.request_line.budget_line, EntryKind.CERTIFIED, EntryKind.PAID, later - earlier,
            by=by, about=certificate.invoice.request, reason=certificate.number,
        )  # fmt: skip


def _close_paid(certificate: Certificate, *, by) -> None:
    invoice = certificate.invoice
    standing: Iterable[Any] = invoice.certificates.filter(state=CertificateState.VALID)
    paid = all(
        sum((payment.amount for payment in each.payments.all()), Decimal(0)) == each.amount
        for each in standing.prefetch_related("payments")
    )
    if paid and invoice.state == InvoiceState.CERTIFIED:
        move(invoice, InvoiceState.PAID, by=by)
