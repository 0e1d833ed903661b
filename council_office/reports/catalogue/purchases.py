"""Purchases: requests, the use of the budget, invoices and the days until they are certified."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.reports.declared import (
    Breakdown,
    Field,
    Figure,
    Listing,
    Register,
    Report,
    Section,
    bilingual,
    choice,
    days_between,
    local,
    month_of,
    year_of,
)
from council_office.reports.states import Span
from procurement.models import BudgetEntry, Invoice, PurchaseRequest
from procurement.states import CertificateState


def certified_on(invoice: Invoice):
    """The day of the first certificate in force."""
    days = [c.certified_on for c in invoice.certificates.all() if c.state == CertificateState.VALID]
    return min(days, default=None)


REQUESTS = Register(
    "purchase_requests",
    _("Purchase requests"),
    _("Register of purchase requests"),
    rows=lambda user: (
        PurchaseRequest.objects.visible_to(user).with_amount().select_related("supplier", "requester__person")
    ),
    everything=lambda: PurchaseRequest.objects.all(),
    day="created_at__date",
    fields=(
        Field("number", _("Number"), lambda one: one.number),
        Field("title", _("What for"), lambda one: one.title),
        Field("state", _("State"), choice("state")),
        Field("supplier", _("Supplier"), lambda one: str(one.supplier or "")),
        Field("requester", _("Requester"), lambda one: one.requester.actor_label),
        Field("amount", _("Amount"), lambda one: one.amount, "money"),
        Field("created_on", _("Made on"), lambda one: local(one.created_at), "day"),
        Field("month", _("Month"), lambda one: month_of(one.created_at)),
        Field(
            "days",
            _("Days until the approval"),
            lambda one: days_between(one.submitted_at, one.approved_at),
            "number",
        ),
    ),
)
BUDGET = Register(
    "budget",
    _("Budget"),
    _("Ledger of the budget"),
    rows=lambda user: BudgetEntry.objects.visible_to(user).select_related("line__cost_centre", "about"),
    everything=lambda: BudgetEntry.objects.all(),
    day="made_at__date",
    sums={"amount": "amount"},
    address=lambda one: one.line.get_absolute_url(),
    fields=(
        Field(
            "line", _("Budget line"), lambda one: bilingual(one.line, code=f"{one.line.year}-{one.line.code}")
        ),
        Field("centre", _("Cost centre"), lambda one: bilingual(one.line.cost_centre)),
        Field("year", _("Year of the budget"), lambda one: str(one.line.year)),
        Field("kind", _("Kind"), choice("kind")),
        Field("amount", _("Amount"), lambda one: one.amount, "money"),
        Field("about", _("Purchase request"), lambda one: str(one.about or "")),
        Field("booked_on", _("Booked on"), lambda one: local(one.made_at), "day"),
        Field("month", _("Month"), lambda one: month_of(one.made_at)),
    ),
)
INVOICES = Register(
    "invoices",
    _("Invoices"),
    _("Register of invoices"),
    rows=lambda user: Invoice.objects.visible_to(user)
    .select_related("supplier", "request")
    .prefetch_related("certificates"),
    everything=lambda: Invoice.objects.all(),
    day="received_on",
    sums={"gross": "gross"},
    fields=(
        Field("number", _("Number"), lambda one: one.number),
        Field("supplier", _("Supplier"), lambda one: str(one.supplier or one.seller_name)),
        Field("state", _("State"), choice("state")),
        Field("received_on", _("Received on"), lambda one: one.received_on, "day"),
        Field("due_on", _("Due"), lambda one: one.due_on, "day"),
        Field("net", _("Net"), lambda one: one.net, "money"),
        Field("gross", _("With tax"), lambda one: one.gross, "money"),
        Field("certified_on", _("Certified on"), certified_on, "day"),
        Field("days", _("Days until certified"), lambda one: days_between(one.received_on, certified_on(one)),
              "number"),
        Field("month", _("Month"), lambda one: month_of(one.received_on)),
        Field("year", _("Year"), lambda one: year_of(one.received_on)),
    ),
)  # fmt: skip
REGISTERS = (REQUESTS, BUDGET, INVOICES)

REPORTS = (
    Report(
        "purchases",
        _("Purchases and budget"),
        _("Purchase requests, the use of the budget, invoices and the days until they are certified."),
        room=_("Procurement"),
        span=Span.YEAR,
        sections=(
            Section(
                "purchase_requests",
                _("Purchase requests"),
                figures=(
                    Figure("all", _("requests")),
                    Figure("in_approval", _("in approval"), {"state": "submitted"}),
                    Figure("ordered", pgettext_lazy("requests", "ordered"), {"state": "ordered"}),
                    Figure("amount", _("amount of all"), how="sum", of="amount"),
                    Figure("days", _("days until the approval (median)"), how="median", of="days"),
                ),
                breakdowns=(
                    Breakdown(_("Requests by month and state"), by="month", across="state"),
                    Breakdown(
                        _("Amount by supplier"), by="supplier", how="sum", of="amount"
                    ),
                ),
            ),
            Section(
                "budget",
                _("Budget"),
                figures=(
                    Figure("allotted", _("allotted"), {"kind": "allotted"}, "sum", "amount"),
                    Figure("reserved", _("reserved"), {"kind": "reserved"}, "sum", "amount"),
                    Figure("committed", _("committed"), {"kind": "committed"}, "sum", "amount"),
                    Figure("certified", _("certified"), {"kind": "certified"}, "sum", "amount"),
                    Figure("paid", _("paid"), {"kind": "paid"}, "sum", "amount"),
                ),
                breakdowns=(
                    Breakdown(_("Use of the budget"), by="line", across="kind", how="sum", of="amount"),
                ),
            ),
            Section(
                "invoices",
                _("Invoices"),
                figures=(
                    Figure("all", _("invoices")),
                    Figure("to_certify", _("to match and certify"), {"state": "received"}),
                    Figure("disputed", _("in dispute"), {"state": "disputed"}, urgent=True),
                    Figure("gross", _("total with tax"), how="sum", of="gross"),
                    Figure("days", _("days until certified (median)"), how="median", of="days"),
                ),
                breakdowns=(
                    Breakdown(_("Invoices by month and state"), by="month", across="state"),
                    Breakdown(_("Days until certified"), by="supplier", how="mean", of="days", chart=""),
                ),
                listings=(
                    Listing(
                        _("To match and certify"), ("number", "supplier", "received_on", "due_on", "gross"),
                        {"state": "received"}, order="due_on",
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
