"""Certification within a personal scope, and what ends a certificate: any change of what it rests on."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.ledger import moves, numbering, outbox
from council_office.ledger.moves import Refused, move
from documents import actions as documents
from documents.actions.reading import bytes_of
from procurement import matching, rules
from procurement.actions.budget import shift
from procurement.actions.decisions import tell_supplier
from procurement.actions.duties import require_free
from procurement.letters import certificates as letters
from procurement.models import Certificate, CertificateLine, Invoice, Reason, RequestLine, Scope
from procurement.queries import certificates as queries
from procurement.queries import invoices
from procurement.queries.invoices import Compared, Row
from procurement.states import (
    CertificateState,
    Duty,
    EntryKind,
    InvoiceState,
    Status,
)

SERIES = "CERT"
Shares = list[tuple[Row, RequestLine, Decimal]]


@transaction.atomic
def certify(
    invoice: Invoice,
    *,
    by: User,
    lines: Iterable[int] | None = None,
    reason: Reason | None = None,
    words: str = "",
) -> Certificate:
    """Certify lines of an invoice (all open ones, unless named) within the certifier’s own scopes.

    With a reason of status 206 lines outside the tolerance are approved in part: what was received, at the
    order’s prices.
    """
    moves.lock(invoice)
    _require_ready(invoice, by=by)
    compared = invoices.compare(invoices.full(invoice.pk))
    rows = _chosen(compared, lines)
    if reason is None:
        _require_matched(rows)
    elif reason.status != Status.PARTLY_APPROVED:
        raise Refused(_("To approve in part takes a reason of status 206."))
    shares = _amounts(invoice, compared, rows)
    scopes = _scopes(shares, by=by)
    certificate = _freeze(invoice, shares, scopes, by=by)
    _book(certificate, EntryKind.COMMITTED, EntryKind.CERTIFIED, by=by)
    if reason is not None:
        tell_supplier(invoice, reason, words, by=by)
    _close_when_done(invoice, in_part=reason is not None, by=by)
    _order_paper(certificate, by=by)
    return certificate


def _require_ready(invoice: Invoice, *, by: User) -> None:
    if invoice.state != InvoiceState.RECEIVED:
        raise Refused(
            _("%(invoice)s is “%(state)s”: only an invoice that is complete and free can be certified.")
            % {"invoice": invoice, "state": invoice.get_state_display()}
        )
    if not by.has_role(Role.CERTIFIER):
        raise Refused(_("Rule “scope of certification”: only an invoice certifier certifies."))
    if blocking := [finding.words for finding in invoices.findings(invoice) if finding.blocks]:
        raise Refused(" ".join([_("Before it is certified:"), *blocking]))
    require_free(invoice.request, Duty.CERTIFY, by=by)
    bytes_of(invoice.document)


def _chosen(compared: Compared, lines: Iterable[int] | None) -> list[Row]:
    wanted = None if lines is None else set(lines)
    rows = [row for row in compared.rows if wanted is None or row.line.pk in wanted]
    rows = [row for row in rows if not row.certified]
    if not rows:
        raise Refused(_("Nothing of this invoice is left to certify."))
    if unmatched := [str(row.line) for row in rows if not row.shares]:
        raise Refused(
            _("Match these lines with the order first: %(lines)s.") % {"lines": "; ".join(unmatched)}
        )
    return rows


def _require_matched(rows: list[Row]) -> None:
    if outside := [str(row.line) for row in rows if not row.ok]:
        raise Refused(
            _(
                "Outside the tolerance: %(lines)s. Record the missing receipt, dispute the invoice, or "
                "approve it in part with a reason."
            )
            % {"lines": "; ".join(outside)}
        )


def _amounts(invoice: Invoice, compared: Compared, rows: list[Row]) -> Shares:
    """What is payable by invoice line and order line, with the VAT that a review accepted."""
    taxes = dict(zip((row.line.pk for row in compared.rows), _tax(invoice, compared), strict=True))
    found: Shares = []
    for row in rows:
        shares = [invoices.share(allocation) for allocation, _line, _quantity in row.shares]
        parts = matching.payable(row.price, shares, compared.match, compared.by_key)
        net = sum((amount for _share, amount in parts), Decimal(0))
        tax = taxes[row.line.pk] if net == row.line.net else Decimal(0)
        spread = matching.distribute(tax, [amount for _share, amount in parts])
        lines = [line for _allocation, line, _quantity in row.shares]
        found += [(row, line, part[1] + more) for line, part, more in zip(lines, parts, spread, strict=True)]
    return found


def _tax(invoice: Invoice, compared: Compared) -> list[Decimal]:
    tax = invoice.tax or Decimal(0) if invoice.tax_accepted_by_id else Decimal(0)
    return matching.distribute(tax, [row.line.net for row in compared.rows])


def _scopes(shares: Shares, *, by: User) -> dict[int, Scope]:
    """The scope for each order line, or Refused naming the rule; a ceiling is for the whole certificate."""
    today = timezone.localdate()
    mine = list(Scope.objects.filter(user=by).select_related("cost_centre", "category").order_by("-ceiling"))
    chosen: dict[int, Scope] = {}
    taken: dict[int, Decimal] = {}
    for _row, line, amount in shares:
        free = [scope for scope in mine if taken.get(scope.pk, Decimal(0)) + amount <= scope.ceiling]
        scope = rules.scope_for(free, line.budget_line, line.category, amount, today)
        if scope is None:
            total = sum((each[2] for each in shares), Decimal(0))
            raise Refused(rules.why_out_of_scope(mine, line.budget_line, line.category, total, today))
        chosen[line.pk] = scope
        taken[scope.pk] = taken.get(scope.pk, Decimal(0)) + amount
    return chosen


def _freeze(invoice: Invoice, shares: Shares, scopes: dict[int, Scope], *, by: User) -> Certificate:
    """The certificate under its number with everything it rests on; the database checks every scope again."""
    today = timezone.localdate()
    lines = [
        CertificateLine(invoice_line=row.line, request_line=line, scope=scopes[line.pk], amount=amount)
        for row, line, amount in shares
    ]
    facts = queries.certified_facts(invoice, lines, invoices.receipts_of(invoice.request))
    certificate = moves.create(
        Certificate,
        invoice=invoice,
        number=numbering.take(SERIES, today.year, about=invoice),
        certifier=by,
        certified_on=today,
        amount=sum((line.amount for line in lines), Decimal(0)),
        facts=facts,
        digest=queries.digest(facts),
        by=by,
    )
    try:
        with transaction.atomic():
            for line in lines:
                moves.create(
                    CertificateLine,
                    certificate=certificate,
                    invoice_line=line.invoice_line,
                    request_line=line.request_line,
                    scope=line.scope,
                    amount=line.amount,
                    by=by,
                )
    except IntegrityError as error:
        raise Refused(
            _("The database refused it: %(rule)s") % {"rule": str(error).splitlines()[0]}
        ) from error
    return certificate


def _book(certificate: Certificate, before: str, after: str, *, by) -> None:
    """Every certified cent moves on in its budget line (or back)."""
    sums: dict[int, Decimal] = {}
    found = {}
    for line in certificate.lines.select_related("request_line__budget_line"):
        budget_line = line.request_line.budget_line
        found[budget_line.pk] = budget_line
        sums[budget_line.pk] = sums.get(budget_line.pk, Decimal(0)) + line.amount
    for pk in sorted(sums):
        shift(
            found[pk], before, after, sums[pk],
            by=by, about=certificate.invoice.request, reason=certificate.number,
        )  # fmt: skip


def _close_when_done(invoice: Invoice, *, in_part: bool, by) -> None:
    lines = invoices.full(invoice.pk).lines.all()
    if in_part or all(any(each.live for each in line.certified.all()) for line in lines):
        move(invoice, InvoiceState.CERTIFIED, by=by)


def _order_paper(certificate: Certificate, *, by) -> None:
    outbox.post(
        "procurement.produce_certificate",
        certificate_id=certificate.pk,
        by_id=by.actor_id,
        by=by,
        title=(gettext_noop("Certificate %(number)s"), {"number": certificate.number}),
        about=certificate,
    )


def produce_certificate(certificate: Certificate, *, by) -> None:
    """The PDF of a certificate; once it is void, a second version that says so on every page."""
    paper = letters.certificate(certificate)
    documents.issue(paper, about=certificate, by=by, forms=("pdf",))


# What ends a certificate


def void_drifted(invoice: Invoice, *, by, reason: str) -> list[Certificate]:
    """Void every certificate of an invoice that no longer rests on what it was given on."""
    standing = invoice.certificates.filter(state=CertificateState.VALID)
    return [
        void_certificate(certificate, by=by, reason=reason)
        for certificate in standing
        if queries.drifted(certificate)
    ]


@transaction.atomic
def void_certificate(certificate: Certificate, *, by, reason: str) -> Certificate:
    """The certificate is void, its money goes back to committed, and its lines are open again."""
    invoice = moves.lock(certificate.invoice)
    moves.lock(certificate)
    if not reason.strip():
        raise Refused(_("Say why the certificate is void."))
    if certificate.payments.exists():
        raise Refused(_("%(number)s is paid: it can no longer be void.") % {"number": certificate.number})
    certificate = move(
        certificate,
        CertificateState.VOID,
        by=by,
        reason=reason,
        void_at=timezone.now(),
        void_reason=reason[:300],
    )
    for line in certificate.lines.filter(live=True):
        moves.revise(line, by=by, live=False)
    _book(certificate, EntryKind.CERTIFIED, EntryKind.COMMITTED, by=by)
    if invoice.state == InvoiceState.CERTIFIED:
        move(invoice, InvoiceState.RECEIVED, by=by, reason=reason)
    _order_paper(certificate, by=by)
    return certificate
