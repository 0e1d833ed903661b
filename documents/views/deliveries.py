"""Doors to mails: what was ordered, what became of it, what a person has to decide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from council_office.web.door import door
from council_office.web.pages import answer, page
from council_office.web.tables import listing
from documents import actions, mail, queries
from documents.models import Delivery
from documents.tables import Deliveries
from documents.views.library import file_answer


@door()
def deliveries(request: HttpRequest) -> HttpResponse:
    """Every mail of the office, newest first."""
    mails = Delivery.objects.visible_to(request.user).select_related("person").defer("body", "ical")
    return listing(request, Deliveries, mails, template="documents/deliveries.html")


@door(Delivery)
def delivery(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    """One mail as its recipient reads it, with what it carries and how far it came."""
    context = {
        "delivery": delivery,
        "text": mail.text(delivery),
        "attached": queries.attachments(delivery),
        "entry": mail.entry(delivery),
    }
    return page(request, "documents/delivery.html", context)


@door(Delivery)
def delivery_entry(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    if not delivery.ical:
        raise Http404
    return file_answer(bytes(delivery.ical), "invitation.ics", "text/calendar; charset=utf-8")


@door(Delivery)
def send_again(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    actions.send_again(delivery, by=request.user)
    return answer(request, delivery, _("The mail is queued again."))


@door(Delivery)
def confirm_arrival(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    actions.confirm_arrival(delivery, by=request.user)
    return answer(request, delivery, _("Noted: the mail did arrive."))


@door(Delivery)
def cancel_delivery(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    actions.cancel_delivery(delivery, by=request.user)
    return answer(request, delivery, _("The mail will not be sent."))
