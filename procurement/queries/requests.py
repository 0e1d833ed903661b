"""Reads over purchase requests: their route, what waits for whom, quotes and splitting, costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from council_office.directory.models import User
from procurement import routes, rules
from procurement.models import Approval, PurchaseRequest, QuoteRule, RequestLine, Threshold
from procurement.states import ApprovalState, RequestState
from visits.models import Visit
from visits.queries.travel import Cost, costs_of

SPLIT_DAYS = 90


def shown(requests: QuerySet[PurchaseRequest]) -> QuerySet[PurchaseRequest]:
    """Requests with what a list reads."""
    return requests.with_amount().select_related("supplier__organisation", "requester__person")


def full(pk: int) -> PurchaseRequest:
    """One request with all that its page reads."""
    lines = Prefetch("lines", RequestLine.objects.select_related("category", "budget_line__cost_centre"))
    return (
        PurchaseRequest.objects.select_related(
            "supplier__organisation", "requester__person", "export__document"
        )
        .prefetch_related(
            lines, "quotes__document", "receipts__lines__request_line", "receipts__received_by__person"
        )
        .get(pk=pk)
    )


def bought(lines: Iterable[RequestLine]) -> set[tuple[int, int]]:
    return {(line.budget_line.cost_centre_id, line.category_id) for line in lines}


def thresholds(on: date) -> dict[int, Threshold]:
    return Threshold.objects.on(on).in_bulk()


def as_rules(found: Iterable[Threshold]) -> list[routes.Rule]:
    return [
        routes.Rule(
            key=each.pk,
            place=each.place,
            role=each.role,
            from_amount=each.from_amount,
            of_cost_centre=each.of_cost_centre,
            cost_centre=each.cost_centre_id,
            category=each.category_id,
        )
        for each in found
    ]


def route(request: PurchaseRequest, on: date | None = None) -> list[tuple[routes.Step, Threshold]]:
    """The approvals that a request needs today, each with its rule."""
    known = thresholds(on or timezone.localdate())
    steps = routes.route(request.amount, bought(request.lines.all()), as_rules(known.values()))
    return [(step, known[step.rule]) for step in steps]


def approvals(request: PurchaseRequest) -> list[Approval]:
    """The steps of the current revision in order."""
    steps = request.approvals.filter(revision=request.revision).exclude(state=ApprovalState.CANCELLED)
    return list(
        steps.select_related("decided_by__person", "cost_centre").prefetch_related("cost_centre__holders")
    )


def next_steps(steps: Iterable[Approval]) -> list[Approval]:
    """What may be decided now: the waiting steps of the lowest place."""
    waiting = [step for step in steps if step.state == ApprovalState.WAITING]
    lowest = min((step.place for step in waiting), default=0)
    return [step for step in waiting if step.place == lowest]


def waiting_for(user: User) -> QuerySet[PurchaseRequest]:
    """Requests with a step that this user may decide now; one query."""
    waiting = Approval.objects.filter(state=ApprovalState.WAITING)
    earlier = waiting.filter(request=OuterRef("request"), place__lt=OuterRef("place"))
    own = Q(cost_centre__isnull=True) | Q(cost_centre__holders=user) | Q(cost_centre__holders__isnull=True)
    mine = waiting.filter(own, role__in=user.roles).exclude(requester=user).exclude(Exists(earlier))
    return PurchaseRequest.objects.filter(state=RequestState.SUBMITTED, pk__in=mine.values("request"))


def decidable(request: PurchaseRequest, steps: Iterable[Approval], user: User) -> list[Approval]:
    """The steps of this request that the user may decide now."""
    if request.state != RequestState.SUBMITTED:
        return []
    return [step for step in next_steps(steps) if rules.may_decide(user, step)]


# Quotes and splitting


def quotes_needed(amount: Decimal, on: date) -> int:
    rule = QuoteRule.objects.on(on).filter(from_amount__lte=amount).order_by("-from_amount", "-pk").first()
    return rule.quotes if rule else 0


def missing(request: PurchaseRequest) -> list[str]:
    needed = quotes_needed(request.amount, timezone.localdate())
    return rules.missing_to_submit(request, needed, len(request.quotes.all()))


@dataclass(frozen=True)
class Split:
    """Other purchases that would pass a threshold together with this one."""

    others: list[PurchaseRequest]
    total: Decimal
    steps: list[tuple[routes.Step, Threshold]]


def split(request: PurchaseRequest) -> Split | None:
    """Purchases of 90 days from the same supplier, or of the same kind for the same cost centre."""
    kinds = bought(request.lines.all())
    if not kinds:
        return None
    own = list(request.lines.all())
    alike = Q(
        lines__category__in={line.category_id for line in own},
        lines__budget_line__cost_centre__in={line.budget_line.cost_centre_id for line in own},
    )
    if request.supplier_id:
        alike |= Q(supplier=request.supplier_id)
    since = (request.submitted_at or timezone.now()) - timedelta(days=SPLIT_DAYS)
    found = PurchaseRequest.objects.filter(alike, created_at__gte=since).exclude(
        Q(pk=request.pk) | Q(state__in=[RequestState.CANCELLED, RequestState.DRAFT])
    )
    others = list(shown(PurchaseRequest.objects.filter(pk__in=found.values("pk"))))
    amount = sum((other.amount for other in others), Decimal(0))
    known = thresholds(timezone.localdate())
    steps = routes.passed_together(request.amount, amount, kinds, as_rules(known.values()))
    return (
        Split(others, request.amount + amount, [(s, known[s.rule]) for s in steps])
        if others and steps
        else None
    )


# Costs of what is paid for


@dataclass(frozen=True)
class Costs:
    """What a visit, a session or a ceremony costs: its requests, and sums by where they stand."""

    requests: list[PurchaseRequest]
    asked: Decimal
    approved: Decimal
    by_category: list[tuple[str, Decimal]]


def costs(subject: Model, user: User) -> Costs:
    found = PurchaseRequest.objects.visible_to(user).about(subject).exclude(state=RequestState.CANCELLED)
    requests = list(shown(found))
    agreed = (RequestState.APPROVED, RequestState.ORDERED)
    sums = (
        RequestLine.objects.filter(request__in=found)
        .order_by("category__code")
        .values_list("category")
        .annotate(total=Sum("amount"))
    )
    lines = {
        line.category_id: line.category
        for line in RequestLine.objects.filter(request__in=found).select_related("category")
    }
    return Costs(
        requests,
        asked=sum((r.amount for r in requests), Decimal(0)),
        approved=sum((r.amount for r in requests if r.state in agreed), Decimal(0)),
        by_category=[(lines[category].name, total) for category, total in sums],
    )


def not_asked_for(request: PurchaseRequest, user: User) -> list[Cost]:
    """What the visit that a request is about costs, and no standing request of it asks for yet."""
    visit = request.about
    if not isinstance(visit, Visit) or not Visit.objects.visible_to(user).filter(pk=visit.pk).exists():
        return []
    standing = PurchaseRequest.objects.about(visit).exclude(state=RequestState.CANCELLED)
    asked = set(RequestLine.objects.filter(request__in=standing).values_list("pays_for", flat=True))
    return [cost for cost in costs_of(visit) if cost.key not in asked]


def expected(request: PurchaseRequest) -> list[Approval]:
    """The route a draft would take today, not kept."""
    if not request.lines.all():
        return []
    centres = {line.budget_line.cost_centre_id: line.budget_line.cost_centre for line in request.lines.all()}
    return [
        Approval(
            request=request,
            place=step.place,
            role=step.role,
            cost_centre=centres.get(step.cost_centre),
            rule=str(rule),
        )
        for step, rule in route(request)
    ]


def open_lines(request: PurchaseRequest) -> list[tuple[RequestLine, Decimal]]:
    """Each line of an order with what has not come yet."""
    standing = Q(receipt_lines__receipt__cancelled_at__isnull=True)
    lines = request.lines.annotate(came=Sum("receipt_lines__quantity", filter=standing))
    return [(line, line.quantity - (line.came or Decimal(0))) for line in lines]
