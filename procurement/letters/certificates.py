"""The certificate of service rendered as a paper."""

from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from documents import kinds
from documents.papers import Facts, Heading, Paper, Para, Signature, Table, escaped
from procurement.models import Certificate
from procurement.states import CertificateState

KIND = "service_certificate"
kinds.register(KIND, gettext_lazy("Certificate of service rendered"))


def certificate(given: Certificate) -> Paper:
    """The frozen facts of a certificate; void, it is a second version that says so on every page."""
    void = given.state == CertificateState.VOID
    facts, language = given.facts, "en"
    with override(language):
        return Paper(
            kind=KIND,
            number=given.number,
            version=2 if void else 1,
            title=_("Certificate of service rendered"),
            language=language,
            reference=facts["invoice"]["order"],
            date=given.certified_on,
            status=_("VOID") if void else "",
            blocks=(
                *(
                    [Para(escaped(_("Void: %(reason)s") % {"reason": given.void_reason}), "lead")]
                    if void
                    else []
                ),
                Para(escaped(_statement(given)), "lead"),
                Facts(_invoice(given)),
                Heading(_("Lines certified"), 2),
                _lines(given),
                Heading(_("Receipts"), 2),
                _receipts(given),
                Para(
                    escaped(_("Fingerprint of these facts (SHA-256): %(digest)s") % {"digest": given.digest}),
                    "small",
                ),
                Signature(given.certifier.actor_label, _("Invoice certifier")),
            ),
        )


def _statement(given: Certificate) -> str:
    return _(
        "The goods and services below were received as ordered. The amount payable on invoice %(invoice)s of "
        "%(supplier)s is EUR %(amount)s."
    ) % {
        "invoice": given.facts["invoice"]["number"],
        "supplier": given.facts["invoice"]["supplier"],
        "amount": f"{given.amount:,.2f}",
    }


def _invoice(given: Certificate) -> list[tuple[str, str]]:
    invoice = given.facts["invoice"]
    return [
        (_("Supplier"), invoice["supplier"]),
        (_("Invoice"), invoice["number"]),
        (_("Invoice date"), invoice["dated_on"]),
        (_("Received on"), invoice["received_on"]),
        (_("SAP order"), invoice["order"]),
        (_("Amount payable"), f"EUR {given.amount:,.2f}"),
        (_("File of the invoice (SHA-256)"), invoice["sha256"]),
        (_("Certified on"), date_format(given.certified_on)),
    ]


def _lines(given: Certificate) -> Table:
    rows = [
        (
            line["position"],
            line["description"],
            f"{line['cost_centre']} / {line['category']}",
            line["order_line"],
            Decimal(line["amount"]),
        )
        for line in given.facts["lines"]
    ]
    return Table(
        (_("Line"), _("Description"), _("Cost centre / category"), _("Order line"), _("Amount (EUR)")),
        tuple(rows),
        widths=(8, 44, 22, 10, 16),
        total=("", _("Amount payable"), "", "", given.amount),
    )


def _receipts(given: Certificate) -> Table | Para:
    rows = [
        (
            receipt["received_on"],
            receipt["reference"] or receipt["milestone"] or "–",
            position,
            Decimal(quantity),
        )
        for receipt in given.facts["receipts"]
        for position, quantity in receipt["lines"]
    ]
    if not rows:
        return Para(_("None on record."))
    return Table(
        (_("Received on"), _("Receipt"), _("Order line"), _("Quantity")), tuple(rows), widths=(20, 50, 14, 16)
    )
