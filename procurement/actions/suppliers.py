"""Verbs on suppliers: taken into the list, bank details called back and confirmed, exemptions tracked."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.directory import actions as directory
from council_office.directory.models import Organisation, User
from council_office.directory.states import OrganisationKind
from council_office.ledger import moves
from council_office.ledger.moves import Refused, move
from procurement import accounts
from procurement.actions.decisions import resume
from procurement.actions.duties import require_free
from procurement.models import Invoice, Supplier, SupplierAccount
from procurement.queries import duties
from procurement.states import AccountState, CertificateState, Duty, InvoiceState


@transaction.atomic
def create_supplier(*, by, organisation: Organisation | None = None, **fields: Any) -> Supplier:
    """A supplier over an organisation on record, or over a new one of this name."""
    own = {"name_en", "address", "email", "country"} & fields.keys()
    told = {name: fields.pop(name) for name in own}
    if organisation is None:
        if not told.get("name_en"):
            raise Refused(_("Choose an organisation on record, or give the name of a new one."))
        organisation = Organisation.objects.filter(name_en__iexact=told["name_en"]).first()
        organisation = organisation or directory.create_organisation(
            by=by, kind=OrganisationKind.COMPANY, **told
        )
    fields["vat_number"] = accounts.compact(fields.get("vat_number", ""))
    return moves.create(Supplier, organisation=organisation, by=by, **fields)


def revise_supplier(supplier: Supplier, *, by, seen: int | None = None, **changes: Any) -> Supplier:
    return moves.revise(supplier, by=by, seen=seen, **changes)


@transaction.atomic
def propose_account(supplier: Supplier, *, by, iban: str, bic: str = "") -> SupplierAccount:
    """New bank details of a supplier; nothing is paid to them before they are confirmed."""
    iban = accounts.compact(iban)
    if supplier.accounts.filter(iban=iban).exists():
        raise Refused(_("These bank details are on record already."))
    return moves.create(
        SupplierAccount, supplier=supplier, iban=iban, bic=bic, proposed_by_id=by.actor_id, by=by
    )


@transaction.atomic
def call_back(
    account: SupplierAccount, *, by, called_on: date, called_number: str, called_person: str
) -> SupplierAccount:
    """Note who confirmed the bank details on the telephone, under a number known before the invoice came."""
    moves.lock(account)
    if account.state != AccountState.PROPOSED:
        raise Refused(_("These bank details are no longer to confirm."))
    if called_on > timezone.localdate():
        raise Refused(_("A call-back is noted when it was made."))
    return moves.revise(
        account, by=by, called_on=called_on, called_number=called_number, called_person=called_person
    )


@transaction.atomic
def confirm_account(account: SupplierAccount, *, by: User) -> SupplierAccount:
    """The second person’s yes: digits and countries fit, the call-back is noted; suspended invoices go on."""
    moves.lock(account)
    if wrong := accounts.warnings(account.iban, account.bic):
        raise Refused(" ".join(wrong))
    if not (account.called_on and account.called_number and account.called_person):
        raise Refused(_("Note the call-back first: when, under which number known before, with whom."))
    if account.proposed_by_id == by.actor_id:
        raise Refused(_("A second person confirms bank details: not who entered them."))
    require_free(None, Duty.CONFIRM_ACCOUNT, by=by, did=_done(account))
    for other in account.supplier.accounts.filter(state=AccountState.CONFIRMED):
        move(other, AccountState.CLOSED, by=by, reason=_("replaced by …%(end)s") % {"end": account.iban[-4:]})
    account = move(account, AccountState.CONFIRMED, by=by, confirmed_by=by, confirmed_at=timezone.now())
    for invoice in Invoice.objects.filter(supplier=account.supplier, state=InvoiceState.SUSPENDED):
        if accounts.compact(invoice.iban) == account.iban:
            resume(invoice, by=by, because=_("the bank details are confirmed"))
    return account


@transaction.atomic
def refuse_account(account: SupplierAccount, *, by: User, reason: str) -> SupplierAccount:
    """The supplier does not know these bank details: nothing goes there."""
    moves.lock(account)
    if not reason.strip():
        raise Refused(_("Say what the call-back found."))
    return move(account, AccountState.REFUSED, by=by, reason=reason)


def _done(account: SupplierAccount) -> dict[str, set[int]]:
    certifiers = account.supplier.invoices.filter(certificates__state=CertificateState.VALID)
    return {
        **duties.of_accounts(account.supplier),
        Duty.PROPOSE_ACCOUNT: {account.proposed_by_id},
        Duty.CERTIFY: set(certifiers.values_list("certificates__certifier", flat=True)),
    }
