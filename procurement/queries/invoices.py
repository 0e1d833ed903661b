"""Reads over invoices: what stands in the way, duplicates, the match with order and receipts, the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory.models import User
from council_office.directory.states import Role
from procurement import accounts, clock, duplicates, matching
from procurement.models import (
    Allocation,
    Invoice,
    InvoiceAct,
    InvoiceLine,
    PurchaseRequest,
    Receipt,
    RequestLine,
    Scope,
    Terms,
    Tolerance,
)
from procurement.states import OPEN_INVOICES, AccountState, InvoiceState, Status

TERMS = ("days_to_certify", "days_to_pay", "late_rate")
STRICT = matching.Tolerance(Decimal(0), Decimal(0))


def shown(invoices: QuerySet[Invoice]) -> QuerySet[Invoice]:
    """Invoices with what a list reads, and the terms in force on the day each was received."""
    terms = Terms.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("received_on")),
        starts_on__lte=OuterRef("received_on"),
    )
    in_force = {name: Subquery(terms.order_by("-starts_on", "pk").values(name)[:1]) for name in TERMS}
    return (
        invoices.select_related("supplier__organisation", "request")
        .prefetch_related("acts__reason")
        .annotate(**in_force)
    )


def full(pk: int) -> Invoice:
    allocations = Prefetch("allocations", Allocation.objects.select_related("request_line"))
    lines = Prefetch("lines", InvoiceLine.objects.prefetch_related(allocations, "certified__certificate"))
    return (
        Invoice.objects.select_related("supplier__organisation", "request", "document__level")
        .prefetch_related(
            lines, "acts__reason", "acts__decided_by__person", "certificates__certifier__person"
        )
        .get(pk=pk)
    )


# What stands in the way


@dataclass(frozen=True)
class Finding:
    """Something to look at; `blocks` says that nothing is certified before."""

    code: str
    words: str
    blocks: bool = True
    other: Invoice | None = None


def findings(invoice: Invoice) -> list[Finding]:
    """Everything odd about an invoice in words, what blocks first."""
    found = [*incomplete(invoice), *money_findings(invoice), *tax_findings(invoice)]
    found += [*duplicate_findings(invoice), *account_findings(invoice)]
    found += [
        Finding(code, str(PROBLEMS[code]) % {"detail": detail}, False) for code, detail in invoice.problems
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


PROBLEMS = {
    "not_an_invoice": gettext_lazy(
        "This is neither a PDF nor an XML file: the file is kept, enter its facts by hand."
    ),
    "damaged": gettext_lazy("The PDF is damaged and cannot be read (%(detail)s). The file is kept."),
    "locked": gettext_lazy("The PDF is locked with a password. The file is kept; ask for one without."),
    "active": gettext_lazy(
        "The file is empty, damaged, holds active content, or is of a kind the office does not open: it is "
        "kept closed, in a ZIP."
    ),
    "no_text": gettext_lazy("The pages hold no text, only pictures: compare every fact with the paper."),
    "attachment_damaged": gettext_lazy(
        "The data inside the PDF cannot be taken out (%(detail)s); the page was read."
    ),
    "xml_broken": gettext_lazy(
        "The data is not well-formed XML (%(detail)s); the page was read if there is one."
    ),
    "xml_hostile": gettext_lazy(
        "The XML declares entities, which an invoice never needs: it was not opened."
    ),
    "xml_too_large": gettext_lazy("The XML is larger than 10 MB: it was not opened."),
    "unknown_xml": gettext_lazy("This XML is no invoice that the office knows (“%(detail)s”)."),
    "profile_unknown": gettext_lazy("The profile of the data is unknown."),
    "schema": gettext_lazy("The data breaks its official schema: %(detail)s"),
    "sums": gettext_lazy("The sums do not add up: %(detail)s."),
}


def incomplete(invoice: Invoice) -> Iterable[Finding]:
    missing = [
        label
        for label, value in (
            (_("invoice number"), invoice.number),
            (_("invoice date"), invoice.dated_on),
            (_("net sum"), invoice.net is not None),
            (_("supplier"), invoice.supplier_id),
            (_("order"), invoice.request_id),
        )
        if not value
    ]
    if missing:
        yield Finding("incomplete", _("Still missing: %(what)s.") % {"what": ", ".join(missing)})
    if invoice.order_number and not invoice.request_id:
        words = _("No request has the order number %(number)s: it is 10 digits, printed in full.")
        yield Finding("unknown_order", words % {"number": invoice.order_number}, False)


def money_findings(invoice: Invoice) -> Iterable[Finding]:
    if invoice.currency != "EUR":
        words = _("The invoice is in %(currency)s; the order is in EUR. Dispute it, or ask for one in EUR.")
        yield Finding("currency", words % {"currency": invoice.currency})
    prepaid = invoice.gross is not None and invoice.payable is not None and invoice.gross != invoice.payable
    if prepaid:
        words = _("The invoice asks for %(payable)s of %(gross)s: something was paid before.")
        yield Finding("prepaid", words % {"payable": invoice.payable, "gross": invoice.gross}, False)


def tax_findings(invoice: Invoice) -> Iterable[Finding]:
    """The buyer is exempt: no VAT, no VAT number of its own, and the wording that says why."""
    if invoice.tax_accepted_by_id or invoice.net is None:
        return
    if invoice.tax:
        words = _(
            "VAT of %(tax)s %(currency)s is charged to an exempt buyer: review it, or refuse the invoice."
        )
        yield Finding("tax", words % {"tax": invoice.tax, "currency": invoice.currency})
    if invoice.buyer_vat:
        words = _("The buyer has no VAT number, but the invoice gives %(number)s.")
        yield Finding("buyer_vat", words % {"number": invoice.buyer_vat})
    if not invoice.exemption_wording:
        words = _("The wording of the exemption is missing (Art. 151(1)(b) of Directive 2006/112/EC).")
        yield Finding("exemption", words)


def duplicate_findings(invoice: Invoice) -> Iterable[Finding]:
    words = {
        duplicates.FILE: _("The same file was dropped before: %(other)s."),
        duplicates.NUMBER: _("The same number, written otherwise or not: %(other)s."),
        duplicates.AMOUNT: _("The same supplier and sum within five days: %(other)s."),
        duplicates.RESTART: _("The number is that of %(other)s of another year: numbers that begin again."),
    }
    for sign, other in duplicates_of(invoice):
        blocks = sign.blocks and not invoice.not_duplicate_by_id
        yield Finding("duplicate", words[sign.kind] % {"other": other}, blocks, other)


def duplicates_of(invoice: Invoice) -> list[tuple[duplicates.Sign, Invoice]]:
    alike = Q(sha256=invoice.sha256)
    if invoice.supplier_id:
        alike |= Q(supplier=invoice.supplier_id)
    others = {
        other.pk: other
        for other in Invoice.objects.filter(alike)
        .exclude(pk=invoice.pk)
        .exclude(state=InvoiceState.REFUSED)
        .select_related("supplier__organisation")
    }
    return [
        (sign, others[sign.other]) for sign in duplicates.signs(seen(invoice), map(seen, others.values()))
    ]


def seen(invoice: Invoice) -> duplicates.Seen:
    return duplicates.Seen(
        invoice.pk, invoice.number, invoice.sha256, invoice.supplier_id, invoice.gross, invoice.dated_on
    )


def account_findings(invoice: Invoice) -> Iterable[Finding]:
    if not invoice.iban:
        return
    for words in accounts.warnings(invoice.iban, invoice.bic):
        yield Finding("iban", words, False)
    if invoice.supplier_id and not account_is_confirmed(invoice):
        words = _(
            "The bank details …%(end)s are new for this supplier: call back on a number known before, then a "
            "second person confirms. Until then the invoice is suspended."
        )
        yield Finding("account", words % {"end": accounts.compact(invoice.iban)[-4:]})


def account_is_confirmed(invoice: Invoice) -> bool:
    known = invoice.supplier.accounts.filter(iban=accounts.compact(invoice.iban))
    return known.filter(state=AccountState.CONFIRMED).exists()


# The match


@dataclass(frozen=True)
class Row:
    """One invoice line beside its order lines, with the verdicts on it."""

    line: InvoiceLine
    price: matching.Price
    shares: list[tuple[Allocation, RequestLine, matching.Quantity]]
    ok: bool
    certified: bool

    cells: list[tuple[RequestLine, matching.Ordered, Allocation | None, matching.Quantity | None]]


@dataclass(frozen=True)
class Compared:
    """The whole match of an invoice."""

    rows: list[Row]
    ordered: list[tuple[RequestLine, matching.Ordered]]
    tolerance: matching.Tolerance
    match: matching.Match

    @property
    def ok(self) -> bool:
        return self.match.ok

    @property
    def by_key(self) -> dict[int, matching.Ordered]:
        return {line.pk: ordered for line, ordered in self.ordered}


def compare(invoice: Invoice) -> Compared:
    """Every line of the invoice beside what was ordered and received."""
    ordered = ordered_lines(invoice.request, invoice) if invoice.request_id else []
    lines = list(invoice.lines.all())
    allocations = [each for line in lines for each in line.allocations.all()]
    tolerance = tolerance_on(timezone.localdate())
    found = matching.match(
        [each for _line, each in ordered], map(charged, lines), map(share, allocations), tolerance
    )
    rows = [row_of(line, ordered, found) for line in lines]
    return Compared(rows, ordered, tolerance, found)


def row_of(
    line: InvoiceLine, ordered: list[tuple[RequestLine, matching.Ordered]], found: matching.Match
) -> Row:
    own = {each.request_line_id: each for each in line.allocations.all()}
    cells = [
        (request_line, each, own.get(request_line.pk), found.quantities.get(request_line.pk))
        for request_line, each in ordered
    ]
    return Row(
        line,
        found.prices[line.pk],
        [(allocation, each, verdict) for each, _ordered, allocation, verdict in cells if allocation],
        found.is_ok(line.pk),
        any(each.live for each in line.certified.all()),
        cells,
    )


def ordered_lines(request: PurchaseRequest, invoice: Invoice) -> list[tuple[RequestLine, matching.Ordered]]:
    """The order’s lines with what was received, and what other invoices than this one asked for."""
    lines = request.lines.select_related("category", "budget_line__cost_centre")
    received = dict(
        lines.filter(receipt_lines__receipt__cancelled_at__isnull=True)
        .order_by()
        .values_list("pk")
        .annotate(total=Sum("receipt_lines__quantity"))
    )
    others = Allocation.objects.filter(request_line__in=lines).exclude(
        Q(invoice_line__invoice=invoice.pk) | Q(invoice_line__invoice__state=InvoiceState.REFUSED)
    )
    before = dict(others.order_by().values_list("request_line").annotate(total=Sum("quantity")))
    return [
        (
            line,
            matching.Ordered(
                line.pk,
                line.quantity,
                line.unit_price,
                received.get(line.pk) or Decimal(0),
                before.get(line.pk) or Decimal(0),
                line.description,
            ),
        )
        for line in lines
    ]


def charged(line: InvoiceLine) -> matching.Charged:
    return matching.Charged(line.pk, line.quantity, line.unit_price, line.net, line.lump, line.description)


def share(allocation: Allocation) -> matching.Share:
    return matching.Share(allocation.invoice_line_id, allocation.request_line_id, allocation.quantity)


def tolerance_on(day: date) -> matching.Tolerance:
    row = Tolerance.objects.on(day).first()
    return matching.Tolerance(row.percent, row.amount) if row else STRICT


def receipts_of(request: PurchaseRequest | None) -> list[Receipt]:
    if request is None:
        return []
    found = request.receipts.filter(cancelled_at__isnull=True)
    return list(found.prefetch_related("lines__request_line").select_related("received_by__person"))


# The clock


def terms_on(day: date) -> clock.Terms:
    row = Terms.objects.on(day).first() or Terms()
    return clock.Terms(row.days_to_certify, row.days_to_pay, row.late_rate)


def clock_of(invoice: Invoice) -> clock.Clock:
    """The clock of an invoice; the terms are those of the day it was received."""
    known = [getattr(invoice, name, None) for name in TERMS]
    terms = terms_on(invoice.received_on) if None in known else clock.Terms(*known)
    amount = invoice.payable or invoice.net or Decimal(0)
    return clock.clock(invoice.received_on, amount, stops(invoice), terms, timezone.localdate())


def stops(invoice: Invoice) -> list[tuple[date, date | None]]:
    """The suspensions of an invoice by day."""
    held = [act for act in invoice.acts.all() if act.reason.status == Status.SUSPENDED]
    return [
        (timezone.localdate(act.decided_at), timezone.localdate(act.ended_at) if act.ended_at else None)
        for act in held
    ]


def open_acts(invoice: Invoice) -> list[InvoiceAct]:
    """Suspensions and disputes not yet lifted."""
    lasting = (Status.SUSPENDED, Status.DISPUTED)
    return [act for act in invoice.acts.all() if act.ended_at is None and act.reason.status in lasting]


def by_risk(invoices: Iterable[Invoice]) -> list[tuple[Invoice, clock.Clock]]:
    """Open invoices, the dearest lateness first, then those due next."""
    pairs = [(invoice, clock_of(invoice)) for invoice in invoices]
    return sorted(pairs, key=lambda pair: (-pair[1].interest, pair[1].pay_by, pair[0].pk))


# The certifier


def to_certify(user: User) -> QuerySet[Invoice]:
    """Invoices ready to certify of which an order line lies within one of the user’s scopes; one query."""
    if not user.has_role(Role.CERTIFIER):
        return Invoice.objects.none()
    today = timezone.localdate()
    mine = Scope.objects.on(today).filter(Q(revoked_on__isnull=True) | Q(revoked_on__gt=today), user=user)
    lines = RequestLine.objects.filter(
        Q(category__in=mine.values("category"))
        | Q(budget_line__cost_centre__in=mine.filter(category__isnull=True).values("cost_centre")),
        budget_line__cost_centre__in=mine.values("cost_centre"),
    )
    return Invoice.objects.filter(state=InvoiceState.RECEIVED, request__in=lines.values("request"))


def due_between(user: User, start: date, end: date) -> list[tuple[Invoice, clock.Clock]]:
    """Open invoices that must be certified or paid in a span of days."""
    open_ones = Invoice.objects.visible_to(user).filter(state__in=[*OPEN_INVOICES, InvoiceState.CERTIFIED])
    pairs = by_risk(shown(open_ones))
    return [pair for pair in pairs if start <= pair[1].pay_by <= end or start <= pair[1].certify_by <= end]
