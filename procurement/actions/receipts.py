"""Verbs on orders and receipts."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.ledger import moves
from council_office.ledger.moves import Refused, move
from procurement.actions.budget import commit
from procurement.actions.certificates import void_drifted
from procurement.actions.duties import require_free
from procurement.models import PurchaseRequest, Receipt, ReceiptLine, RequestLine
from procurement.states import Duty, RequestState


@transaction.atomic
def enter_order(request: PurchaseRequest, order_number: str, *, by) -> PurchaseRequest:
    """The number that SAP gave; from now on the request is ordered and its money committed."""
    moves.lock(request)
    order_number = order_number.strip()
    if not (order_number.isdecimal() and len(order_number) == 10):
        raise Refused(_("An SAP order number has ten digits."))
    if PurchaseRequest.objects.filter(order_number=order_number).exclude(pk=request.pk).exists():
        raise Refused(_("The order %(number)s belongs to another request.") % {"number": order_number})
    request = move(request, RequestState.ORDERED, by=by, order_number=order_number, ordered_at=timezone.now())
    commit(request, by=by)
    return request


@transaction.atomic
def record_receipt(
    request: PurchaseRequest,
    quantities: Mapping[int, Decimal],
    *,
    by,
    received_on: date,
    reference: str = "",
    milestone: str = "",
) -> Receipt:
    """What came or was rendered, by line of the order; never more than was ordered."""
    moves.lock(request)
    if request.state != RequestState.ORDERED:
        raise Refused(_("Only what is ordered can be received: enter the SAP order first."))
    if received_on > timezone.localdate():
        raise Refused(_("A receipt is recorded when it has come, not before."))
    require_free(request, Duty.RECEIVE, by=by)
    wanted = {pk: quantity for pk, quantity in quantities.items() if quantity}
    if not wanted:
        raise Refused(_("Say how much came of at least one line."))
    receipt = moves.create(
        Receipt,
        request=request,
        received_on=received_on,
        reference=reference,
        milestone=milestone,
        received_by_id=by.actor_id,
        by=by,
    )
    lines = {line.pk: line for line in request.lines.all()}
    for pk, quantity in sorted(wanted.items()):
        _require_ordered(lines[pk], quantity)
        moves.create(ReceiptLine, receipt=receipt, request_line=lines[pk], quantity=quantity, by=by)
    return receipt


@transaction.atomic
def cancel_receipt(receipt: Receipt, *, by, reason: str) -> Receipt:
    """It did not come after all; certificates that rest on it are void."""
    moves.lock(receipt.request)
    moves.lock(receipt)
    if receipt.cancelled_at:
        raise Refused(_("This receipt was already taken back."))
    if not reason.strip():
        raise Refused(_("Say why the receipt is taken back."))
    moves.revise(receipt, by=by, cancelled_at=timezone.now())
    for invoice in receipt.request.invoices.all():
        why = _("receipt %(receipt)s was taken back: %(reason)s") % {"receipt": receipt, "reason": reason}
        void_drifted(invoice, by=by, reason=why)
    return receipt


def _require_ordered(line: RequestLine, quantity: Decimal) -> None:
    before = line.receipt_lines.filter(receipt__cancelled_at__isnull=True).aggregate(n=Sum("quantity"))["n"]
    total = (before or Decimal(0)) + quantity
    if quantity < 0 or total > line.quantity:
        raise Refused(
            _(
                "%(line)s: %(total)s would be received of %(ordered)s ordered. Make a new request for what "
                "came in addition."
            )
            % {"line": line, "total": total.normalize(), "ordered": line.quantity.normalize()}
        )
