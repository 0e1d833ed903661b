"""Lists of procurement."""

from datetime import date

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from council_office.directory.names import search_key
from council_office.web import words
from council_office.web.tables import Column, Empty, Table
from procurement.models import Category, CostCentre, Invoice, PurchaseRequest
from procurement.queries import invoices
from procurement.states import InvoiceSource, InvoiceState, RequestState


class RequestFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("State"), choices=RequestState)
    category = filters.ModelChoiceFilter(
        label=_("Category"), field_name="lines__category", queryset=Category.objects.all(), distinct=True
    )
    cost_centre = filters.ModelChoiceFilter(
        label=_("Cost centre"),
        field_name="lines__budget_line__cost_centre",
        queryset=CostCentre.objects.all(),
        distinct=True,
    )
    mine = filters.BooleanFilter(label=_("Waiting for me"), method="waiting_for_me")

    class Meta:
        model = PurchaseRequest
        fields = ()

    def waiting_for_me(self, found: QuerySet, name: str, value: bool) -> QuerySet:
        waiting = self.request.waiting_for_me
        return found.filter(pk__in=waiting.values("pk")) if value else found


def called(requests: QuerySet, text: str) -> QuerySet:
    """Requests whose numbers, title or supplier hold every word."""
    for word in text.split():
        supplier = Q(supplier__organisation__search_name__contains=search_key(word))
        numbers = Q(number__icontains=word) | Q(order_number__icontains=word)
        requests = requests.filter(Q(title__icontains=word) | numbers | supplier)
    return requests


class Requests(Table):
    title = _("Purchase requests")
    columns = [
        Column("title", _("What for"), sort="title", css="wrap"),
        Column("number", _("Number"), sort="number", css="nowrap"),
        Column("state", _("State"), sort="state", state=True),
        Column("supplier", _("Supplier"), sort="supplier__organisation__name_en", value=lambda r: r.supplier),
        Column(
            "amount",
            _("Amount"),
            sort="amount_sum",
            css="num",
            html=lambda r: words.money(r.amount),
            export=lambda r: r.amount,
        ),
        Column("order_number", _("SAP order"), sort="order_number", css="nowrap"),
        Column("wanted_on", _("Needed on"), sort="wanted_on", css="nowrap"),
        Column("requester", _("Requester"), sort="requester__person__family_name", value="requester.person"),
        Column("created_at", _("Created"), sort="created_at", shown=False),
    ]
    filterset = RequestFilter
    search = staticmethod(called)
    search_hint = _("Title, number, supplier")
    order = "-created_at"
    empty = Empty(
        _("Nothing was asked for yet"),
        _("A request says what to buy, from whom and from which budget line; then it goes on its route."),
        action=(_("New request"), "procurement:new_request"),
        icon="receipt-euro",
    )


class InvoiceFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("State"), choices=InvoiceState)
    source = filters.ChoiceFilter(label=_("Read from"), choices=InvoiceSource)
    mine = filters.BooleanFilter(label=_("I can certify it"), method="for_me")

    class Meta:
        model = Invoice
        fields = ()

    def for_me(self, found: QuerySet, name: str, value: bool) -> QuerySet:
        return found.filter(pk__in=self.request.to_certify.values("pk")) if value else found


def of_seller(found: QuerySet, text: str) -> QuerySet:
    for word in text.split():
        numbers = Q(number__icontains=word) | Q(order_number__icontains=word)
        found = found.filter(
            numbers
            | Q(seller_name__icontains=word)
            | Q(supplier__organisation__search_name__contains=search_key(word))
        )
    return found


def shown_clock(invoice: Invoice) -> date | None:
    """The next of the two days; none once it is paid or refused."""
    over = invoice.state in (InvoiceState.PAID, InvoiceState.REFUSED)
    return None if over else invoices.clock_of(invoice).pay_by


def days_left(invoice: Invoice) -> object:
    if shown_clock(invoice) is None:
        return ""
    clock = invoices.clock_of(invoice)
    if not clock.running:
        return format_html('<span class="state state-waiting">{}</span>', _("clock stopped"))
    tone = "bad" if clock.is_late else "waiting" if clock.days_left < 7 else "neutral"
    text = _("%(days)d days late") if clock.is_late else _("%(days)d days left")
    return format_html('<span class="state state-{}">{}</span>', tone, text % {"days": abs(clock.days_left)})


class Invoices(Table):
    title = _("Invoices")
    columns = [
        Column("seller", _("Supplier"), value=lambda i: i.seller_name or i.supplier or i.original_name),
        Column("number", _("Invoice number"), sort="number", css="nowrap"),
        Column("state", _("State"), sort="state", state=True),
        Column("order_number", _("Order"), sort="order_number", css="nowrap"),
        Column("dated_on", _("Dated"), sort="dated_on", css="nowrap"),
        Column(
            "gross",
            _("Total"),
            sort="gross",
            css="num",
            html=lambda i: words.money(i.gross if i.gross is not None else i.net, i.currency),
            export=lambda i: i.gross,
        ),
        Column("pay_by", _("Pay by"), value=shown_clock, css="nowrap"),
        Column("left", _("Clock"), html=days_left, export=lambda i: invoices.clock_of(i).days_left),
        Column("received_on", _("Received on"), sort="received_on", shown=False),
        Column("source", _("Read from"), sort="source", value="source", shown=False),
    ]
    filterset = InvoiceFilter
    search = staticmethod(of_seller)
    search_hint = _("Supplier, invoice or order number")
    order = "-received_on"
    empty = Empty(
        _("No invoice was dropped yet"),
        _("Drop a PDF or an XML file: number, order, dates and sums are read from it."),
        action=(_("Drop an invoice"), "procurement:drop_invoice"),
        icon="file-invoice",
    )


class Suppliers(Table):
    title = _("Suppliers")
    columns = [
        Column("name", _("Name"), sort="organisation__name_en", value=lambda supplier: supplier),
        Column("sap_number", _("SAP vendor number"), sort="sap_number"),
        Column("vat_number", _("VAT number"), sort="vat_number"),
        Column("exemption_sent_on", _("Exemption certificate sent"), sort="exemption_sent_on"),
        Column("exemption_until", _("valid until"), sort="exemption_until"),
        Column("accounts_waiting", _("Bank details to confirm"), sort="accounts_waiting", css="num"),
    ]
    search = staticmethod(lambda suppliers, text: suppliers.named(text))
    search_hint = _("Name or SAP number")
    order = "name"
    empty = Empty(
        _("No supplier is on record"),
        _("A supplier is an organisation with its SAP number and confirmed bank details."),
        action=(_("New supplier"), "procurement:new_supplier"),
        icon="building-store",
    )
