"""Purchase requests: lines, quotes, approvals, receipts."""

from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Versioned
from council_office.directory.states import Role
from documents.models import Document
from procurement.models.budget import BudgetLine, Category, CostCentre, SeenQuerySet
from procurement.models.supplier import Supplier
from procurement.models.tables import PairException
from procurement.states import APPROVAL_MOVES, REQUEST_MOVES, SEERS, ApprovalState, RequestState

CENT = Decimal("0.01")
ORDER_NUMBER = RegexValidator(r"^\d{10}$", _("An SAP order number has ten digits."))


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


class PurchaseRequestQuerySet(SeenQuerySet):
    def with_amount(self) -> "PurchaseRequestQuerySet":
        return self.annotate(amount_sum=Sum("lines__amount", default=Decimal(0)))

    def about(self, subject: models.Model) -> "PurchaseRequestQuerySet":
        return self.filter(about_type=ContentType.objects.get_for_model(subject), about_id=subject.pk)


class PurchaseRequest(Versioned):
    """What somebody asks the organization to buy; numbered when the last approval is given."""

    MOVES = REQUEST_MOVES
    TONES = {"approved": "going", "ordered": "good"}

    title = models.CharField(_("what for"), max_length=160)
    justification = models.TextField(_("justification"), blank=True)
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("supplier")
    )
    wanted_on = models.DateField(_("needed on"), null=True, blank=True)
    single_source = models.TextField(_("reason for a single source"), blank=True)
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("requester"),
        editable=False,
    )
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState, default=RequestState.DRAFT, editable=False
    )
    revision = models.PositiveSmallIntegerField(_("revision"), default=1, editable=False)
    number = models.CharField(_("number"), max_length=40, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    order_number = models.CharField(
        _("SAP order"), max_length=10, blank=True, editable=False, validators=[ORDER_NUMBER]
    )
    ordered_at = models.DateTimeField(_("ordered"), null=True, blank=True, editable=False)
    export = models.ForeignKey(
        "procurement.SapExport",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("exported in"),
        editable=False,
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = PurchaseRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("purchase request")
        verbose_name_plural = _("purchase requests")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["about_type", "about_id"])]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="one_request_a_number"),
            models.UniqueConstraint(
                fields=["order_number"], condition=~Q(order_number=""), name="one_request_an_order"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RequestState.APPROVED, RequestState.ORDERED]) | ~Q(number=""),
                name="approved_request_is_numbered",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.ORDERED) | Q(order_number__regex=r"^\d{10}$"),
                name="ordered_request_has_an_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.title}" if self.number else self.title

    def get_absolute_url(self) -> str:
        return reverse("procurement:request", args=[self.pk])

    @property
    def amount(self) -> Decimal:
        """The sum of the lines, from the query when it counted it."""
        if "amount_sum" in self.__dict__:
            return cents(self.amount_sum)
        return sum((line.amount for line in self.lines.all()), Decimal("0.00"))


class RequestLine(Versioned):
    """One thing to buy: how many, at what price, from which budget line."""

    request = models.ForeignKey(
        PurchaseRequest, models.CASCADE, related_name="lines", verbose_name=_("purchase request")
    )
    position = models.PositiveSmallIntegerField(_("position"), editable=False)
    description = models.CharField(_("description"), max_length=200)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name=_("category"))
    budget_line = models.ForeignKey(
        BudgetLine, models.PROTECT, related_name="+", verbose_name=_("budget line")
    )
    quantity = models.DecimalField(
        _("quantity"), max_digits=12, decimal_places=3, validators=[MinValueValidator(Decimal("0.001"))]
    )
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    unit_price = models.DecimalField(
        _("unit price (EUR, without VAT)"),
        max_digits=14,
        decimal_places=4,
        validators=[MinValueValidator(Decimal("0"))],
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, editable=False, default=0)
    pays_for = models.CharField(
        _("cost that it pays for"),
        max_length=40,
        blank=True,
        editable=False,
        help_text=_("Which hotel or hired service of the visit."),
    )

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a request")
        verbose_name_plural = _("lines of requests")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="one_request_line_a_position"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="request_line_has_a_quantity"),
            models.CheckConstraint(condition=Q(unit_price__gte=0), name="request_line_has_a_price"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.description}"

    def save(self, *args, **kwargs) -> None:
        """The amount is the quantity at the price, to the cent."""
        self.amount = cents(self.quantity * self.unit_price)
        super().save(*args, **kwargs)


class Quote(Versioned):
    """What one supplier would ask for it."""

    request = models.ForeignKey(
        PurchaseRequest, models.CASCADE, related_name="quotes", verbose_name=_("purchase request")
    )
    supplier_name = models.CharField(_("supplier"), max_length=160)
    amount = models.DecimalField(
        _("amount (EUR)"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    chosen = models.BooleanField(_("chosen"), default=False)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paper")
    )

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ["amount", "pk"]

    def __str__(self) -> str:
        return f"{self.supplier_name} · {self.amount} EUR"


class Approval(models.Model):
    """One step of the route of one revision of a request."""

    MOVES = APPROVAL_MOVES

    request = models.ForeignKey(
        PurchaseRequest, models.CASCADE, related_name="approvals", verbose_name=_("purchase request")
    )
    revision = models.PositiveSmallIntegerField(_("revision"))
    place = models.PositiveSmallIntegerField(_("place"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    cost_centre = models.ForeignKey(
        CostCentre, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cost centre")
    )
    rule = models.CharField(_("rule"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ApprovalState, default=ApprovalState.WAITING)
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("requester")
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    exception = models.ForeignKey(
        PairException,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approvals",
        verbose_name=_("by exception"),
    )

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["request", "revision", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[ApprovalState.APPROVED, ApprovalState.REFUSED])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_approval_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(exception__isnull=False) | ~Q(decided_by=F("requester")),
                name="requester_never_approves",
            ),
            models.UniqueConstraint(
                fields=["request", "revision", "decided_by"],
                condition=Q(state=ApprovalState.APPROVED),
                name="nobody_approves_a_request_twice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.request}"


class ReceiptQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReceiptQuerySet":
        return self if user.has_role(*SEERS) else self.none()


class Receipt(Versioned):
    """Goods that came, a service that was rendered, a milestone that was reached."""

    request = models.ForeignKey(
        PurchaseRequest, models.PROTECT, related_name="receipts", verbose_name=_("purchase request")
    )
    reference = models.CharField(_("delivery note or SAP receipt"), max_length=60, blank=True)
    received_on = models.DateField(_("received on"))
    milestone = models.CharField(_("milestone"), max_length=160, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
        editable=False,
    )
    cancelled_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["received_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "reference"],
                condition=~Q(reference="") & Q(cancelled_at__isnull=True),
                name="one_receipt_a_reference",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference or self.milestone or self.pk} · {self.received_on}"


class ReceiptLine(models.Model):
    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="lines", verbose_name=_("receipt"))
    request_line = models.ForeignKey(
        RequestLine, models.PROTECT, related_name="receipt_lines", verbose_name=_("order line")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)

    class Meta:
        verbose_name = _("line of a receipt")
        verbose_name_plural = _("lines of receipts")
        ordering = ["request_line__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "request_line"], name="one_receipt_line_an_order_line"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="receipt_line_has_a_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.request_line} × {self.quantity}"
