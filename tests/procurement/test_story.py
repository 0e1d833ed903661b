"""The main thread: request, approvals, order, receipt, invoice, match, certificate, payment."""

from decimal import Decimal

import pytest

from council_office.directory.states import Role
from documents.models import Document
from procurement import actions
from procurement.queries import budget
from procurement.states import InvoiceState, RequestState
from tests.procurement import factories

pytestmark = pytest.mark.django_db


def test_from_the_request_to_the_payment_every_euro_moves_once(office, run_jobs):
    line = factories.budget_line()
    request = factories.approved(office)
    assert (request.state, request.number) == (RequestState.APPROVED, f"PR-{factories.today().year}-0001")
    assert budget.balance(line).reserved == Decimal("1200.00")
    actions.enter_order(request, factories.ORDER, by=office[Role.ASSISTANT])
    assert (budget.balance(line).reserved, budget.balance(line).committed) == (0, Decimal("1200.00"))
    actions.record_receipt(
        request,
        {request.lines.get().pk: Decimal(1)},
        by=office[Role.PROTOCOL_OFFICER],
        received_on=factories.today(),
    )
    invoice = factories.invoiced(office, request=request)
    assert (invoice.state, invoice.number, invoice.net) == (InvoiceState.RECEIVED, "F-2026-17", 1200)
    factories.scope(office)
    certificate = actions.certify(invoice, by=office[Role.CERTIFIER])
    assert budget.balance(line).certified == Decimal("1200.00")
    run_jobs()
    paper = Document.objects.get(kind="service_certificate", number=certificate.number)
    assert invoice.sha256 in str(paper.paper)
    actions.record_payment(
        certificate,
        by=office[Role.ASSISTANT],
        reference="P-1",
        paid_on=factories.today(),
        amount=Decimal("1200.00"),
    )
    invoice.refresh_from_db()
    assert invoice.state == InvoiceState.PAID
    found = budget.balance(line)
    assert (found.reserved, found.committed, found.certified, found.paid) == (0, 0, 0, Decimal("1200.00"))
    assert found.left == Decimal("8800.00")
