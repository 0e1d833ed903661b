"""What goes to SAP next, and whether both sides agree to the cent."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from procurement import exchange
from procurement.models import Certificate, PurchaseRequest, RequestLine, SapRow
from procurement.states import CertificateState, RequestState, SapKind, SapState

NOTHING = Decimal("0.00")


def to_export() -> QuerySet[PurchaseRequest]:
    """Approved and not yet in a file."""
    return PurchaseRequest.objects.filter(state=RequestState.APPROVED, export__isnull=True).order_by("number")


def lines_of(requests: QuerySet[PurchaseRequest]) -> list[exchange.Line]:
    lines = RequestLine.objects.filter(request__in=requests).select_related(
        "request__supplier", "category", "budget_line__cost_centre"
    )
    return [
        exchange.Line(
            request=line.request.number,
            revision=line.request.revision,
            line=line.position,
            vendor=line.request.supplier.sap_number if line.request.supplier else "",
            material_group=line.category.sap_group,
            description=line.description,
            quantity=line.quantity,
            unit=line.unit,
            unit_price=line.unit_price,
            amount=line.amount,
            currency="EUR",
            cost_centre=line.budget_line.cost_centre.code,
            budget_line=line.budget_line.code,
            wanted_on=line.request.wanted_on,
        )
        for line in lines.order_by("request__number", "position")
    ]


@dataclass(frozen=True)
class Pair:
    """One amount here and in SAP; None where one side does not know it."""

    name: str
    url: str
    ours: Decimal | None
    theirs: Decimal | None
    why: str = ""

    @property
    def difference(self) -> Decimal:
        return (self.ours or NOTHING) - (self.theirs or NOTHING)

    @property
    def ok(self) -> bool:
        return self.ours == self.theirs and not self.why


@dataclass(frozen=True)
class Reconciliation:
    """Orders and payments of both sides, pair by pair, and the rows of SAP nobody here knows."""

    orders: list[Pair]
    payments: list[Pair]
    strangers: list[SapRow]

    @property
    def differences(self) -> int:
        return sum(not pair.ok for pair in (*self.orders, *self.payments)) + len(self.strangers)

    def totals(self, name: str) -> tuple[Decimal, Decimal]:
        """Ours and theirs, summed."""
        pairs = getattr(self, name)
        ours = sum((pair.ours or NOTHING for pair in pairs), NOTHING)
        return ours, sum((pair.theirs or NOTHING for pair in pairs), NOTHING)


def reconciliation() -> Reconciliation:
    """Both sides, both ways: what we ordered and paid, and what SAP says of it."""
    rows = list(SapRow.objects.all())
    return Reconciliation(
        orders=orders([row for row in rows if row.kind == SapKind.ORDER and row.request_id]),
        payments=payments([row for row in rows if row.kind == SapKind.PAYMENT]),
        strangers=[row for row in rows if row.state == SapState.OPEN],
    )


def orders(rows: list[SapRow]) -> list[Pair]:
    theirs = {row.request_id: row.amount for row in rows}
    known = PurchaseRequest.objects.filter(state=RequestState.ORDERED).with_amount().order_by("order_number")
    waiting = PurchaseRequest.objects.filter(state=RequestState.APPROVED).with_amount().order_by("number")
    found = [
        Pair(
            f"{request.order_number} · {request.number}",
            request.get_absolute_url(),
            request.amount,
            theirs.get(request.pk),
        )
        for request in known
    ]
    return found + [
        Pair(request.number, request.get_absolute_url(), request.amount, None) for request in waiting
    ]


def payments(rows: list[SapRow]) -> list[Pair]:
    theirs: dict[str, Decimal] = {}
    for row in rows:
        key = row.data.get("certificate", "")
        theirs[key] = theirs.get(key, NOTHING) + (row.amount or NOTHING)
    certificates = Certificate.objects.filter(state=CertificateState.VALID).order_by("number")
    paid = certificates.annotate(total=Sum("payments__amount"))
    return [Pair(each.number, each.get_absolute_url(), each.amount, theirs.get(each.number)) for each in paid]
