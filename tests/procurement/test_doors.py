"""Through the door: who asks, who is told what, what the navigation counts, what the calendar shows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from council_office.calendar.sources import entries
from council_office.directory.resources import read
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.web.navigation import COUNTERS
from procurement import actions
from procurement.models import PurchaseRequest, Supplier
from procurement.resources import SupplierResource
from procurement.states import RequestState
from tests.procurement import factories

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"procurement:{name}", args=args)


def test_an_assistant_asks_line_by_line_and_is_told_what_is_missing(office, signed_in):
    client, line, supplier = signed_in(Role.ASSISTANT), factories.budget_line(), factories.supplier()
    client.post(url("new_request"), {"title": "Lunch", "supplier": supplier.pk, "justification": "IC-40"})
    request = PurchaseRequest.objects.get()
    page = client.get(request.get_absolute_url()).content.decode()
    assert "a line that says what to buy" in page
    told = {
        "description": "Lunch",
        "category": factories.category().pk,
        "budget_line": line.pk,
        "unit_price": "20",
    }
    assert client.post(url("add_line", request.pk), {**told, "quantity": "10"}).status_code == 302
    assert request.lines.get().amount == Decimal("200.00")
    assert "1 quote, or" in client.get(request.get_absolute_url()).content.decode()
    quote = {"supplier_name": "Traiteur du Val", "amount": "200.00", "chosen": "on"}
    assert client.post(url("add_quote", request.pk), quote).status_code == 302
    assert client.post(url("submit_request", request.pk)).status_code == 302
    request.refresh_from_db()
    assert request.state == RequestState.SUBMITTED


def test_a_returned_request_says_why_and_comes_again_as_a_new_revision(office, signed_in):
    request = factories.submitted(by=office[Role.ASSISTANT])
    step = request.approvals.get()
    holder = signed_in(Role.BUDGET_HOLDER)
    assert holder.post(url("return_request", step.pk), {"comment": "Fewer people"}).status_code == 302
    request.refresh_from_db()
    assert request.state == RequestState.RETURNED
    actions.revise_line(request.lines.get(), by=office[Role.ASSISTANT], quantity=Decimal("0.5"))
    request.refresh_from_db()
    again = actions.submit(request, by=office[Role.ASSISTANT])
    assert (again.revision, again.amount) == (2, Decimal("600.00"))


def test_only_the_holders_of_a_cost_centre_approve_for_it(office, signed_in):
    line = factories.budget_line()
    line.cost_centre.holders.add(factories.another(Role.BUDGET_HOLDER))
    step = factories.submitted(by=office[Role.ASSISTANT], line=line).approvals.get()
    refused = signed_in(Role.BUDGET_HOLDER).post(url("approve_request", step.pk))
    assert (refused.status_code, "This step is for" in refused.content.decode()) == (409, True)


def test_the_list_and_the_navigation_say_what_waits_for_me(office, signed_in):
    count = COUNTERS["procurement:requests"]
    factories.submitted(by=office[Role.ASSISTANT], title="Flags")
    assert (count(office[Role.BUDGET_HOLDER]), count(office[Role.ASSISTANT])) == (1, 0)
    page = signed_in(Role.BUDGET_HOLDER).get(url("requests")).content.decode()
    assert "1 request waits for your approval" in page
    factories.invoiced(office)
    factories.scope(office)
    assert count(office[Role.CERTIFIER]) == 1
    for name in ("requests", "invoices"):
        page = signed_in(Role.CERTIFIER).get(url(name)).content.decode()
        assert "1 invoice waits for your certification" in page


def test_days_to_certify_stand_in_the_calendar_of_those_who_may_see(office):
    factories.invoiced(office)
    today = factories.today()
    span = (today, today + timedelta(days=60), frozenset({"procurement"}))
    assert [entry.title for entry in entries(office[Role.CERTIFIER], *span)] == [
        "Certify Traiteur du Val · F-2026-17"
    ]
    assert entries(office[Role.STAFF], *span) == []


def test_suppliers_come_in_twice_without_doubling():
    rows = (
        "Name,SAP vendor number,VAT number\nTraiteur du Val,100234,FR11999999998\nHôtel des Lices,100235,\n"
    )
    for _time in range(2):
        result = SupplierResource().import_data(read(rows), user=CLOCK)
        assert not result.has_errors()
        assert not result.has_validation_errors()
    assert list(Supplier.objects.values_list("sap_number", flat=True)) == ["100235", "100234"]
