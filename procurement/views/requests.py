"""Doors to purchase requests."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.web.door import door, find
from council_office.web.navigation import counter
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from council_office.web.words import money
from documents.queries import documents_about
from meetings.models import Session
from procurement import actions, rules
from procurement.forms.requests import (
    CommentForm,
    LineForm,
    OrderForm,
    QuoteForm,
    ReasonForm,
    ReceiptForm,
    RequestForm,
)
from procurement.models import Approval, PurchaseRequest, Receipt, RequestLine
from procurement.queries import audit_file, invoices
from procurement.queries import requests as queries
from procurement.states import RequestState
from procurement.tables import Requests
from protocol.models import Ceremony
from visits.models import Visit
from visits.queries.travel import Cost

ABOUT = {"session": Session, "visit": Visit, "ceremony": Ceremony}


@counter("procurement:requests")
def waiting(user) -> int:
    """Approvals and certifications that wait for this person."""
    return queries.waiting_for(user).count() + invoices.to_certify(user).count()


@require_GET
@door()
def requests(request: HttpRequest) -> HttpResponse:
    request.waiting_for_me = queries.waiting_for(request.user)
    rows = queries.shown(PurchaseRequest.objects.visible_to(request.user))
    context = {
        "waiting": request.waiting_for_me.count(),
        "certify": invoices.to_certify(request.user).count(),
    }
    return listing(request, Requests, rows, template="procurement/requests.html", context=context)


@door()
def new_request(request: HttpRequest) -> HttpResponse:
    """A new draft; `?about=session-12` ties it to what it pays for."""
    kind, _dash, key = request.GET.get("about", "").partition("-")
    about = (
        find(request, ABOUT[kind], int(key)) if kind in ABOUT and key.isdecimal() and len(key) < 19 else None
    )

    def verb(**data):
        return actions.create_request(by=request.user, about=about, **data)

    title = _("New request for %(about)s") % {"about": about} if about else _("New request")
    return form_page(
        request, RequestForm, verb=verb, to=lambda made: made, title=title, message=_("Now say what to buy.")
    )


@require_GET
@door(PurchaseRequest)
def request(request: HttpRequest, subject: PurchaseRequest) -> HttpResponse:
    """What is asked for, where it stands on its route, and what follows."""
    found = queries.full(subject.pk)
    steps = queries.approvals(found)
    mine = queries.decidable(found, steps, request.user)
    context = {
        "subject": found,
        "lines": found.lines.all(),
        "steps": steps or queries.expected(found),
        "mine": mine,
        "next": queries.next_steps(steps),
        "missing": queries.missing(found) if found.state in ("draft", "returned") else [],
        "split": queries.split(found) if found.state in ("draft", "submitted", "returned") else None,
        "quotes_needed": queries.quotes_needed(found.amount, timezone.localdate()),
        "invoices": found.invoices.all(),
        "receipts": [each for each in found.receipts.all() if not each.cancelled_at],
        "open_lines": queries.open_lines(found),
        "documents": documents_about(found, request.user),
        "changes": rules.may_revise_request(request.user, found),
    }
    if context["changes"]:
        context["open_costs"] = queries.not_asked_for(found, request.user)
    return page(request, "procurement/request.html", context)


@door(PurchaseRequest)
def revise_request(request: HttpRequest, subject: PurchaseRequest) -> HttpResponse:
    def verb(**data):
        return actions.revise_request(subject, by=request.user, **data)

    title = _("Revise the request")
    return form_page(
        request, RequestForm, verb=verb, to=subject, instance=subject, title=title,
        template="procurement/frozen_form.html", context={"subject": subject},
    )  # fmt: skip


@door(PurchaseRequest)
def add_line(request: HttpRequest, subject: PurchaseRequest) -> HttpResponse:
    """A new line; `?cost=hotel-12` proposes what the visit costs."""
    open_costs = {cost.key: cost for cost in queries.not_asked_for(subject, request.user)}
    cost = open_costs.get(request.GET.get("cost", ""))

    def verb(**data):
        return actions.add_line(subject, by=request.user, pays_for=cost.key if cost else "", **data)

    return form_page(
        request, LineForm, verb=verb, to=subject, title=_("New line"), initial=cost and proposed(cost),
        template="procurement/frozen_form.html", context={"subject": subject},
    )  # fmt: skip


def proposed(cost: Cost) -> dict:
    """A line as the cost has it; a price in another currency is left to be converted by hand."""
    line = {"description": cost.what, "quantity": cost.quantity.normalize(), "unit": cost.unit}
    if cost.currency == "EUR":
        return {**line, "unit_price": cost.rate}
    return {**line, "description": f"{cost.what} ({money(cost.amount, cost.currency)})"}


@door(RequestLine)
def revise_line(request: HttpRequest, line: RequestLine) -> HttpResponse:
    def verb(**data):
        return actions.revise_line(line, by=request.user, **data)

    return form_page(
        request, LineForm, verb=verb, to=line.request, instance=line, title=str(line),
        template="procurement/frozen_form.html", context={"subject": line.request},
    )  # fmt: skip


@require_POST
@door(RequestLine)
def remove_line(request: HttpRequest, line: RequestLine) -> HttpResponse:
    return answer(request, actions.remove_line(line, by=request.user), _("The line is gone."))


@door(PurchaseRequest)
def add_quote(request: HttpRequest, subject: PurchaseRequest) -> HttpResponse:
    def verb(file, **data):
        given = (file.read(), file.name) if file else None
        return actions.add_quote(subject, by=request.user, file=given, **data)

    return form_page(request, QuoteForm, verb=verb, to=subject, title=_("New quote"))


@require_POST
@door(PurchaseRequest)
def submit_request(request: HttpRequest, subject: PurchaseRequest) -> HttpResponse:
    return answer(request, actions.submit(subject, by=request.user), _("The request is on its route."))


@door(PurchaseRequest)
def withdraw_request(request: HttpRequest, subject: PurchaseRequest) -> HttpResponse:
    def verb(reason):
        return actions.withdraw(subject, by=request.user, reason=reason)

    title = _("Withdraw the request")
    return form_page(request, ReasonForm, verb=verb, to=subject, title=title, submit=_("Withdraw"))


@door(PurchaseRequest)
def cancel_request(request: HttpRequest, subject: PurchaseRequest) -> HttpResponse:
    def verb(reason):
        return actions.cancel_request(subject, by=request.user, reason=reason)

    title = _("Cancel the request")
    return form_page(request, ReasonForm, verb=verb, to=subject, title=title, submit=_("Cancel the request"))


@require_POST
@door(Approval)
def approve_request(request: HttpRequest, approval: Approval) -> HttpResponse:
    found = actions.approve(approval, by=request.user, comment=request.POST.get("comment", "")[:300])
    done = found.state == RequestState.APPROVED
    words = _("Approved as %(number)s.") % {"number": found.number} if done else _("Approved; it goes on.")
    return answer(request, found, words)


@door(Approval)
def return_request(request: HttpRequest, approval: Approval) -> HttpResponse:
    def verb(comment):
        return actions.return_request(approval, by=request.user, comment=comment)

    title = _("Return the request")
    return form_page(
        request,
        CommentForm,
        verb=verb,
        to=approval.request,
        title=title,
        submit=_("Return"),
        message=_("Returned."),
    )


@door(PurchaseRequest)
def enter_order(request: HttpRequest, subject: PurchaseRequest) -> HttpResponse:
    def verb(order_number):
        return actions.enter_order(subject, order_number, by=request.user)

    return form_page(
        request, OrderForm, verb=verb, to=subject, title=_("SAP order of %(request)s") % {"request": subject}
    )


@door(PurchaseRequest)
def record_receipt(request: HttpRequest, subject: PurchaseRequest) -> HttpResponse:
    def verb(quantities, **data):
        return actions.record_receipt(subject, quantities, by=request.user, **data)

    return form_page(
        request,
        ReceiptForm,
        verb=verb,
        to=subject,
        title=_("What came of order %(order)s") % {"order": subject.order_number},
        initial={"received_on": timezone.localdate()},
        message=_("The receipt is recorded."),
        lines=queries.open_lines(subject),
    )


@door(Receipt)
def cancel_receipt(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    def verb(reason):
        return actions.cancel_receipt(receipt, by=request.user, reason=reason)

    title = _("Take back the receipt %(receipt)s") % {"receipt": receipt}
    return form_page(
        request, ReasonForm, verb=verb, to=receipt.request, title=title, submit=_("Take it back")
    )


@require_GET
@door(PurchaseRequest)
def audit_zip(request: HttpRequest, subject: PurchaseRequest) -> HttpResponse:
    """Everything of one purchase in one archive."""
    data, name = actions.audit_zip(audit_file.chain(subject), by=request.user)
    response = HttpResponse(data, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@door(Session)
def session_costs(request: HttpRequest, session: Session) -> HttpResponse:
    """The part of a session's page that says what it costs."""
    return costs(request, "session", session)


@require_GET
@door(Visit)
def visit_costs(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The same for a visit."""
    return costs(request, "visit", visit)


@require_GET
@door(Ceremony)
def ceremony_costs(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """The same for a ceremony."""
    return costs(request, "ceremony", ceremony)


def costs(request: HttpRequest, kind: str, subject: Model) -> HttpResponse:
    context = {
        "costs": queries.costs(subject, request.user),
        "new_url": f"{reverse('procurement:new_request')}?about={kind}-{subject.pk}",
    }
    return page(request, "procurement/costs.html", context)
