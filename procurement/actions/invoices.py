"""Verbs on invoices: a file becomes a case, its facts are completed, its lines matched with the order."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory.models import Organisation, User
from council_office.ledger import audit, moves, numbering
from council_office.ledger.moves import Refused, move
from documents import actions as documents
from documents.models import Document
from procurement import accounts, matching, readings
from procurement.actions.certificates import void_certificate, void_drifted
from procurement.actions.decisions import is_complete, note
from procurement.models import (
    Allocation,
    Invoice,
    InvoiceLine,
    PurchaseRequest,
    Reason,
    Supplier,
    SupplierAccount,
)
from procurement.queries import invoices as queries
from procurement.readings import Facts, Reading
from procurement.states import InvoiceState, Status

SERIES, KIND = "INV", "invoice"
PLAIN = (
    *("number", "is_credit", "dated_on", "due_on", "seller_name", "seller_vat", "buyer_vat"),
    *("exemption_wording", "currency", "net", "tax", "gross", "payable", "iban", "bic"),
)
CHANGEABLE = (InvoiceState.UNREAD, InvoiceState.RECEIVED, InvoiceState.SUSPENDED, InvoiceState.CERTIFIED)
audit.say("match", gettext_lazy("matched its lines with the order"))
audit.say("accept_tax", gettext_lazy("closed the tax review"))
audit.say("clear_duplicate", gettext_lazy("found that it is no duplicate"))


def drop_invoice(data: bytes, name: str, *, by, received_on: date | None = None) -> Invoice:
    """A case for any file whatever: read, filed as it came, tied to its order, its bank details guarded."""
    reading = readings.read(
        data, whole=_("Whole invoice (no lines in the data)"), adjustments=_("Allowances and charges")
    )
    return _keep(data, name, reading, received_on or timezone.localdate(), by=by)


@transaction.atomic
def _keep(data: bytes, name: str, reading: Reading, received_on: date, *, by) -> Invoice:
    number = numbering.take(SERIES, timezone.localdate().year)
    document, problems = _file(data, name, number, by=by)
    facts = reading.facts
    request = request_of(facts.order_number)
    invoice = moves.create(
        Invoice,
        document=document,
        sha256=sha256(data).hexdigest(),
        original_name=name[:200],
        source=reading.source,
        profile=reading.profile,
        request=request,
        supplier=supplier_of(facts, request),
        order_number=facts.order_number[:40],
        received_on=received_on,
        differences=[list(each) for each in reading.differences],
        problems=[list(each) for each in (*problems, *reading.problems)],
        registered_by_id=by.actor_id,
        by=by,
        **{field: _fitting(field, getattr(facts, field)) for field in PLAIN},
    )
    numbering.given(number, invoice)
    for position, line in enumerate(facts.lines, start=1):
        moves.create(
            InvoiceLine,
            invoice=invoice,
            position=position,
            description=line.description[:300],
            quantity=line.quantity,
            unit_price=line.unit_price,
            net=line.net,
            lump=line.lump,
            by=by,
        )
    return _settle(invoice, by=by)


def _file(data: bytes, name: str, number: str, *, by) -> tuple[Document, list[tuple[str, str]]]:
    """The file in the archive; what the archive does not open is kept closed, inside a ZIP."""
    facts = {"name": name, "kind": KIND, "number": number, "title": name, "language": "en", "about": None}
    try:
        with transaction.atomic():
            return documents.receive(data, by=by, **facts), []
    except Refused:
        return documents.keep_closed(data, by=by, **facts), [("active", "")]


def _fitting(field: str, value: Any) -> Any:
    """A text as long as its column is, a currency that has three letters, sums in cents."""
    if isinstance(value, Decimal):
        return matching.cents(value)
    if isinstance(value, str):
        longest = Invoice._meta.get_field(field).max_length
        return value[:longest]
    return value


def request_of(order_number: str) -> PurchaseRequest | None:
    """The request with this order, whatever stands around the ten digits."""
    digits = "".join(filter(str.isdigit, order_number))
    if len(digits) != 10:
        return None
    return PurchaseRequest.objects.filter(order_number=digits).first()


def supplier_of(facts: Facts, request: PurchaseRequest | None) -> Supplier | None:
    """The supplier of the order, else the one with this VAT number, else the one with this very name."""
    if request and request.supplier:
        return request.supplier
    if facts.seller_vat:
        compact = accounts.compact(facts.seller_vat)
        if found := Supplier.objects.filter(vat_number__iexact=compact).first():
            return found
    named = Organisation.objects.filter(name_en__iexact=facts.seller_name) if facts.seller_name else ()
    return Supplier.objects.filter(organisation__in=named).first()


@transaction.atomic
def complete_invoice(invoice: Invoice, *, by, seen: int | None = None, **facts: Any) -> Invoice:
    """Facts that a person reads from the paper; certificates that rest on others are void."""
    moves.lock(invoice)
    if invoice.state not in CHANGEABLE:
        raise Refused(
            _("%(invoice)s is “%(state)s” and no longer changes.")
            % {"invoice": invoice, "state": invoice.get_state_display()}
        )
    if "order_number" in facts and "request" not in facts:
        facts["request"] = request_of(facts["order_number"]) or invoice.request
    if facts.get("request") and not facts.get("supplier", invoice.supplier):
        facts["supplier"] = facts["request"].supplier
    before = invoice.request_id
    invoice = moves.revise(invoice, by=by, seen=seen, **facts)
    if before and before != invoice.request_id:
        _unmatch(invoice, by=by)
    _follow_net(invoice, by=by)
    void_drifted(invoice, by=by, reason=_("the facts of the invoice were changed"))
    return _settle(invoice, by=by)


def _follow_net(invoice: Invoice, *, by) -> None:
    """An invoice without lines of its own has one for its whole net sum."""
    lines = list(invoice.lines.all())
    if invoice.net is None or any(not line.lump for line in lines) or len(lines) > 1:
        return
    values = {"quantity": Decimal(1), "unit_price": invoice.net, "net": invoice.net}
    if lines:
        moves.revise(lines[0], by=by, **values)
        return
    words = _("Whole invoice (no lines in the data)")
    moves.create(InvoiceLine, invoice=invoice, position=1, description=words, lump=True, by=by, **values)


def _settle(invoice: Invoice, *, by) -> Invoice:
    """To match when complete; suspended while its bank details are not confirmed; a first match proposed."""
    if is_complete(invoice):
        if invoice.state == InvoiceState.UNREAD:
            invoice = move(invoice, InvoiceState.RECEIVED, by=by)
        propose_match(invoice, by=by)
    return guard_account(invoice, by=by)


def guard_account(invoice: Invoice, *, by) -> Invoice:
    """New bank details wait for a call-back and a second person, and the invoice with them."""
    stopped = invoice.state not in (InvoiceState.RECEIVED, InvoiceState.UNREAD)
    if stopped or not (invoice.iban and invoice.supplier_id) or queries.account_is_confirmed(invoice):
        return invoice
    iban = accounts.compact(invoice.iban)
    if not invoice.supplier.accounts.filter(iban=iban).exists():
        moves.create(
            SupplierAccount,
            supplier=invoice.supplier,
            iban=iban[:34],
            bic=invoice.bic,
            proposed_by_id=by.actor_id,
            by=by,
        )
    reason = Reason.objects.get(status=Status.SUSPENDED, code="COORD_BANC_ERR")
    note(invoice, reason, _("New bank details: call back and confirm."), by=by)
    return move(invoice, InvoiceState.SUSPENDED, by=by, reason=str(reason))


# The match


@transaction.atomic
def propose_match(invoice: Invoice, *, by) -> Invoice:
    """A first match by price, words and place, for lines that have none."""
    compared = queries.compare(queries.full(invoice.pk))
    open_rows = [row for row in compared.rows if not row.shares]
    ordered = [each for _line, each in compared.ordered]
    shares = matching.propose(ordered, [queries.charged(row.line) for row in open_rows])
    _keep_shares({(share.charged, share.ordered): share.quantity for share in shares}, by=by)
    return invoice


@transaction.atomic
def match_invoice(invoice: Invoice, shares: Mapping[tuple[int, int], Decimal], *, by) -> Invoice:
    """The match as a person sees it, (invoice line, order line) → quantity; it replaces the one before."""
    moves.lock(invoice)
    if invoice.state not in (InvoiceState.RECEIVED, InvoiceState.SUSPENDED, InvoiceState.CERTIFIED):
        raise Refused(_("Complete the invoice first: number, date, net sum, supplier and order."))
    _require_own(invoice, shares)
    before = {
        (each.invoice_line_id, each.request_line_id): each
        for each in Allocation.objects.filter(invoice_line__invoice=invoice)
    }
    certified = set(invoice.lines.filter(certified__live=True).values_list("pk", flat=True))
    changed = {key for key in before.keys() | shares.keys() if _other(before.get(key), shares.get(key))}
    if touched := {line for line, _order in changed} & certified:
        _void(invoice, touched, by=by)
    for key in changed & before.keys():
        moves.remove(before[key], by=by)
    _keep_shares({key: shares[key] for key in changed & shares.keys() if shares[key] is not None}, by=by)
    audit.record("match", invoice, by=by)
    return invoice


def _other(before: Allocation | None, after: Decimal | None) -> bool:
    return (before.quantity if before else None) != after


def _require_own(invoice: Invoice, shares: Mapping[tuple[int, int], Decimal]) -> None:
    own = set(invoice.lines.values_list("pk", flat=True))
    order = set(invoice.request.lines.values_list("pk", flat=True)) if invoice.request else set()
    if any(line not in own or order_line not in order for line, order_line in shares):
        raise Refused(_("A line of another invoice or order cannot be matched here."))


def _keep_shares(shares: Mapping[tuple[int, int], Decimal], *, by) -> None:
    for (line, order_line), quantity in sorted(shares.items()):
        moves.create(Allocation, invoice_line_id=line, request_line_id=order_line, quantity=quantity, by=by)


def _void(invoice: Invoice, lines: set[int], *, by) -> None:
    for certificate in invoice.certificates.filter(
        lines__invoice_line__in=lines, lines__live=True
    ).distinct():
        void_certificate(certificate, by=by, reason=_("the match of its lines was changed"))


def _unmatch(invoice: Invoice, *, by) -> None:
    _void(invoice, set(invoice.lines.values_list("pk", flat=True)), by=by)
    for allocation in Allocation.objects.filter(invoice_line__invoice=invoice):
        moves.remove(allocation, by=by)
    if invoice.request_id:
        propose_match(invoice, by=by)


# Reviews


@transaction.atomic
def accept_tax(invoice: Invoice, *, by: User, reason: str) -> Invoice:
    """Close the tax review: VAT is due here, or the mention stands elsewhere; else the invoice is refused."""
    moves.lock(invoice)
    if not reason.strip():
        raise Refused(_("Say why the VAT or the missing mention is accepted."))
    moves.revise(invoice, by=by, tax_accepted_by=by, tax_reason=reason)
    audit.record("accept_tax", invoice, by=by, reason=reason)
    return invoice


@transaction.atomic
def clear_duplicate(invoice: Invoice, *, by: User, reason: str) -> Invoice:
    """Somebody compared the papers: these are two invoices."""
    moves.lock(invoice)
    if not reason.strip():
        raise Refused(_("Say how you know that these are two invoices."))
    moves.revise(invoice, by=by, not_duplicate_by=by, not_duplicate_reason=reason)
    audit.record("clear_duplicate", invoice, by=by, reason=reason)
    return invoice
