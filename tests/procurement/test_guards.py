"""Behaviours 8 to 12: coded refusal, duplicates, bank details, the clock, the tax-exempt buyer."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from council_office.directory.states import Role
from council_office.ledger.moves import Refused
from documents.models import Document
from procurement import actions
from procurement.models import ForbiddenPair, Invoice, InvoiceAct, Reason, SupplierAccount
from procurement.queries import invoices
from procurement.states import AccountState, InvoiceState
from tests.procurement import factories
from tests.procurement.papers import page_of

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"procurement:{name}", args=args)


def codes(invoice: Invoice) -> set[str]:
    return {finding.code for finding in invoices.findings(invoice) if finding.blocks}


def drop(office, request, **page):
    data = page_of(order=request.order_number, day=str(factories.today()), **page)
    return actions.drop_invoice(data, "invoice.pdf", by=office[Role.ASSISTANT])


# 8


def test_8_a_refusal_is_coded_final_and_the_letter_comes_out_in_both_languages(office, run_jobs, signed_in):
    invoice = factories.invoiced(office)
    reason = Reason.objects.get(status="210", code="CMD_ERR")
    posted = {"reason": reason.pk, "words": "The order is 4100012399."}
    assert signed_in(Role.ASSISTANT).post(url("decide_invoice", invoice.pk), posted).status_code == 302
    invoice.refresh_from_db()
    assert invoice.state == InvoiceState.REFUSED
    run_jobs()
    letters = {each.language: each for each in Document.objects.filter(kind="supplier_letter")}
    assert "Order number missing or wrong" in str(letters["en"].paper)
    assert "Numéro de commande absent ou erroné" in str(letters["fr"].paper)
    with pytest.raises(Refused):
        actions.resume(invoice, by=office[Role.ASSISTANT], because="Changed our mind")


def test_8_each_status_allows_its_own_reasons_and_another_needs_words(office):
    assert not Reason.objects.filter(status="210", code="PU_ERR").exists()
    invoice = factories.invoiced(office)
    with pytest.raises(Refused, match="needs words"):
        actions.decide(
            invoice, by=office[Role.ASSISTANT], reason=Reason.objects.get(status="207", code="AUTRE")
        )
    with pytest.raises(Refused, match="approved in part by certifying"):
        actions.decide(
            invoice, by=office[Role.ASSISTANT], reason=Reason.objects.get(status="206", code="PU_ERR")
        )


# 9


def test_9_a_duplicate_blocks_until_somebody_says_why_it_is_none(office):
    request = factories.received(office)
    drop(office, request, number="A-3411")
    second = drop(office, request, number="003411", net="1200.01")
    assert "duplicate" in codes(second)
    factories.scope(office)
    with pytest.raises(Refused, match="The same number"):
        actions.certify(second, by=office[Role.CERTIFIER])
    actions.clear_duplicate(second, by=office[Role.ASSISTANT], reason="Two deliveries")
    assert "duplicate" not in codes(second)


# 10


def test_10_a_new_iban_suspends_until_called_back_and_confirmed_by_a_second_person(office):
    request = factories.received(office)
    invoice = drop(office, request, iban=factories.IBAN)
    account = SupplierAccount.objects.get()
    assert (invoice.state, account.state) == (InvoiceState.SUSPENDED, AccountState.PROPOSED)
    holder = office[Role.BUDGET_HOLDER]
    with pytest.raises(Refused, match="call-back first"):
        actions.confirm_account(account, by=holder)
    actions.call_back(
        account, by=office[Role.ASSISTANT], called_on=factories.today(),
        called_number="+33 4 00 00 00 00", called_person="Mme Roux",
    )  # fmt: skip
    with pytest.raises(Refused, match="second person"):
        actions.confirm_account(account, by=office[Role.ASSISTANT])
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        SupplierAccount.objects.update(confirmed_by=account.proposed_by_id)
    actions.confirm_account(account, by=holder)
    invoice.refresh_from_db()
    assert (invoice.state, codes(invoice)) == (InvoiceState.RECEIVED, set())


def test_10_bank_details_that_do_not_fit_are_never_confirmed(office):
    account = actions.propose_account(
        factories.supplier(), by=office[Role.ASSISTANT], iban=factories.IBAN, bic="DEUTDEFF"
    )
    with pytest.raises(Refused, match="The BIC is of DE, the IBAN of FR"):
        actions.confirm_account(account, by=office[Role.BUDGET_HOLDER])


# 11


def test_11_a_suspension_moves_the_day_of_payment_and_the_dearest_lateness_is_first(office, signed_in):
    request = factories.received(office)
    late = drop(office, request)
    Invoice.objects.filter(pk=late.pk).update(received_on=factories.today() - timedelta(days=40))
    other = drop(office, request, number="Z-9", net="10.00")
    late.refresh_from_db()
    assert invoices.clock_of(late).days_late == 10
    order = [invoice for invoice, _clock in invoices.by_risk(invoices.shown(Invoice.objects.all()))]
    assert order == [late, other]
    assert "10 days late" in signed_in(Role.ASSISTANT).get(url("invoices")).content.decode()
    reason = Reason.objects.get(status="208", code="JUSTIF_ABS")
    actions.decide(late, by=office[Role.ASSISTANT], reason=reason)
    InvoiceAct.objects.update(decided_at=invoices.timezone.now() - timedelta(days=25))
    late = Invoice.objects.get(pk=late.pk)
    clock = invoices.clock_of(late)
    assert (clock.stopped, clock.running, clock.days_late) == (25, False, 0)
    actions.resume(late, by=office[Role.ASSISTANT], because="The paper came")
    assert invoices.clock_of(Invoice.objects.get(pk=late.pk)).running


# 12


@pytest.mark.parametrize(
    ("page", "code"), [({"tax": "240.00", "gross": "1440.00"}, "tax"), ({"exempt": ""}, "exemption")]
)
def test_12_vat_or_a_missing_mention_goes_to_review(office, page, code):
    invoice = drop(office, factories.received(office), **page)
    assert codes(invoice) == {code}
    factories.scope(office)
    with pytest.raises(Refused, match="Before it is certified"):
        actions.certify(invoice, by=office[Role.CERTIFIER])
    actions.accept_tax(invoice, by=office[Role.ASSISTANT], reason="Taxable where rendered")
    certificate = actions.certify(invoice, by=office[Role.CERTIFIER])
    assert certificate.amount == Decimal(page.get("gross", "1200.00"))


def test_12_a_vat_number_of_the_buyer_goes_to_review(office):
    invoice = factories.invoiced(office)
    actions.complete_invoice(invoice, by=office[Role.ASSISTANT], buyer_vat="FR11999999998")
    assert codes(invoice) == {"buyer_vat"}


def test_2_without_its_row_in_the_matrix_the_database_still_keeps_requester_and_approver_apart(office):
    both = factories.another(Role.ASSISTANT, Role.BUDGET_HOLDER)
    step = factories.submitted(by=both, price="0.01").approvals.get()
    ForbiddenPair.objects.filter(first="request", second="approve").update(
        ends_on=factories.today() - timedelta(1)
    )
    with pytest.raises((Refused, IntegrityError)), transaction.atomic():
        actions.approve(step, by=both)
