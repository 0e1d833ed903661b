"""What of procurement stands in the calendar: days to certify and to pay, and days something is needed."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.calendar.sources import Entry, kind, source
from procurement.models import Invoice, PurchaseRequest
from procurement.queries import invoices
from procurement.states import SEERS, InvoiceState, RequestState

kind("procurement", gettext_lazy("Invoices and purchases"), "receipt-euro")


@source("procurement.invoices")
def invoice_entries(user, start: date, end: date) -> list[Entry]:
    """The next day of every open invoice: certify, then pay."""
    if not user.has_role(*SEERS):
        return []
    found = []
    for invoice, clock in invoices.due_between(user, start, end):
        certified = invoice.state == InvoiceState.CERTIFIED
        day = clock.pay_by if certified else clock.certify_by
        words = _("Pay %(invoice)s") if certified else _("Certify %(invoice)s")
        if start <= day <= end:
            found.append(entry(f"invoice-{invoice.pk}", day, words % {"invoice": invoice}, invoice))
    return found


@source("procurement.requests")
def request_entries(user, start: date, end: date) -> list[Entry]:
    """What was asked for, on the day it is needed."""
    wanted = PurchaseRequest.objects.visible_to(user).filter(wanted_on__range=(start, end))
    open_ones = wanted.exclude(state=RequestState.CANCELLED)
    return [entry(f"request-{each.pk}", each.wanted_on, each.title, each) for each in open_ones]


def entry(uid: str, day: date, title: str, thing: Invoice | PurchaseRequest) -> Entry:
    return Entry(
        uid=f"procurement-{uid}",
        starts_at=day,
        ends_at=day,
        title=title,
        url=thing.get_absolute_url(),
        kind="procurement",
    )
