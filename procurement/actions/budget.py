"""Bookings of the budget: a line is locked, its balance read, and one row added."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from council_office.ledger import moves
from council_office.ledger.moves import Refused
from procurement.models import BudgetEntry, BudgetLine, PurchaseRequest, RequestLine
from procurement.queries.budget import balance
from procurement.states import EntryKind


def create_budget_line(*, by, **fields: Any) -> BudgetLine:
    """A new line without money; what it gets is allotted."""
    return moves.create(BudgetLine, by=by, **fields)


@transaction.atomic
def allot(line: BudgetLine, amount: Decimal, *, by, reason: str) -> BudgetEntry:
    """Give a line money, or take some back as long as it is free."""
    moves.lock(line)
    if not reason.strip():
        raise Refused(_("Say where the money comes from, or where it goes."))
    if balance(line).left + amount < 0:
        raise Refused(
            _("Only %(left)s EUR of %(line)s are free; less cannot be taken back.")
            % {"left": balance(line).left, "line": line}
        )
    return book(line, EntryKind.ALLOTTED, amount, by=by, reason=reason)


def book(
    line: BudgetLine,
    kind: str,
    amount: Decimal,
    *,
    by,
    about: PurchaseRequest | None = None,
    reason: str = "",
) -> BudgetEntry:
    """Add one booking; nothing is ever booked over."""
    return moves.create(
        BudgetEntry,
        line=line,
        kind=kind,
        amount=amount,
        about=about,
        reason=reason,
        made_by_id=by.actor_id,
        made_label=by.actor_label[:200],
        by=by,
    )


def shift(
    line: BudgetLine, before: str, after: str, amount: Decimal, *, by, about: PurchaseRequest, reason: str
) -> None:
    """Money of a line goes on to its next place (or back)."""
    if amount:
        book(line, before, -amount, by=by, about=about, reason=reason)
        book(line, after, amount, by=by, about=about, reason=reason)


@transaction.atomic
def reserve(request: PurchaseRequest, *, by) -> None:
    """Reserve every line of a request, or Refused with what is left; the lines stay locked meanwhile."""
    for line, amount in lines_of(request):
        left = balance(moves.lock(line)).left
        if amount > left:
            raise Refused(
                _(
                    "Only %(left)s EUR are left on %(line)s, and this needs %(amount)s EUR. Nothing was "
                    "approved: allot more, choose another line, or return the request."
                )
                % {"left": left, "line": line, "amount": amount}
            )
        book(line, EntryKind.RESERVED, amount, by=by, about=request, reason=str(request)[:200])


def release(request: PurchaseRequest, *, by, reason: str) -> None:
    """What was reserved for a request is free again."""
    for line, amount in lines_of(request):
        book(line, EntryKind.RESERVED, -amount, by=by, about=request, reason=reason[:200])


def commit(request: PurchaseRequest, *, by) -> None:
    """What was reserved is ordered."""
    for line, amount in lines_of(request):
        shift(
            line, EntryKind.RESERVED, EntryKind.COMMITTED, amount,
            by=by, about=request, reason=request.order_number,
        )  # fmt: skip


def lines_of(request: PurchaseRequest) -> Iterable[tuple[BudgetLine, Decimal]]:
    """The budget lines of a request in one order everywhere, each with its sum."""
    sums: dict[int, Decimal] = {}
    found: dict[int, BudgetLine] = {}
    lines = RequestLine.objects.filter(request=request).select_related("budget_line")
    for each in lines:
        found[each.budget_line_id] = each.budget_line
        sums[each.budget_line_id] = sums.get(each.budget_line_id, Decimal(0)) + each.amount
    return [(found[pk], sums[pk]) for pk in sorted(found)]
