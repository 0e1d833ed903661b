"""Invoices, their lines, what they are matched with, what was decided, certificates and payments."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Versioned, in_language
from documents.models import Document
from procurement.models.budget import SeenQuerySet
from procurement.models.request import PurchaseRequest, RequestLine
from procurement.models.supplier import Supplier
from procurement.models.tables import Scope
from procurement.states import (
    CERTIFICATE_MOVES,
    INVOICE_MOVES,
    OPEN_INVOICES,
    CertificateState,
    InvoiceSource,
    InvoiceState,
    Status,
)

MONEY = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}


class InvoiceQuerySet(SeenQuerySet):
    def open(self) -> "InvoiceQuerySet":
        return self.filter(state__in=OPEN_INVOICES)


class Invoice(Versioned):
    """One paper of a supplier that asks for money (or gives some back), with what was read from it."""

    MOVES = INVOICE_MOVES
    TONES = {"unread": "waiting", "received": "going", "suspended": "waiting", "disputed": "bad"}

    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("file"))
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, editable=False, db_index=True)
    original_name = models.CharField(_("name of the file"), max_length=200, editable=False)
    source = models.CharField(
        _("read from"), max_length=8, choices=InvoiceSource, default=InvoiceSource.NONE, editable=False
    )
    profile = models.CharField(_("profile"), max_length=20, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=InvoiceState, default=InvoiceState.UNREAD, editable=False
    )
    request = models.ForeignKey(
        PurchaseRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invoices",
        verbose_name=_("order"),
    )
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="invoices", verbose_name=_("supplier")
    )
    seller_name = models.CharField(_("seller on the invoice"), max_length=200, blank=True)
    seller_vat = models.CharField(_("VAT number on the invoice"), max_length=40, blank=True)
    buyer_vat = models.CharField(_("VAT number of the buyer"), max_length=40, blank=True)
    exemption_wording = models.BooleanField(_("names the exemption"), default=False)
    order_number = models.CharField(_("order number on the invoice"), max_length=40, blank=True)
    number = models.CharField(_("invoice number"), max_length=60, blank=True)
    is_credit = models.BooleanField(_("credit note"), default=False)
    dated_on = models.DateField(_("invoice date"), null=True, blank=True)
    due_on = models.DateField(_("due date"), null=True, blank=True)
    received_on = models.DateField(_("received on"))
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    net = models.DecimalField(_("net"), **MONEY)
    tax = models.DecimalField(_("VAT"), **MONEY)
    gross = models.DecimalField(_("total"), **MONEY)
    payable = models.DecimalField(_("amount due"), **MONEY)
    iban = models.CharField(_("IBAN"), max_length=40, blank=True)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    differences = models.JSONField(_("differences to the printed page"), default=list, editable=False)
    problems = models.JSONField(_("what could not be read"), default=list, editable=False)
    tax_accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tax reviewed by"),
        editable=False,
    )
    tax_reason = models.CharField(_("outcome of the tax review"), max_length=300, blank=True, editable=False)
    not_duplicate_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("found to be no duplicate by"),
        editable=False,
    )
    not_duplicate_reason = models.CharField(_("why no duplicate"), max_length=300, blank=True, editable=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dropped by"),
        editable=False,
    )
    created_at = models.DateTimeField(_("dropped"), auto_now_add=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[InvoiceState.UNREAD, InvoiceState.REFUSED, InvoiceState.SUSPENDED])
                | (
                    ~Q(number="")
                    & Q(dated_on__isnull=False, net__isnull=False, supplier__isnull=False)
                    & Q(request__isnull=False)
                ),
                name="invoice_to_match_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(tax_accepted_by__isnull=True) | ~Q(tax_reason=""), name="tax_review_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        name = self.seller_name or (str(self.supplier) if self.supplier else self.original_name)
        return f"{name} · {self.number}" if self.number else name

    def get_absolute_url(self) -> str:
        return reverse("procurement:invoice", args=[self.pk])


class InvoiceLine(models.Model):
    """One line of an invoice; `lump` when the paper gives only a sum."""

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines", verbose_name=_("invoice"))
    position = models.PositiveSmallIntegerField(_("position"))
    description = models.CharField(_("description"), max_length=300)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=4)
    unit_price = models.DecimalField(_("unit price"), max_digits=16, decimal_places=6)
    net = models.DecimalField(_("net"), max_digits=14, decimal_places=2)
    lump = models.BooleanField(_("sum without lines"), default=False)

    class Meta:
        verbose_name = _("line of an invoice")
        verbose_name_plural = _("lines of invoices")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="one_invoice_line_a_position")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.description}"


class Allocation(models.Model):
    """How much of an order line one invoice line asks money for; many to many."""

    invoice_line = models.ForeignKey(
        InvoiceLine, models.CASCADE, related_name="allocations", verbose_name=_("invoice line")
    )
    request_line = models.ForeignKey(
        RequestLine, models.PROTECT, related_name="allocations", verbose_name=_("order line")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=4)

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["invoice_line__position", "request_line__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice_line", "request_line"], name="one_match_an_invoice_and_order_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.invoice_line} ↔ {self.request_line} × {self.quantity}"

    @property
    def shown(self) -> str:
        """The quantity as a field holds it: no noughts at its end, never in powers of ten."""
        return f"{self.quantity.normalize():f}"


class Reason(models.Model):
    """Why a status is set; each status allows its own reasons (AFNOR XP Z12-012)."""

    status = models.CharField(_("status"), max_length=3, choices=Status)
    code = models.CharField(_("code"), max_length=20)
    name_en = models.CharField(_("words (EN)"), max_length=160)
    name_fr = models.CharField(_("words (FR)"), max_length=160)

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["status", "code"]
        constraints = [
            models.UniqueConstraint(fields=["status", "code"], name="one_reason_a_status_and_code")
        ]

    def __str__(self) -> str:
        return f"{self.code} · {in_language(self, 'name')}"


class InvoiceAct(models.Model):
    """A coded decision on an invoice, told to the supplier by letter."""

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="acts", verbose_name=_("invoice"))
    reason = models.ForeignKey(Reason, models.PROTECT, related_name="+", verbose_name=_("reason"))
    words = models.TextField(_("in words"), blank=True)
    number = models.CharField(_("letter"), max_length=40, blank=True)
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    ended_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    ended_because = models.CharField(_("why lifted"), max_length=300, blank=True)

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on an invoice")
        verbose_name_plural = _("decisions on invoices")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.reason.get_status_display()} · {self.reason}"


class Certificate(Versioned):
    """“Service fait”: the statement of the amount payable, with the exact facts it rests on."""

    MOVES = CERTIFICATE_MOVES
    TONES = {"valid": "good", "void": "bad"}

    invoice = models.ForeignKey(
        Invoice, models.PROTECT, related_name="certificates", verbose_name=_("invoice")
    )
    number = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=CertificateState, default=CertificateState.VALID, editable=False
    )
    certifier = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("certifier"),
        editable=False,
    )
    certified_on = models.DateField(_("certified on"), editable=False)
    amount = models.DecimalField(_("amount payable"), max_digits=14, decimal_places=2, editable=False)
    facts = models.JSONField(_("facts"), editable=False)
    digest = models.CharField(_("fingerprint of the facts"), max_length=64, editable=False)
    void_at = models.DateTimeField(_("void since"), null=True, blank=True, editable=False)
    void_reason = models.CharField(_("why void"), max_length=300, blank=True, editable=False)

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CertificateState.VALID) | ~Q(void_reason=""),
                name="void_certificate_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("procurement:certificate", args=[self.pk])


class CertificateLine(models.Model):
    """What of an invoice line is certified under which scope; the database checks the scope, too."""

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="lines", verbose_name=_("certificate")
    )
    invoice_line = models.ForeignKey(
        InvoiceLine, models.PROTECT, related_name="certified", verbose_name=_("invoice line")
    )
    request_line = models.ForeignKey(
        RequestLine, models.PROTECT, related_name="certified", verbose_name=_("order line")
    )
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="+", verbose_name=_("scope"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    live = models.BooleanField(_("in force"), default=True)

    class Meta:
        verbose_name = _("certified line")
        verbose_name_plural = _("certified lines")
        ordering = ["invoice_line__position", "request_line__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice_line", "request_line"],
                condition=Q(live=True),
                name="nothing_is_certified_twice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.invoice_line} · {self.amount}"


class Payment(models.Model):
    """What SAP paid on a certificate."""

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="payments", verbose_name=_("certificate")
    )
    reference = models.CharField(_("payment reference"), max_length=40, unique=True)
    paid_on = models.DateField(_("paid on"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-paid_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=Decimal(0)), name="payment_has_an_amount"),
            models.CheckConstraint(condition=~Q(reference=""), name="payment_has_a_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.amount}"
