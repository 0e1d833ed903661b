"""Coded decisions on invoices: suspend, dispute, refuse, approve in part; each comes with its letter."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from council_office.directory.states import Language
from council_office.ledger import moves, numbering, outbox
from council_office.ledger.moves import Refused, move
from documents import actions as documents
from procurement.letters import suppliers as letters
from procurement.models import Invoice, InvoiceAct, Reason
from procurement.states import CertificateState, InvoiceState, Status

SERIES = "SUP"
LEADS_TO = {
    Status.SUSPENDED: InvoiceState.SUSPENDED,
    Status.DISPUTED: InvoiceState.DISPUTED,
    Status.REFUSED: InvoiceState.REFUSED,
    Status.INADMISSIBLE: InvoiceState.REFUSED,
}
NEEDS_WORDS = "AUTRE"


@transaction.atomic
def decide(invoice: Invoice, *, by, reason: Reason, words: str = "") -> InvoiceAct:
    """Suspend, dispute or refuse an invoice with a reason that its status allows; the letter follows."""
    moves.lock(invoice)
    if reason.status not in LEADS_TO:
        raise Refused(_("An invoice is approved in part by certifying it with this reason."))
    if invoice.certificates.filter(state=CertificateState.VALID).exists():
        raise Refused(_("A part of this invoice is certified: void the certificate first."))
    act = tell_supplier(invoice, reason, words, by=by)
    move(invoice, LEADS_TO[reason.status], by=by, reason=str(reason))
    return act


@transaction.atomic
def tell_supplier(invoice: Invoice, reason: Reason, words: str, *, by) -> InvoiceAct:
    """Note the decision under the number of its letter and order the letter in both languages."""
    if reason.code == NEEDS_WORDS and not words.strip():
        raise Refused(_("The reason “another” needs words."))
    number = numbering.take(SERIES, timezone.localdate().year, about=invoice)
    act = note(invoice, reason, words, number=number, by=by)
    outbox.post(
        "procurement.produce_supplier_letter",
        act_id=act.pk,
        by_id=by.actor_id,
        by=by,
        title=(gettext_noop("Letter %(number)s to a supplier"), {"number": number}),
        about=invoice,
    )
    return act


def note(invoice: Invoice, reason: Reason, words: str, *, by, number: str = "") -> InvoiceAct:
    return moves.create(
        InvoiceAct,
        invoice=invoice,
        reason=reason,
        words=words,
        number=number,
        decided_by_id=by.actor_id,
        by=by,
    )


@transaction.atomic
def resume(invoice: Invoice, *, by, because: str) -> Invoice:
    """The suspension or dispute is over; the clock runs again."""
    moves.lock(invoice)
    if not because.strip():
        raise Refused(_("Say what settled it."))
    for act in invoice.acts.filter(
        ended_at__isnull=True, reason__status__in=[Status.SUSPENDED, Status.DISPUTED]
    ):
        moves.revise(act, by=by, ended_at=timezone.now(), ended_because=because[:300])
    to = InvoiceState.RECEIVED if is_complete(invoice) else InvoiceState.UNREAD
    return move(invoice, to, by=by, reason=because)


def is_complete(invoice: Invoice) -> bool:
    """Whether an invoice has all that a match needs."""
    known = (invoice.number, invoice.dated_on, invoice.supplier_id, invoice.request_id)
    return all(known) and invoice.net is not None


def produce_supplier_letter(act: InvoiceAct, *, by) -> None:
    """The letter in both languages, from the facts of the day."""
    for language in Language.values:
        documents.issue(letters.letter(act, language), about=act.invoice, by=by, forms=("pdf",))
