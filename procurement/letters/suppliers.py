"""The letter that tells a supplier what was decided on an invoice, and why."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from council_office.directory.models import in_language
from documents import kinds
from documents.papers import Address, Facts, Paper, Para, Signature, escaped
from procurement.models import InvoiceAct
from procurement.states import Status

KIND = "supplier_letter"
kinds.register(KIND, gettext_lazy("Letter to a supplier"))

WORDS = {
    Status.PARTLY_APPROVED: gettext_lazy(
        "We approved your invoice in part. The amount not approved will not be paid on this invoice."
    ),
    Status.DISPUTED: gettext_lazy(
        "We dispute your invoice. It will not be certified for payment until the point below is settled."
    ),
    Status.SUSPENDED: gettext_lazy(
        "We suspended the handling of your invoice, and the term of payment with it, until the point "
        "below is completed."
    ),
    Status.REFUSED: gettext_lazy(
        "We refuse your invoice. Please cancel it and send a corrected one under a new number."
    ),
    Status.INADMISSIBLE: gettext_lazy(
        "The file we received cannot be handled as an invoice. Please send it again, one PDF per invoice."
    ),
}


def letter(act: InvoiceAct, language: str) -> Paper:
    """The status, the coded reason in words, and what the supplier can do."""
    invoice = act.invoice
    with override(language):
        name = invoice.seller_name or str(invoice.supplier or "")
        address = invoice.supplier.organisation.address.splitlines() if invoice.supplier else []
        return Paper(
            kind=KIND,
            number=act.number,
            title=_("Your invoice %(number)s") % {"number": invoice.number or invoice.original_name},
            language=language,
            reference=invoice.order_number,
            date=timezone.localdate(act.decided_at),
            blocks=(
                Address((name, *address)),
                Para(_("Dear Sir or Madam,")),
                Para(escaped(str(WORDS[act.reason.status]))),
                Facts(_facts(act, language)),
                *([Para(escaped(act.words))] if act.words else []),
                Para(_("Please quote the ten digits of the order in full on every invoice.")),
                Para(_("Yours faithfully,")),
                Signature(
                    act.decided_by.actor_label if act.decided_by else "",
                    _("ITER Council Secretariat and Protocol"),
                ),
            ),
        )


def _facts(act: InvoiceAct, language: str) -> list[tuple[str, str]]:
    invoice = act.invoice
    pairs = [
        (_("Invoice"), invoice.number),
        (_("Invoice date"), date_format(invoice.dated_on) if invoice.dated_on else ""),
        (_("Order"), invoice.order_number),
        (_("Total"), f"{invoice.gross} {invoice.currency}" if invoice.gross is not None else ""),
        (_("Status"), f"{act.reason.status} – {act.reason.get_status_display()}"),
        (_("Reason"), f"{act.reason.code} – {in_language(act.reason, 'name', language)}"),
    ]
    return [(label, value) for label, value in pairs if value]
