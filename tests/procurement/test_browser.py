"""The whole story in a real browser: request, two approvals, order, receipt, invoice, match, certificate."""

import re

import pytest
from playwright.sync_api import expect

from council_office.directory.states import Role
from procurement.models import Certificate, Invoice, PurchaseRequest
from tests.procurement import factories
from tests.procurement.papers import page_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_purchase_from_the_request_to_the_certificate(office, page_as, assert_accessible):
    line, supplier = factories.budget_line(allotted="20000"), factories.supplier()
    factories.scope(office, ceiling="9000")
    asks, approves = page_as(Role.ASSISTANT), page_as(Role.BUDGET_HOLDER, "fr", width=390, height=800)

    asks.goto("/procurement/")
    asks.get_by_role("link", name="New request").first.click()
    asks.get_by_label("What for").fill("Lunch of the Council")
    asks.get_by_role("combobox", name="Supplier").fill("Traiteur")
    asks.get_by_role("option", name=re.compile("Traiteur")).click()
    asks.get_by_label("Justification").fill("IC-40")
    asks.get_by_label("Reason for a single source").fill("Sole caterer on the site")
    asks.get_by_role("button", name="Save").click()
    asks.get_by_role("link", name="Add a line").first.click()
    asks.get_by_label("Description").fill("Lunch")
    asks.get_by_label("Category").select_option(label=str(factories.category()))
    asks.get_by_label("Budget line").select_option(label=str(line))
    asks.get_by_label("Quantity").fill("200")
    asks.get_by_label("Unit price").fill("30")
    asks.get_by_role("button", name="Save").click()
    expect(asks.get_by_role("list", name="Route of approval").get_by_role("listitem")).to_have_count(2)
    asks.get_by_role("button", name="Submit for approval").click()
    expect(asks.get_by_text("In approval").first).to_be_visible()
    assert_accessible(asks)

    request = PurchaseRequest.objects.get()
    assert request.supplier == supplier
    approves.goto("/procurement/")
    approves.get_by_role("link", name="1 demande attend votre approbation").click()
    approves.get_by_role("link", name="Lunch of the Council").click()
    assert_accessible(approves)
    approves.get_by_role("button", name="Approuver").click()
    expect(approves.get_by_text("poursuit son circuit").first).to_be_visible()
    second = page_as(Role.COUNCIL_SECRETARY)
    second.goto(request.get_absolute_url())
    second.get_by_role("button", name="Approve").click()
    expect(second.get_by_text(re.compile(r"PR-\d{4}-0001")).first).to_be_visible()

    asks.goto(request.get_absolute_url())
    asks.get_by_role("link", name="Enter the SAP order").click()
    asks.get_by_label("SAP order number").fill(factories.ORDER)
    asks.get_by_role("button", name="Save").click()
    receives = page_as(Role.PROTOCOL_OFFICER)
    receives.goto(request.get_absolute_url())
    receives.get_by_role("link", name="Record a receipt").first.click()
    receives.get_by_label("Delivery note or SAP receipt").fill("BL-7")
    receives.get_by_role("button", name="Save").click()
    expect(receives.get_by_text("BL-7").first).to_be_visible()

    asks.goto("/procurement/invoices/drop/")
    assert_accessible(asks)
    page = page_of(order=factories.ORDER, net="6000.00", day=str(factories.today()))
    file = {"name": "f.pdf", "mimeType": "application/pdf", "buffer": page}
    asks.locator("input[type=file]").set_input_files(file)
    asks.get_by_role("button", name="Read the invoice").click()
    expect(asks.get_by_text("To match and certify").first).to_be_visible()
    assert_accessible(asks)

    certifies = page_as(Role.CERTIFIER, dark=True)
    certifies.goto("/procurement/invoices/?mine=true")
    certifies.get_by_role("link", name=re.compile("Traiteur|f.pdf")).first.click()
    assert_accessible(certifies)
    certifies.get_by_role("button", name="Certify", exact=True).click()
    expect(certifies.get_by_role("heading", name=re.compile(r"Certificate CERT-"))).to_be_visible()
    assert_accessible(certifies)
    assert Certificate.objects.get().amount == 6000
    assert Invoice.objects.get().state == "certified"

    things = (f"suppliers/{supplier.pk}/", f"budget/{line.pk}/")
    for address in ("budget/", "sap/", "scopes/", "suppliers/", *things):
        approves.goto(f"/procurement/{address}")
        assert_accessible(approves)
        assert approves.evaluate("document.documentElement.scrollWidth <= innerWidth")
