"""What procurement puts on Today: approvals, certifications, invoices to complete."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from council_office.desk.queries.declaring import Line, Matter, Offer, Section
from council_office.desk.states import HANDS
from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.web.words import day as in_words
from council_office.web.words import money
from procurement.models import Invoice, PurchaseRequest
from procurement.queries import invoices, requests
from procurement.states import InvoiceState, RequestState

SHOWN = 6
APPROVERS = (Role.BUDGET_HOLDER, Role.COUNCIL_SECRETARY, Role.DG_OFFICE)
MINE = (("mine", "true"),)

MATTERS = (
    Matter(
        ngettext_lazy("purchase to approve", "purchases to approve", "count"),
        APPROVERS,
        lambda user, day: requests.waiting_for(user),
        "procurement:requests",
        MINE,
        decision=True,
    ),
    Matter(
        ngettext_lazy("invoice to certify", "invoices to certify", "count"),
        (Role.CERTIFIER,),
        lambda user, day: invoices.to_certify(user),
        "procurement:invoices",
        MINE,
        decision=True,
    ),
    Matter(
        ngettext_lazy("invoice to complete", "invoices to complete", "count"),
        HANDS,
        lambda user, day: Invoice.objects.visible_to(user).filter(state=InvoiceState.UNREAD),
        "procurement:invoices",
        (("state", InvoiceState.UNREAD),),
    ),
    Matter(
        ngettext_lazy("purchase returned to you", "purchases returned to you", "count"),
        HANDS,
        lambda user, day: PurchaseRequest.objects.visible_to(user).filter(state=RequestState.RETURNED),
        "procurement:requests",
        (("state", RequestState.RETURNED),),
    ),
)


def approvals(user: User, day: date) -> Iterator[Line]:
    """What waits for this person's approval, the amount beside it."""
    for request in requests.waiting_for(user).with_amount().select_related("requester__person")[:SHOWN]:
        yield Line(
            request, request.get_absolute_url(), request.requester, money(request.amount_sum), "waiting"
        )


def certifications(user: User, day: date) -> Iterator[Line]:
    """What lies within this person's scopes, with the day until which it is certified."""
    for invoice, clock in invoices.by_risk(invoices.shown(invoices.to_certify(user)))[:SHOWN]:
        late = clock.certify_by < day
        yield Line(
            invoice,
            invoice.get_absolute_url(),
            invoice.seller_name,
            in_words(clock.certify_by),
            "bad" if late else "waiting",
        )


SECTIONS = (
    Section(_("To approve"), APPROVERS, approvals, "procurement:requests", MINE),
    Section(_("To certify"), (Role.CERTIFIER,), certifications, "procurement:invoices", MINE),
)

OFFERS = (
    Offer(_("Purchase requests"), "receipt-euro", (*APPROVERS, *HANDS), "procurement:requests"),
    Offer(_("Invoices"), "file-invoice", (Role.CERTIFIER, *HANDS), "procurement:invoices"),
    Offer(_("Budget"), "chart-bar", (Role.BUDGET_HOLDER, Role.COUNCIL_SECRETARY), "procurement:budget"),
)
