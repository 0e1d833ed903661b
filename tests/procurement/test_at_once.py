"""Behaviour 6 and the counters: two people at once, exactly one of them wins (PostgreSQL)."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection, connections

from council_office.directory.states import Role
from council_office.ledger.moves import Refused
from procurement import actions
from procurement.models import Approval, Certificate, Invoice, PurchaseRequest
from procurement.queries import budget
from procurement.states import RequestState
from tests.procurement import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite has one writer at a time: set DATABASE_URL to PostgreSQL",
    ),
]


def at_once(verbs) -> int:
    """How many of the verbs went through, all called at the same time."""

    def call(verb) -> bool:
        try:
            verb()
            return True
        except Refused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return sum(pool.map(call, verbs))


def test_6_with_100_left_two_approvals_of_60_at_once_give_exactly_one(office):
    line = factories.budget_line(allotted="100")
    by, holder = office[Role.ASSISTANT], office[Role.BUDGET_HOLDER]
    steps = [
        factories.submitted(by=by, price="60", line=line, title=f"No. {n}").approvals.get().pk
        for n in range(4)
    ]
    won = at_once([lambda pk=pk: actions.approve(Approval.objects.get(pk=pk), by=holder) for pk in steps])
    assert won == 1
    assert budget.balance(line).left == Decimal("40.00")
    assert PurchaseRequest.objects.filter(state=RequestState.APPROVED).count() == 1


def test_1_an_invoice_certified_twice_at_once_is_certified_once(office):
    invoice = factories.invoiced(office)
    factories.scope(office)
    certifier = office[Role.CERTIFIER]
    won = at_once(
        [lambda: actions.certify(Invoice.objects.get(pk=invoice.pk), by=certifier) for _ in range(4)]
    )
    assert (won, Certificate.objects.count()) == (1, 1)
    assert budget.balance(factories.budget_line()).certified == Decimal("1200.00")
