"""Verbs on purchase requests: drawn up, submitted, changed (which cancels approvals), cancelled."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from council_office.ledger import moves
from council_office.ledger.moves import Refused, move
from documents import actions as documents
from procurement.actions.budget import release
from procurement.models import Approval, PurchaseRequest, Quote, RequestLine
from procurement.queries import requests as queries
from procurement.states import CHANGEABLE, ApprovalState, RequestState

FREEZING = {"supplier"}


def create_request(*, by, about: models.Model | None = None, **fields: Any) -> PurchaseRequest:
    """A new draft of the acting person."""
    if about is not None:
        fields |= {"about_type": ContentType.objects.get_for_model(about), "about_id": about.pk}
    return moves.create(PurchaseRequest, requester_id=by.actor_id, by=by, **fields)


@transaction.atomic
def revise_request(
    request: PurchaseRequest, *, by, seen: int | None = None, **changes: Any
) -> PurchaseRequest:
    """Change a request; another supplier cancels its approvals."""
    _require_changeable(moves.lock(request))
    frozen = [name for name in FREEZING & changes.keys() if getattr(request, name) != changes[name]]
    for name in frozen:
        _reopen(
            request, f"{_label(PurchaseRequest, name)}: {getattr(request, name)} → {changes[name]}", by=by
        )
        seen = None
    return moves.revise(request, by=by, seen=seen, **changes)


@transaction.atomic
def add_line(request: PurchaseRequest, *, by, **fields: Any) -> RequestLine:
    """One thing more to buy; it cancels the approvals."""
    _require_changeable(moves.lock(request))
    _reopen(request, _("new line: %(line)s") % {"line": fields.get("description", "")}, by=by)
    last = request.lines.aggregate(last=models.Max("position"))["last"] or 0
    return moves.create(RequestLine, request=request, position=last + 1, by=by, **fields)


@transaction.atomic
def revise_line(line: RequestLine, *, by, seen: int | None = None, **changes: Any) -> RequestLine:
    """Another quantity, price, category or budget line; whatever it is, it cancels the approvals."""
    _require_changeable(moves.lock(line.request))
    changed = [name for name, value in changes.items() if getattr(line, name) != value]
    if changed:
        name = changed[0]
        what = f"{line}, {_label(RequestLine, name)}: {getattr(line, name)} → {changes[name]}"
        _reopen(line.request, what, by=by)
    return moves.revise(line, by=by, seen=seen, **changes)


@transaction.atomic
def remove_line(line: RequestLine, *, by) -> PurchaseRequest:
    request = moves.lock(line.request)
    _require_changeable(request)
    _reopen(request, _("line removed: %(line)s") % {"line": line}, by=by)
    moves.remove(line, by=by)
    return request


@transaction.atomic
def add_quote(request: PurchaseRequest, *, by, file: tuple[bytes, str] | None = None, **fields: Any) -> Quote:
    """What a supplier offers, with the paper if there is one."""
    _require_changeable(moves.lock(request))
    if fields.get("chosen"):
        for other in request.quotes.filter(chosen=True):
            moves.revise(other, by=by, chosen=False)
    quote = moves.create(Quote, request=request, by=by, **fields)
    if file is not None:
        data, name = file
        document = documents.receive(
            data, name=name, kind="quote", number=f"Q-{request.pk}-{quote.pk}", title=str(quote),
            language="en", about=request, by=by,
        )  # fmt: skip
        moves.revise(quote, by=by, document=document)
    return quote


@transaction.atomic
def submit(request: PurchaseRequest, *, by) -> PurchaseRequest:
    """Send a complete request on its route; no number and no mail before the last approval."""
    moves.lock(request)
    if missing := queries.missing(request):
        raise Refused(_("Still missing: %(what)s.") % {"what": ", ".join(missing)})
    route = queries.route(request)
    if not route:
        raise Refused(_("No threshold in force fits this request: complete the table of thresholds first."))
    request = move(request, RequestState.SUBMITTED, by=by, submitted_at=timezone.now())
    for step, rule in route:
        moves.create(
            Approval,
            request=request,
            revision=request.revision,
            place=step.place,
            role=step.role,
            cost_centre_id=step.cost_centre,
            rule=str(rule)[:200],
            requester=request.requester,
            amount=request.amount,
            by=by,
        )
    return request


@transaction.atomic
def withdraw(request: PurchaseRequest, *, by, reason: str) -> PurchaseRequest:
    """Back to a draft before the last approval, for the requester to change."""
    moves.lock(request)
    if request.state != RequestState.SUBMITTED:
        raise Refused(_("Only a request in approval can be withdrawn."))
    _cancel_approvals(request, by=by, reason=reason)
    return move(request, RequestState.DRAFT, by=by, reason=reason, revision=request.revision + 1)


@transaction.atomic
def cancel_request(request: PurchaseRequest, *, by, reason: str) -> PurchaseRequest:
    """Give a request up; what was reserved is free again. A number it has stays taken."""
    moves.lock(request)
    if not reason.strip():
        raise Refused(_("Say why the request is cancelled."))
    if request.state == RequestState.APPROVED:
        release(request, by=by, reason=reason)
    _cancel_approvals(request, by=by, reason=reason)
    return move(request, RequestState.CANCELLED, by=by, reason=reason)


def _reopen(request: PurchaseRequest, what: str, *, by) -> None:
    """A change of substance: approvals are cancelled, money is released, and the history says which field."""
    if request.state == RequestState.RETURNED:
        move(request, RequestState.DRAFT, by=by, revision=request.revision + 1)
        return
    if request.state not in (RequestState.SUBMITTED, RequestState.APPROVED):
        return
    reason = _("Changed after submission — %(what)s") % {"what": what}
    if request.state == RequestState.APPROVED:
        release(request, by=by, reason=reason)
    _cancel_approvals(request, by=by, reason=reason[:300])
    move(request, RequestState.DRAFT, by=by, reason=reason, revision=request.revision + 1, export=None)


def _cancel_approvals(request: PurchaseRequest, *, by, reason: str) -> None:
    standing = request.approvals.filter(state__in=[ApprovalState.WAITING, ApprovalState.APPROVED])
    for approval in standing:
        move(approval, ApprovalState.CANCELLED, by=by, reason=reason)


def _require_changeable(request: PurchaseRequest) -> None:
    if request.state not in CHANGEABLE:
        raise Refused(
            _("%(request)s is %(state)s and no longer changes; make a new request for the difference.")
            % {"request": request, "state": request.get_state_display().lower()}
        )


def _label(model: type[models.Model], name: str) -> str:
    return str(capfirst(model._meta.get_field(name).verbose_name))
