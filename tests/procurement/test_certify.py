"""Behaviours 1 to 4: scope, segregation, match, a certificate that cannot drift."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from council_office.directory.states import Role
from council_office.ledger.moves import Refused
from documents.models import Document
from procurement import actions
from procurement.models import (
    Certificate,
    CertificateLine,
    ForbiddenPair,
    Invoice,
    InvoiceLine,
    Reason,
    Scope,
)
from procurement.queries import budget, certificates, invoices
from procurement.states import CertificateState, InvoiceState
from tests.procurement import factories
from tests.procurement.papers import cii, page_of

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"procurement:{name}", args=args)


# 1 Scoped certification


@pytest.mark.parametrize(
    ("scope", "why"),
    [
        (None, "no scope for cost centre CNL"),
        ({"ceiling": "1199.99"}, "above your ceiling"),
        ({"days": (-30, -1)}, "holds from"),
        ({"category": "HOTEL"}, "no scope for cost centre CNL, category Catering"),
    ],
)
def test_1_outside_a_scope_the_act_is_refused_and_the_rule_is_named(office, signed_in, scope, why):
    invoice = factories.invoiced(office)
    if scope is not None:
        if "category" in scope:
            scope = {"category": factories.category(scope["category"])}
        factories.scope(office, **scope)
    with pytest.raises(Refused, match=f"scope of certification.*{why}"):
        actions.certify(invoice, by=office[Role.CERTIFIER])
    page = signed_in(Role.CERTIFIER).post(url("certify_invoice", invoice.pk))
    assert (page.status_code, "scope of certification" in page.content.decode()) == (409, True)
    assert Certificate.objects.count() == 0


def test_1_the_database_refuses_what_goes_around_the_verb(office):
    certificate = factories.certified(office)
    line = certificate.lines.get()
    narrow = factories.scope(office, ceiling="5")
    with pytest.raises(IntegrityError, match="certification_scope"), transaction.atomic():
        CertificateLine.objects.create(
            certificate=certificate,
            invoice_line=line.invoice_line,
            request_line=line.request_line,
            scope=narrow,
            amount=Decimal("5.01"),
            live=False,
        )
    with pytest.raises(IntegrityError, match="certificate_frozen"), transaction.atomic():
        CertificateLine.objects.filter(pk=line.pk).update(amount=1)


def test_1_a_revoked_scope_certifies_nothing_and_nobody_signs_their_own(office):
    invoice = factories.invoiced(office)
    actions.revoke_scope(factories.scope(office), by=office[Role.DG_OFFICE])
    with pytest.raises(Refused, match="holds from"):
        actions.certify(invoice, by=office[Role.CERTIFIER])
    with pytest.raises(Refused, match="of their own"):
        actions.sign_scope(
            by=office[Role.CERTIFIER],
            user=office[Role.CERTIFIER],
            cost_centre=Scope.objects.get().cost_centre,
            ceiling=1,
            starts_on=factories.today(),
            ends_on=factories.today(),
        )


# 2 Segregation without a floor


@pytest.mark.parametrize("price", ["0.01", "20000.00"])
def test_2_who_requests_never_approves_at_any_amount(office, price):
    both = factories.another(Role.ASSISTANT, Role.BUDGET_HOLDER)
    request = factories.submitted(by=both, price=price, line=factories.budget_line(allotted="100000"))
    step = request.approvals.order_by("place").first()
    with pytest.raises(Refused, match="segregation of duties"):
        actions.approve(step, by=both)
    with pytest.raises(IntegrityError, match="requester_never_approves"), transaction.atomic():
        type(step).objects.filter(pk=step.pk).update(
            decided_by=both, state="approved", decided_at=request.submitted_at
        )


def test_2_an_exception_needs_a_second_person_an_end_and_stands_in_the_report(office, signed_in):
    both = factories.another(Role.ASSISTANT, Role.BUDGET_HOLDER)
    step = factories.submitted(by=both).approvals.get()
    exception = actions.ask_exception(
        by=both,
        user=both,
        pair=ForbiddenPair.objects.get(first="request", second="approve"),
        reason="Alone in August",
        starts_on=factories.today(),
        ends_on=factories.today() + timedelta(days=7),
    )
    with pytest.raises(Refused):
        actions.approve(step, by=both)
    with pytest.raises(Refused, match="second person"):
        actions.grant_exception(exception, by=both)
    actions.grant_exception(exception, by=office[Role.COUNCIL_SECRETARY])
    actions.approve(step, by=both)
    step.refresh_from_db()
    assert step.exception == exception
    report = signed_in(Role.AUDITOR).get(url("scopes")).content.decode()
    assert "Alone in August" in report
    assert step.request.title in report


def test_2_who_approved_does_not_certify(office):
    invoice = factories.invoiced(office)
    holder = office[Role.BUDGET_HOLDER]
    holder.groups.add(*office[Role.CERTIFIER].groups.all())
    holder = type(holder).objects.get(pk=holder.pk)
    factories.scope(office, user=holder)
    with pytest.raises(Refused, match=r"approves.*certifies"):
        actions.certify(invoice, by=holder)


# 3 The match


def test_3_a_variance_outside_the_tolerance_blocks_and_can_be_approved_in_part(office, run_jobs):
    request = factories.received(office, lines=[("Lunch", "40", "30.00"), ("Flowers", "1", "200.00")])
    data = cii(
        ("Lunch", "40", "31.00"), ("Flowers", "1", "200.00"),
        number="F-1", day=factories.today(), order=request.order_number,
    )  # fmt: skip
    invoice = actions.drop_invoice(data, "f1.xml", by=office[Role.ASSISTANT])
    factories.scope(office)
    lunch, flowers = invoices.compare(invoices.full(invoice.pk)).rows
    assert (lunch.price.variance, lunch.price.allowed, lunch.ok) == (Decimal(40), Decimal("24.0"), False)
    assert flowers.ok
    with pytest.raises(Refused, match=r"Outside the tolerance: 1\. Lunch"):
        actions.certify(invoice, by=office[Role.CERTIFIER])
    reason = Reason.objects.get(status="206", code="PU_ERR")
    certificate = actions.certify(invoice, by=office[Role.CERTIFIER], reason=reason)
    assert certificate.amount == Decimal("1400.00")
    run_jobs()
    letters = Document.objects.filter(kind="supplier_letter")
    assert {letter.language for letter in letters} == {"en", "fr"}


def test_3_more_invoiced_than_received_blocks_until_the_receipt_comes(office):
    request = factories.ordered(office, lines=[("Lunch", "40", "30.00")])
    line = request.lines.get()
    received = {"by": office[Role.PROTOCOL_OFFICER], "received_on": factories.today()}
    actions.record_receipt(request, {line.pk: Decimal(30)}, **received)
    data = cii(("Lunch", "40", "30.00"), number="F-1", day=factories.today(), order=request.order_number)
    invoice = actions.drop_invoice(data, "f1.xml", by=office[Role.ASSISTANT])
    factories.scope(office)
    with pytest.raises(Refused, match="Outside the tolerance"):
        actions.certify(invoice, by=office[Role.CERTIFIER])
    actions.record_receipt(request, {line.pk: Decimal(10)}, **received)
    assert actions.certify(invoice, by=office[Role.CERTIFIER]).amount == Decimal("1200.00")


def test_3_the_match_screen_keeps_many_to_many(office, signed_in):
    request = factories.received(office, lines=[("Lunch", "40", "20.00"), ("Wine", "40", "10.00")])
    page = page_of(order=request.order_number, day=str(factories.today()))
    invoice = actions.drop_invoice(page, "f.pdf", by=office[Role.ASSISTANT])
    line, (lunch, wine) = invoice.lines.get(), request.lines.all()
    client = signed_in(Role.ASSISTANT)
    posted = {f"share-{line.pk}-{lunch.pk}": "40", f"share-{line.pk}-{wine.pk}": "40"}
    assert client.post(url("match_invoice", invoice.pk), posted).status_code == 302
    assert invoices.compare(invoices.full(invoice.pk)).ok
    assert (
        client.post(url("match_invoice", invoice.pk), {f"share-{line.pk}-{lunch.pk}": "x"}).status_code == 422
    )
    assert line.allocations.count() == 2


# 4 A certificate that cannot drift


def changed_match(office, certificate):
    line = certificate.invoice.lines.get()
    share = (line.pk, certificate.invoice.request.lines.get().pk)
    actions.match_invoice(certificate.invoice, {share: Decimal("0.5")}, by=office[Role.ASSISTANT])


def changed_fact(office, certificate):
    actions.complete_invoice(certificate.invoice, by=office[Role.ASSISTANT], number="F-2026-71")


def changed_receipt(office, certificate):
    receipt = certificate.invoice.request.receipts.get()
    actions.cancel_receipt(receipt, by=office[Role.ASSISTANT], reason="It was another order")


@pytest.mark.parametrize("change", [changed_match, changed_fact, changed_receipt])
def test_4_any_change_voids_the_certificate_and_reopens_its_line(office, run_jobs, signed_in, change):
    certificate = factories.certified(office)
    line = factories.budget_line()
    change(office, certificate)
    certificate.refresh_from_db()
    assert certificate.state == CertificateState.VOID
    assert not certificate.lines.get().live
    assert certificate.invoice.state == InvoiceState.RECEIVED
    assert (budget.balance(line).certified, budget.balance(line).committed) == (0, Decimal("1200.00"))
    assert "VOID" in signed_in(Role.AUDITOR).get(url("certificate", certificate.pk)).content.decode()
    run_jobs()
    paper = Document.objects.filter(number=certificate.number).order_by("-version_number").first()
    assert paper.paper["status"] == "VOID"


def test_4_a_change_around_the_verbs_shows_void_and_nothing_is_paid(office, signed_in):
    certificate = factories.certified(office)
    assert certificates.drifted(certificate) == []
    InvoiceLine.objects.filter(invoice=certificate.invoice).update(description="Something else")
    assert certificates.drifted(certificate) == ["lines"]
    assert "VOID" in signed_in(Role.AUDITOR).get(url("certificate", certificate.pk)).content.decode()
    with pytest.raises(Refused, match="void"):
        actions.record_payment(
            certificate,
            by=office[Role.ASSISTANT],
            reference="P-1",
            paid_on=factories.today(),
            amount=certificate.amount,
        )


def test_4_a_certificate_can_neither_be_changed_nor_deleted_in_the_database(office):
    certificate = factories.certified(office)
    with pytest.raises(IntegrityError, match="certificate_frozen"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(amount=1)
    delete = "DELETE FROM procurement_certificateline"
    refused = pytest.raises(IntegrityError, match="certificate_frozen")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(delete)
    assert Invoice.objects.get().state == InvoiceState.CERTIFIED


def test_1_the_administration_certifies_by_the_same_rule(office, signed_in):
    """One at a time or in bulk: the action calls the verb, and its refusal names the rule."""
    invoice = factories.invoiced(office)
    posted = {"action": "certify", "_selected_action": [invoice.pk]}
    page = signed_in(Role.ASSISTANT).post(
        reverse("admin:procurement_invoice_changelist"), posted, follow=True
    )
    assert "scope of certification" in page.content.decode()
    assert Certificate.objects.count() == 0
