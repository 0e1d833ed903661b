"""Behaviour 5: any file becomes a case; what can be read is read, what cannot is said, the file is kept."""

import csv
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from council_office.directory.states import Role
from documents.actions import download
from documents.models import Document
from procurement import actions, readings
from procurement.models import Invoice
from procurement.states import InvoiceSource, InvoiceState
from tests.procurement import factories
from tests.procurement.papers import cii, facturx_of, page_of, printed

SHARED = settings.BASE_DIR.parent / "shared" / "data" / "invoices"


def read(data: bytes) -> readings.Reading:
    return readings.read(data, whole="Whole", adjustments="Adjustments")


ORDERS = ["PO 4100012345", "PO4100012345", "PO-4100012345", "P.O. No. 4100012345", "Commande n° 4100012345"]


@pytest.mark.parametrize("order", ORDERS)
def test_5_the_order_number_is_found_however_it_is_printed(order):
    page = printed(
        "Facture n° F-2026-17",
        order,
        "Date : 12 novembre 2026",
        "Total HT 1 200,00",
        "Net à payer 1 200,00 €",
    )
    facts = read(page).facts
    assert (facts.order_number, facts.number, str(facts.dated_on)) == (
        "4100012345",
        "F-2026-17",
        "2026-11-12",
    )
    assert (facts.net, facts.gross) == (Decimal("1200.00"), Decimal("1200.00"))


@pytest.mark.parametrize("total", ["1,234.50", "1.234,50", "1 234,50", "1’234.50", "1234.50"])
def test_5_sums_are_read_in_every_habit(total):
    assert read(printed("Invoice No. 12", f"Total due {total} EUR")).facts.gross == Decimal("1234.50")


def test_5_the_data_inside_counts_and_differences_to_the_page_are_listed():
    data = cii(
        ("Lunch", "40", "30.00"), number="F-2026-17", day=factories.date(2026, 11, 12), order="4100012345"
    )
    same = read(facturx_of(page_of(), data))
    assert (same.source, same.profile, same.differences) == (InvoiceSource.FACTURX, "en16931", ())
    other = read(facturx_of(page_of(number="F-2026-18", net="1300.00"), data))
    assert {name for name, _data, _page in other.differences} == {"number", "net", "gross"}
    assert other.facts.net == Decimal("1200.00")


TRAPS = {
    "empty": (b"", "not_an_invoice"),
    "words": (b"Dear colleague", "not_an_invoice"),
    "cut": (b"%PDF-1.7 cut off", "damaged"),
    "entities": (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "xml_hostile"),
    "broken": (b"<?xml version='1.0'?><Invoice>", "xml_broken"),
    "coding": (b'<?xml version="1.0" encoding="klingon"?><Invoice/>', "xml_broken"),
    "page": (b"<html><body>404</body></html>", "unknown_xml"),
    "zip": (b"PK\x03\x04nothing", "not_an_invoice"),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", TRAPS)
def test_5_every_trap_ends_in_a_clear_message_and_a_kept_file(name, office, signed_in):
    data, code = TRAPS[name]
    client = signed_in(Role.ASSISTANT)
    posted = {"file": SimpleUploadedFile(f"{name}.pdf", data), "received_on": str(factories.today())}
    answer = client.post(reverse("procurement:drop_invoice"), posted)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    invoice = Invoice.objects.get()
    assert (invoice.state, code in dict(invoice.problems)) == (InvoiceState.UNREAD, True)
    assert client.get(answer.url).status_code == 200
    kept = download(Document.objects.get(pk=invoice.document_id), by=office[Role.ASSISTANT])
    assert data in kept or kept.startswith(b"PK")


@pytest.mark.django_db
def test_5_an_invoice_that_cannot_be_read_is_completed_by_hand(office):
    factories.received(office)
    invoice = actions.drop_invoice(b"%PDF-1.7 cut off", "scan.pdf", by=office[Role.ASSISTANT])
    actions.complete_invoice(
        invoice, by=office[Role.ASSISTANT], number="77", dated_on=factories.today(),
        net=Decimal("1200.00"), order_number=f"PO {factories.ORDER}", exemption_wording=True,
    )  # fmt: skip
    assert (invoice.state, invoice.supplier) == (InvoiceState.RECEIVED, factories.supplier())
    factories.scope(office)
    assert actions.certify(invoice, by=office[Role.CERTIFIER]).amount == Decimal("1200.00")


def samples() -> list[dict]:
    """The rows of the manifest of shared samples, when they are beside the project."""
    if not (SHARED / "manifest.csv").exists():
        return []
    with (SHARED / "manifest.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", samples() or [None], ids=lambda row: row["file"] if row else "none")
def test_5_every_official_sample_loads_as_its_manifest_says(row):
    if row is None:
        pytest.skip(f"no sample invoices at {SHARED.relative_to(settings.BASE_DIR.parent)}")
    file = SHARED / row["file"]
    file = file if file.exists() else SHARED / "traps" / row["file"]
    facts = read(file.read_bytes()).facts
    if not row["number"]:
        assert facts.number  # from the printed page
        return
    assert (facts.number, facts.seller_name, facts.currency) == (
        row["number"],
        row["seller"],
        row["currency"],
    )
    assert str(facts.dated_on).replace("-", "") == row["date"]
    sign = -1 if row["type"] == "381" else 1
    for name, column in (("net", "tax_basis"), ("gross", "grand"), ("payable", "due")):
        assert getattr(facts, name) == sign * Decimal(row[column])
    assert sum(line.net for line in facts.lines) == facts.net
    assert len(facts.lines) >= int(row["lines"])
