"""Behaviours 6, 7, 13, 14, 15, 16: budget, frozen requests, SAP, quotes, audit file, costs."""

import io
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event, NumberTaken
from council_office.ledger.moves import Refused
from documents.models import Delivery
from procurement import actions
from procurement.models import BudgetEntry, PurchaseRequest, SapRow
from procurement.queries import budget, sap
from procurement.queries import requests as queries
from procurement.states import ApprovalState, RequestState, SapState
from tests.conftest import queries_of
from tests.meetings.factories import convened
from tests.procurement import factories
from tests.visits.factories import visitor_of
from tests.visits.programme_factories import programme, resource, stop
from visits import actions as actions_of_visits

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"procurement:{name}", args=args)


# 6 The budget


def test_6_what_is_not_there_is_not_approved_and_nothing_is_kept(office):
    line = factories.budget_line(allotted="100")
    factories.approved(office, price="60", line=line)
    request = factories.submitted(by=office[Role.ASSISTANT], price="60", line=line, title="More")
    with pytest.raises(Refused, match=r"Only 40\.00 EUR are left"):
        actions.approve(request.approvals.get(), by=office[Role.BUDGET_HOLDER])
    request.refresh_from_db()
    assert (request.state, request.number) == (RequestState.SUBMITTED, "")
    assert request.approvals.get().state == ApprovalState.WAITING
    assert budget.balance(line).left == Decimal("40.00")


@pytest.mark.parametrize(
    "statement", ["UPDATE procurement_budgetentry SET amount = 1", "DELETE FROM procurement_budgetentry"]
)
def test_6_the_ledger_takes_bookings_and_nothing_else(statement):
    factories.budget_line()
    refused = pytest.raises(IntegrityError, match="budget_ledger")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert BudgetEntry.objects.get().amount == Decimal("10000.00")


def test_6_money_that_is_reserved_is_not_taken_back(office):
    line = factories.budget_line(allotted="100")
    factories.approved(office, price="60", line=line)
    with pytest.raises(Refused, match=r"Only 40\.00 EUR"):
        actions.allot(line, Decimal("-41"), by=CLOCK, reason="Too much")


# 7 Approval freezes


def test_7_no_number_and_no_mail_before_the_last_approval(office):
    line = factories.budget_line(allotted="100000")
    request = factories.submitted(by=office[Role.ASSISTANT], price="30000", line=line)
    roles = [step.role for step in queries.approvals(request)]
    assert roles == [Role.BUDGET_HOLDER, Role.COUNCIL_SECRETARY, Role.DG_OFFICE]
    for role in roles:
        assert (request.number, Delivery.objects.count(), NumberTaken.objects.count()) == ("", 0, 0)
        step = queries.next_steps(queries.approvals(request))[0]
        request = actions.approve(step, by=office[role])
    assert request.number == f"PR-{timezone.localdate().year}-0001"
    assert Delivery.objects.get().to == office[Role.ASSISTANT].email


def test_7_a_later_step_waits_for_the_earlier_and_for_its_role(office):
    line = factories.budget_line(allotted="100000")
    first, second = factories.submitted(by=office[Role.ASSISTANT], price="6000", line=line).approvals.all()
    with pytest.raises(Refused, match="earlier step"):
        actions.approve(second, by=office[Role.COUNCIL_SECRETARY])
    with pytest.raises(Refused, match="This step is for"):
        actions.approve(first, by=office[Role.COUNCIL_SECRETARY])


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("Supplier", lambda r, by: actions.revise_request(r, by=by, supplier=factories.supplier("Other"))),
        ("Unit price", lambda r, by: actions.revise_line(r.lines.get(), by=by, unit_price=Decimal("1300"))),
        ("Quantity", lambda r, by: actions.revise_line(r.lines.get(), by=by, quantity=Decimal(2))),
        ("line removed", lambda r, by: actions.remove_line(r.lines.get(), by=by)),
    ],
)  # fmt: skip
def test_7_a_later_change_cancels_the_approvals_and_says_which_field_did_it(office, field, change):
    request = factories.approved(office)
    line = factories.budget_line()
    change(request, office[Role.ASSISTANT])
    request.refresh_from_db()
    assert (request.state, request.revision) == (RequestState.DRAFT, 2)
    assert set(request.approvals.values_list("state", flat=True)) == {ApprovalState.CANCELLED}
    assert budget.balance(line).reserved == 0
    moved = (
        Event.objects.filter(subject_type="procurement.purchaserequest", verb="move").order_by("-pk").first()
    )
    assert field in moved.details["reason"]


def test_7_another_title_cancels_nothing_and_an_ordered_request_changes_no_more(office):
    request = factories.approved(office)
    actions.revise_request(request, by=office[Role.ASSISTANT], title="Lunch")
    assert request.state == RequestState.APPROVED
    actions.enter_order(request, factories.ORDER, by=office[Role.ASSISTANT])
    with pytest.raises(Refused, match="new request for the difference"):
        actions.revise_line(request.lines.get(), by=office[Role.ASSISTANT], quantity=2)


# 13 SAP


def test_13_one_validated_file_then_orders_receipts_and_payments_as_often_as_one_likes(office):
    by = office[Role.PROTOCOL_OFFICER]
    request = factories.approved(office)
    export = actions.export_requests(by=by)
    assert export.document.form == "csv"
    with pytest.raises(Refused, match="Nothing is approved"):
        actions.export_requests(by=by)
    orders = f"request;order;amount\n{request.number};{factories.ORDER};1200,00\nPR-1999-0001;4100099999;5\n"
    receipts = (
        f"order,line,quantity,received_on,reference\n{factories.ORDER},1,1,{factories.today()},5000001\n"
    )
    for new in (1, 0):
        counts = actions.import_sap("order", orders, by=by)
        assert (counts["new"], counts["known"], counts["open"]) == (new, 1 - new, 1)
        assert actions.import_sap("receipt", receipts, by=by)["new"] == new
    request.refresh_from_db()
    assert (request.order_number, request.receipts.count()) == (factories.ORDER, 1)
    certificate = factories.certified(office, request=request)
    payments = f"certificate;reference;paid_on;amount\n{certificate.number};ZP-1;18.11.2026;1200.00\n"
    for new in (1, 0):
        assert actions.import_sap("payment", payments, by=by)["new"] == new
    found = sap.reconciliation()
    assert [pair.ok for pair in (*found.orders, *found.payments)] == [True, True]
    assert [row.key for row in found.strangers] == ["4100099999"]


def test_13_a_cent_of_difference_is_kept_and_shown(office, signed_in):
    request = factories.approved(office)
    told = f"request;order;amount\n{request.number};{factories.ORDER};1200.01\n"
    assert actions.import_sap("order", told, by=CLOCK)["open"] == 1
    row = SapRow.objects.get()
    assert (row.state, "1200.00" in row.message) == (SapState.OPEN, True)
    page = signed_in(Role.AUDITOR).get(url("sap_bridge"))
    assert "1200.01" in page.content.decode()


def test_13_a_line_that_sap_would_refuse_stops_the_whole_file(office):
    factories.approved(office, supplier=actions.create_supplier(by=CLOCK, name_en="New one"))
    with pytest.raises(Refused, match="vendor"):
        actions.export_requests(by=CLOCK)


# 14 Quotes and splitting


def test_14_the_table_asks_for_quotes_or_the_reason_for_a_single_source(office):
    request = factories.draft(by=office[Role.ASSISTANT], price="3000", single_source="")
    with pytest.raises(Refused, match="2 quotes"):
        actions.submit(request, by=office[Role.ASSISTANT])
    for name in ("One", "Two"):
        actions.add_quote(request, by=office[Role.ASSISTANT], supplier_name=name, amount=Decimal(3000))
    assert actions.submit(request, by=office[Role.ASSISTANT]).state == RequestState.SUBMITTED


def test_14_purchases_that_pass_a_threshold_together_are_shown_before_approval(office, signed_in):
    factories.submitted(by=office[Role.ASSISTANT], price="3000", title="First half")
    second = factories.submitted(by=office[Role.ASSISTANT], price="2500", title="Second half")
    split = queries.split(second)
    assert (split.total, [rule.role for _step, rule in split.steps]) == (5500, [Role.COUNCIL_SECRETARY])
    assert "First half" in signed_in(Role.BUDGET_HOLDER).get(url("request", second.pk)).content.decode()
    PurchaseRequest.objects.filter(title="First half").update(created_at=timezone.now() - timedelta(days=91))
    assert queries.split(second) is None


# 15 The audit file


def test_15_the_audit_file_holds_the_chain_its_hashes_and_what_is_missing(office, run_jobs, signed_in):
    certificate = factories.certified(office)
    run_jobs()
    response = signed_in(Role.AUDITOR).get(url("audit_zip", certificate.invoice.request_id))
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    names = archive.namelist()
    assert {name.partition("/")[0] for name in names} >= {"1-request", "6-invoices", "7-certificates"}
    assert len(archive.read("manifest.sha256").splitlines()) == len(names) - 1
    assert archive.read("missing.txt").decode().split(":")[0] == "8-payments"


# 16 Costs


def test_16_what_a_session_costs_stands_on_its_page(office, signed_in):
    session = convened(number=77)
    client = signed_in(Role.ASSISTANT)
    page = client.get(reverse("meetings:session", args=[session.pk])).content.decode()
    assert url("session_costs", session.pk) in page
    made = client.post(f"{url('new_request')}?about=session-{session.pk}", {"title": "Interpreters"})
    assert made.status_code == 302
    request = PurchaseRequest.objects.get(title="Interpreters")
    assert request.about == session
    actions.add_line(
        request, by=office[Role.ASSISTANT], description="Two", category=factories.category("INTERPRET"),
        budget_line=factories.budget_line(), quantity=2, unit_price=Decimal("450"),
    )  # fmt: skip
    part = client.get(url("session_costs", session.pk)).content.decode()
    assert "Interpreters" in part
    assert "€900.00" in part


def test_16_what_a_visit_costs_is_taken_over_line_by_line_and_each_once(office, signed_in):
    made = programme()
    visit = made.visit
    actions_of_visits.book(
        resource("interpreter", name="Ms Hart", hourly_cost=Decimal("90")),
        stop(made, "tokamak-pit"),
        by=CLOCK,
    )
    nights = {"starts_on": visit.starts_on, "ends_on": visit.starts_on + timedelta(days=2)}
    block = actions_of_visits.add_room_block(
        visit, by=CLOCK, hotel="Hôtel du Parc", rooms=1, rate=Decimal("120"), currency="CHF", **nights
    )
    actions_of_visits.give_room(visitor_of(visit), by=CLOCK, block=block)
    client = signed_in(Role.ASSISTANT)
    assert f"about=visit-{visit.pk}" in client.get(reverse("visits:travel", args=[visit.pk])).content.decode()
    client.post(f"{url('new_request')}?about=visit-{visit.pk}", {"title": "Interpreter"})
    request = PurchaseRequest.objects.get(title="Interpreter")
    page = client.get(request.get_absolute_url()).content.decode()
    hired, hotel = (cost.key for cost in reversed(queries.not_asked_for(request, office[Role.ASSISTANT])))
    assert f"?cost={hired}" in page
    form = client.get(f"{url('add_line', request.pk)}?cost={hired}").context["form"]
    assert form.initial == {
        "description": "Ms Hart, 0.7 h",
        "quantity": Decimal(40),
        "unit": "min",
        "unit_price": Decimal("1.5"),
    }
    in_francs = client.get(f"{url('add_line', request.pk)}?cost={hotel}").context["form"].initial
    assert in_francs == {
        "description": "Hôtel du Parc, 2 nights (CHF240.00)", "quantity": Decimal(2), "unit": "nights"
    }  # fmt: skip
    line = form.initial | {
        "category": factories.category("INTERPRET").pk, "budget_line": factories.budget_line().pk
    }  # fmt: skip
    assert client.post(f"{url('add_line', request.pk)}?cost={hired}", line).status_code == 302
    assert request.lines.get().amount == Decimal("60.00")
    page = client.get(request.get_absolute_url()).content.decode()
    assert f"?cost={hired}" not in page
    assert f"?cost={hotel}" in page
    actions.cancel_request(request, by=office[Role.ASSISTANT], reason="Not this year")
    again = actions.create_request(by=office[Role.ASSISTANT], about=visit, title="Again")
    assert [cost.key for cost in queries.not_asked_for(again, office[Role.ASSISTANT])] == [hotel, hired]
    assert queries.not_asked_for(again, office[Role.CERTIFIER]) == []


# Lists


@pytest.mark.parametrize(("name", "make"), [("requests", "submitted"), ("invoices", "invoiced")])
def test_lists_ask_as_many_questions_for_one_row_as_for_three(office, signed_in, name, make):
    client = signed_in(Role.COUNCIL_SECRETARY)
    line = factories.budget_line()

    def one(n):
        if make == "submitted":
            return factories.submitted(by=office[Role.ASSISTANT], title=f"No. {n}", line=line)
        return factories.invoiced(office, number=f"410000000{n}", title=f"No. {n}")

    one(1)
    single = queries_of(client, url(name))
    one(2)
    one(3)
    assert queries_of(client, url(name)) == single
