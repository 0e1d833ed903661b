"""Doors to invoices, their match, decisions and certificates."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.directory.states import Role
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from documents.queries import documents_about
from procurement import actions
from procurement.forms.invoices import DecisionForm, DropForm, InvoiceForm, PartForm, shares_of
from procurement.forms.requests import ReasonForm
from procurement.models import Certificate, Invoice
from procurement.queries import certificates, invoices
from procurement.tables import Invoices


@require_GET
@door()
def invoice_list(request: HttpRequest) -> HttpResponse:
    """Every invoice; with `order=risk` in the address the dearest lateness first."""
    request.to_certify = invoices.to_certify(request.user)
    rows = invoices.shown(Invoice.objects.visible_to(request.user))
    risk = invoices.by_risk(invoices.shown(Invoice.objects.visible_to(request.user).open()))[:5]
    context = {
        "certify": request.to_certify.count(),
        "risk": [pair for pair in risk if pair[1].days_left < 7],
    }
    return listing(request, Invoices, rows, template="procurement/invoices.html", context=context)


@door()
def drop_invoice(request: HttpRequest) -> HttpResponse:
    """A file becomes a case."""

    def verb(file, received_on):
        return actions.drop_invoice(file.read(), file.name, by=request.user, received_on=received_on)

    return form_page(
        request,
        DropForm,
        verb=verb,
        to=lambda invoice: invoice,
        title=_("Drop an invoice"),
        submit=_("Read the invoice"),
        message=_("The file is kept. This is what it says."),
        template="procurement/drop_invoice.html",
    )


@require_GET
@door(Invoice)
def invoice(request: HttpRequest, subject: Invoice) -> HttpResponse:
    """What the invoice says, what stands in the way, and its match with order and receipts."""
    found = invoices.full(subject.pk)
    compared = invoices.compare(found)
    findings = invoices.findings(found)
    context = {
        "invoice": found,
        "findings": findings,
        "blocking": [finding for finding in findings if finding.blocks],
        "compared": compared,
        "receipts": invoices.receipts_of(found.request),
        "clock": invoices.clock_of(found),
        "acts": found.acts.all(),
        "certificates": found.certificates.all(),
        "differences": [(label(name), data, shown) for name, data, shown in found.differences],
        "documents": documents_about(found, request.user),
        "certifies": request.user.has_role(Role.CERTIFIER),
        "account": found.supplier.accounts.filter(state="proposed").first() if found.supplier else None,
    }
    return page(request, "procurement/invoice.html", context)


def label(name: str) -> str:
    return str(Invoice._meta.get_field(name).verbose_name)


@door(Invoice)
def complete_invoice(request: HttpRequest, subject: Invoice) -> HttpResponse:
    def verb(**data):
        return actions.complete_invoice(subject, by=request.user, **data)

    return form_page(
        request, InvoiceForm, verb=verb, to=subject, instance=subject, title=_("Facts of the invoice")
    )


@require_POST
@door(Invoice)
def match_invoice(request: HttpRequest, subject: Invoice) -> HttpResponse:
    actions.match_invoice(subject, shares_of(request.POST), by=request.user)
    return answer(request, subject, _("The match is kept."))


@require_POST
@door(Invoice)
def certify_invoice(request: HttpRequest, subject: Invoice) -> HttpResponse:
    chosen = [int(key) for key in request.POST.getlist("line") if key.isdecimal() and len(key) < 19]
    certificate = actions.certify(subject, by=request.user, lines=chosen or None)
    return answer(request, certificate, _("Certified: %(number)s.") % {"number": certificate.number})


@door(Invoice)
def certify_part(request: HttpRequest, subject: Invoice) -> HttpResponse:
    """Approve in part: what was received, at the order’s prices; the supplier is told."""

    def verb(reason, words):
        return actions.certify(subject, by=request.user, reason=reason, words=words)

    return form_page(
        request,
        PartForm,
        verb=verb,
        to=lambda certificate: certificate,
        title=_("Approve in part"),
        submit=_("Certify what was received"),
    )


@door(Invoice)
def decide_invoice(request: HttpRequest, subject: Invoice) -> HttpResponse:
    def verb(reason, words):
        actions.decide(subject, by=request.user, reason=reason, words=words)
        return subject

    return form_page(
        request,
        DecisionForm,
        verb=verb,
        to=subject,
        title=_("Suspend, dispute or refuse"),
        submit=_("Decide and write the letter"),
    )


@door(Invoice)
def resume_invoice(request: HttpRequest, subject: Invoice) -> HttpResponse:
    def verb(reason):
        return actions.resume(subject, by=request.user, because=reason)

    title = _("Go on with %(invoice)s") % {"invoice": subject}
    return form_page(request, ReasonForm, verb=verb, to=subject, title=title, submit=_("Go on"))


@door(Invoice)
def accept_tax(request: HttpRequest, subject: Invoice) -> HttpResponse:
    def verb(reason):
        return actions.accept_tax(subject, by=request.user, reason=reason)

    return form_page(
        request, ReasonForm, verb=verb, to=subject, title=_("Close the tax review"), submit=_("Accept")
    )


@door(Invoice)
def clear_duplicate(request: HttpRequest, subject: Invoice) -> HttpResponse:
    def verb(reason):
        return actions.clear_duplicate(subject, by=request.user, reason=reason)

    title = _("These are two invoices")
    return form_page(request, ReasonForm, verb=verb, to=subject, title=title, submit=_("Not a duplicate"))


@require_GET
@door(Certificate)
def certificate(request: HttpRequest, subject: Certificate) -> HttpResponse:
    """The frozen facts, whether they still hold, and the paper."""
    context = {
        "certificate": subject,
        "facts": subject.facts,
        "drifted": certificates.drifted(subject) if subject.state == "valid" else [],
        "documents": documents_about(subject, request.user),
        "payments": subject.payments.all(),
    }
    return page(request, "procurement/certificate.html", context)


@door(Certificate)
def void_certificate(request: HttpRequest, subject: Certificate) -> HttpResponse:
    def verb(reason):
        return actions.void_certificate(subject, by=request.user, reason=reason)

    title = _("Void the certificate %(number)s") % {"number": subject.number}
    back = reverse("procurement:certificate", args=[subject.pk])
    return form_page(request, ReasonForm, verb=verb, to=back, title=title, submit=_("Void"))
