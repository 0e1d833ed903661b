"""Who did what for a purchase, and which two duties nobody does both."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from procurement.models import ForbiddenPair, PairException, PurchaseRequest, Supplier
from procurement.states import ApprovalState, Duty


def done(request: PurchaseRequest) -> dict[str, set[int]]:
    """The users behind each duty of one purchase."""
    approvals = request.approvals.filter(revision=request.revision, state=ApprovalState.APPROVED)
    certifiers = request.invoices.filter(certificates__lines__live=True)
    found = {
        Duty.REQUEST: {request.requester_id},
        Duty.APPROVE: set(approvals.values_list("decided_by", flat=True)),
        Duty.RECEIVE: set(
            request.receipts.filter(cancelled_at__isnull=True).values_list("received_by", flat=True)
        ),
        Duty.CERTIFY: set(certifiers.values_list("certificates__certifier", flat=True)),
    }
    return found | (of_accounts(request.supplier) if request.supplier else {})


def of_accounts(supplier: Supplier) -> dict[str, set[int]]:
    accounts = list(supplier.accounts.values_list("proposed_by", "confirmed_by"))
    return {
        Duty.PROPOSE_ACCOUNT: {proposer for proposer, _confirmer in accounts if proposer},
        Duty.CONFIRM_ACCOUNT: {confirmer for _proposer, confirmer in accounts if confirmer},
    }


def against(duty: str, did: dict[str, set[int]], user_id: int, on: date) -> list[ForbiddenPair]:
    """The pairs in force that forbid the user this duty, because of what the user did before."""
    own = {other for other, users in did.items() if user_id in users}
    pairs = ForbiddenPair.objects.on(on).filter(Q(first=duty) | Q(second=duty))
    return [pair for pair in pairs if (pair.second if pair.first == duty else pair.first) in own]


def exception(pairs: Iterable[ForbiddenPair], user_id: int, on: date) -> PairException | None:
    """An exception for this user that covers every one of the pairs; None when one is not covered."""
    found = {
        each.pair_id: each
        for each in PairException.objects.filter(
            pair__in=list(pairs),
            user=user_id,
            granted_by__isnull=False,
            starts_on__lte=on,
            ends_on__gte=on,
        )
    }
    covered = [found.get(pair.pk) for pair in pairs]
    return covered[0] if covered and all(covered) else None
