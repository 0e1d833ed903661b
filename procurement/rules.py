"""Who may do what with requests, invoices and certificates, and what must hold first."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council_office.directory.models import User
from council_office.directory.states import Role
from procurement.models import Approval, BudgetLine, Category, PurchaseRequest, Scope
from procurement.states import CHANGEABLE, RequestState

OFFICE_HANDS = (Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER)


def may_revise_request(user: User, request: PurchaseRequest) -> bool:
    """The requester, and the office that helps with requests."""
    return user.has_role(*OFFICE_HANDS) and request.state in CHANGEABLE


def may_decide(user: User, approval: Approval) -> bool:
    """Whoever holds the role of the step; of a cost centre with named holders, one of them."""
    if not user.has_role(approval.role):
        return False
    if approval.cost_centre is None:
        return True
    holders = {holder.pk for holder in approval.cost_centre.holders.all()}
    return not holders or user.pk in holders


def missing_to_submit(request: PurchaseRequest, quotes_needed: int, quotes: int) -> list[str]:
    """What a request lacks before it may go to its approvers, in words."""
    lines = list(request.lines.all())
    missing = []
    if not lines:
        missing.append(_("a line that says what to buy"))
    if lines and not request.amount:
        missing.append(_("a price"))
    if request.supplier_id is None:
        missing.append(_("the supplier"))
    if not request.justification.strip():
        missing.append(_("the justification"))
    if quotes < quotes_needed and not request.single_source.strip():
        words = ngettext(
            "%(count)d quote, or the reason for a single source",
            "%(count)d quotes, or the reason for a single source",
            quotes_needed,
        )
        missing.append(words % {"count": quotes_needed})
    return missing


def scope_for(
    scopes: Iterable[Scope], line: BudgetLine, category: Category, amount: Decimal, on: date
) -> Scope | None:
    """The first of a certifier's scopes that holds for a cost centre, a category, an amount and a day."""
    return next(
        (s for s in scopes if covers(s, line, category) and lasts(s, on) and amount <= s.ceiling), None
    )


def covers(scope: Scope, line: BudgetLine, category: Category) -> bool:
    return scope.cost_centre_id == line.cost_centre_id and scope.category_id in (None, category.pk)


def lasts(scope: Scope, on: date) -> bool:
    revoked = scope.revoked_on is not None and scope.revoked_on <= on
    return scope.starts_on <= on <= scope.ends_on and not revoked


def why_out_of_scope(
    scopes: Iterable[Scope], line: BudgetLine, category: Category, amount: Decimal, on: date
) -> str:
    """Which part of the rule on scopes stands in the way, and the way out."""
    place = {"centre": line.cost_centre.code, "category": category.name}
    covering = [scope for scope in scopes if covers(scope, line, category)]
    if not covering:
        return (
            _(
                "Rule “scope of certification”: you have no scope for cost centre %(centre)s, "
                "category %(category)s. Ask a certifier who has one, or have a scope signed."
            )
            % place
        )
    lasting = [scope for scope in covering if lasts(scope, on)]
    if not lasting:
        last = max(covering, key=lambda scope: scope.ends_on)
        return _(
            "Rule “scope of certification”: your scope for %(centre)s holds from %(start)s to %(end)s. "
            "Have it signed again, or ask another certifier."
        ) % (
            place
            | {"start": date_format(last.starts_on), "end": date_format(last.revoked_on or last.ends_on)}
        )
    ceiling = max(scope.ceiling for scope in lasting)
    return _(
        "Rule “scope of certification”: %(amount)s EUR are above your ceiling of %(ceiling)s EUR "
        "for %(centre)s. Ask a certifier with a higher ceiling."
    ) % (place | {"amount": amount, "ceiling": ceiling})


def is_frozen(request: PurchaseRequest) -> bool:
    """Whether a change of substance cancels approvals."""
    return request.state in (RequestState.SUBMITTED, RequestState.APPROVED)
