"""Nouns of procurement in the state a test needs, made by the verbs themselves."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from procurement import actions
from procurement.models import BudgetLine, Category, CostCentre, PurchaseRequest, Scope, Supplier
from procurement.queries import requests as queries
from tests.factories import UserFactory
from tests.procurement.papers import page_of as page_of

ORDER = "4100012345"
IBAN = "FR7630006000011234567890189"


def budget_line(code: str = "CNL-1", allotted: str = "10000", centre: str = "CNL") -> BudgetLine:
    line, new = BudgetLine.objects.get_or_create(
        year=timezone.localdate().year,
        code=code,
        defaults={
            "name_en": "Sessions",
            "name_fr": "Sessions",
            "cost_centre": CostCentre.objects.get(code=centre),
        },
    )
    if new and Decimal(allotted):
        actions.allot(line, Decimal(allotted), by=CLOCK, reason="Budget of the year")
    return line


def category(code: str = "CATERING") -> Category:
    return Category.objects.get(code=code)


def supplier(name: str = "Traiteur du Val", **fields) -> Supplier:
    found = Supplier.objects.filter(organisation__name_en=name).first()
    return found or actions.create_supplier(
        by=CLOCK, name_en=name, sap_number=fields.pop("sap_number", f"V-{name[:9]}"), **fields
    )


def draft(
    *, by, price: str = "1200.00", quantity: str = "1", line: BudgetLine | None = None, lines=None, **fields
) -> PurchaseRequest:
    """A complete draft: one line of catering, unless told."""
    given = {
        "title": "Lunch of the Council",
        "justification": "IC-40",
        "supplier": supplier(),
        "single_source": "Sole caterer on the site",
    }
    request = actions.create_request(by=by, **{**given, **fields})
    for words, n, each in lines or [("Lunch", quantity, price)]:
        actions.add_line(
            request,
            by=by,
            description=words,
            category=category(),
            budget_line=line or budget_line(),
            quantity=Decimal(n),
            unit_price=Decimal(each),
        )
    return request


def submitted(**options) -> PurchaseRequest:
    return actions.submit(draft(**options), by=options["by"])


def holder(office):
    return office[Role.BUDGET_HOLDER]


def approved(office, **options) -> PurchaseRequest:
    """Approved by everybody on its route."""
    request = submitted(by=options.pop("by", office[Role.ASSISTANT]), **options)
    while steps := queries.next_steps(queries.approvals(request)):
        actions.approve(steps[0], by=office[Role(steps[0].role)])
        request.refresh_from_db()
    return request


def ordered(office, number: str = ORDER, **options) -> PurchaseRequest:
    return actions.enter_order(approved(office, **options), number, by=office[Role.ASSISTANT])


def received(office, **options) -> PurchaseRequest:
    """Ordered, and everything of it received by somebody who neither asked nor approved."""
    request = ordered(office, **options)
    actions.record_receipt(
        request,
        {line.pk: line.quantity for line in request.lines.all()},
        by=office[Role.PROTOCOL_OFFICER],
        received_on=timezone.localdate(),
        reference="BL-1",
    )
    return request


def scope(office, *, user=None, ceiling: str = "5000", days: tuple[int, int] = (-30, 300), **fields) -> Scope:
    today = timezone.localdate()
    given = {
        "cost_centre": CostCentre.objects.get(code="CNL"),
        "ceiling": Decimal(ceiling),
        "starts_on": today + timedelta(days=days[0]),
        "ends_on": today + timedelta(days=days[1]),
    }
    signer = office[Role.DG_OFFICE]
    return actions.sign_scope(by=signer, user=user or office[Role.CERTIFIER], **{**given, **fields})


def invoiced(office, page: bytes | None = None, **options):
    """An invoice dropped on an order that is received."""
    request = options.pop("request", None) or received(office, **options)
    data = page if page is not None else page_of(order=request.order_number, day=str(today()))
    return actions.drop_invoice(data, "invoice.pdf", by=office[Role.ASSISTANT])


def certified(office, **options):
    """The certificate of an invoice of an order."""
    invoice = invoiced(office, **options)
    if not Scope.objects.filter(user=office[Role.CERTIFIER]).exists():
        scope(office)
    return actions.certify(invoice, by=office[Role.CERTIFIER])


def today() -> date:
    return timezone.localdate()


def another(*roles):
    """One more person with these roles."""
    return UserFactory(roles=list(roles))
