"""Verbs of approval: step by step; the last one reserves the money, takes the number, tells the requester."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from council_office.directory.models import User
from council_office.ledger import moves, numbering
from council_office.ledger.moves import Refused, move
from documents import actions as documents
from procurement import rules
from procurement.actions.budget import reserve
from procurement.actions.duties import require_free
from procurement.models import Approval, PurchaseRequest
from procurement.queries import requests as queries
from procurement.states import ApprovalState, Duty, RequestState

SERIES = "PR"


@transaction.atomic
def approve(approval: Approval, *, by: User, comment: str = "") -> PurchaseRequest:
    """One step of the route; with the last one the request is approved, numbered and reserved."""
    request = _require_open(approval, by=by)
    exception = require_free(request, Duty.APPROVE, by=by)
    done = request.approvals.filter(revision=request.revision, state=ApprovalState.APPROVED, decided_by=by.pk)
    if done.exists():
        raise Refused(_("You already approved this request; its next step is another person’s."))
    _decide(approval, ApprovalState.APPROVED, by=by, comment=comment, exception=exception)
    if request.approvals.filter(revision=request.revision, state=ApprovalState.WAITING).exists():
        return request
    return _finish(request, by=by)


@transaction.atomic
def return_request(approval: Approval, *, by: User, comment: str) -> PurchaseRequest:
    """Give the request back with a reason; it may be changed and submitted again."""
    request = _require_open(approval, by=by)
    if not comment.strip():
        raise Refused(_("Say what has to change."))
    _decide(approval, ApprovalState.REFUSED, by=by, comment=comment)
    for other in request.approvals.filter(state__in=[ApprovalState.WAITING, ApprovalState.APPROVED]):
        move(other, ApprovalState.CANCELLED, by=by, reason=comment)
    return move(request, RequestState.RETURNED, by=by, reason=comment)


def _require_open(approval: Approval, *, by: User) -> PurchaseRequest:
    """The locked request, when this step is the next one and this person’s."""
    request = moves.lock(approval.request)
    moves.lock(approval)
    if request.state != RequestState.SUBMITTED or approval.revision != request.revision:
        raise Refused(_("This request is no longer in approval: look at it again."))
    steps = queries.approvals(request)
    mine = next((step for step in queries.next_steps(steps) if step.pk == approval.pk), None)
    if mine is None:
        raise Refused(_("An earlier step comes first, or this one is already decided."))
    if not rules.may_decide(by, mine):
        raise Refused(_("This step is for %(role)s.") % {"role": mine.get_role_display()})
    return request


def _decide(approval: Approval, state: str, *, by: User, comment: str, exception=None) -> None:
    move(
        approval,
        state,
        by=by,
        reason=comment,
        decided_by=by,
        decided_at=timezone.now(),
        comment=comment[:300],
        exception=exception,
    )


def _finish(request: PurchaseRequest, *, by: User) -> PurchaseRequest:
    # The request first, then its budget lines, then the counter: nobody waits with a number in hand.
    reserve(request, by=by)
    number = request.number or numbering.take(SERIES, timezone.localdate().year, about=request)
    request = move(request, RequestState.APPROVED, by=by, number=number, approved_at=timezone.now())
    _tell_requester(request, by=by)
    return request


def _tell_requester(request: PurchaseRequest, *, by: User) -> None:
    user = request.requester
    with translation.override(user.language):
        documents.send(
            to=user.email,
            person=user.person,
            subject=_("Purchase request %(number)s is approved") % {"number": request.number},
            body=_("“%(title)s” is approved as %(number)s. It goes to SAP with the next file.")
            % {"title": request.title, "number": request.number},
            about=request,
            by=by,
            key=f"request:{request.number}:{request.revision}",
            language=user.language,
        )
