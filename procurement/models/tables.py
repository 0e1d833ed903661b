"""Dated tables that the office edits: thresholds, tolerances, quotes, terms, duties, exceptions, scopes."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Versioned
from council_office.directory.states import Role
from procurement.models.budget import Category, CostCentre, SeenQuerySet
from procurement.states import Duty

ZERO = Decimal("0.00")


class DatedQuerySet(SeenQuerySet):
    def on(self, day: date) -> "DatedQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Dated(Versioned):
    """A row in force from one day to another; a change is a new row."""

    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-starts_on", "pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.starts_on}"


def in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name=f"{name}_days_in_order"
    )


class Threshold(Dated):
    """From which amount a role approves; a row for a cost centre or category stands before a general one."""

    place = models.PositiveSmallIntegerField(_("place in the route"), default=1)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    of_cost_centre = models.BooleanField(_("by the holders of the cost centre"), default=False)
    cost_centre = models.ForeignKey(
        CostCentre,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only cost centre"),
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("only category")
    )
    from_amount = models.DecimalField(
        _("from an amount of"), max_digits=12, decimal_places=2, validators=[MinValueValidator(ZERO)]
    )

    class Meta(Dated.Meta):
        verbose_name = _("approval threshold")
        verbose_name_plural = _("approval thresholds")
        ordering = ["place", "from_amount", "pk"]
        constraints = [in_order("threshold")]

    def __str__(self) -> str:
        return f"{self.place}. {self.get_role_display()} ≥ {self.from_amount} EUR"


class Tolerance(Dated):
    """How far an invoice may differ from its order: the smaller of a percentage and an amount."""

    percent = models.DecimalField(_("percentage"), max_digits=5, decimal_places=2)
    amount = models.DecimalField(_("amount"), max_digits=10, decimal_places=2)

    class Meta(Dated.Meta):
        verbose_name = _("tolerance")
        verbose_name_plural = _("tolerances")
        constraints = [in_order("tolerance")]


class QuoteRule(Dated):
    """How many quotes a purchase needs from an amount on."""

    from_amount = models.DecimalField(_("from an amount of"), max_digits=12, decimal_places=2)
    quotes = models.PositiveSmallIntegerField(_("number of quotes"))

    class Meta(Dated.Meta):
        verbose_name = _("rule on quotes")
        verbose_name_plural = _("rules on quotes")
        constraints = [in_order("quote_rule")]


class Terms(Dated):
    """Days from the receipt of an invoice to its certification and payment, and the interest when late."""

    days_to_certify = models.PositiveSmallIntegerField(_("days to certify"), default=15)
    days_to_pay = models.PositiveSmallIntegerField(_("days to pay"), default=30)
    late_rate = models.DecimalField(
        _("late interest, % a year"), max_digits=5, decimal_places=2, default=Decimal("8.00")
    )

    class Meta(Dated.Meta):
        verbose_name = _("terms of payment")
        verbose_name_plural = _("terms of payment")
        constraints = [in_order("terms")]


class ForbiddenPair(Dated):
    """Two duties that nobody does both for one purchase, at any amount."""

    first = models.CharField(_("who"), max_length=16, choices=Duty)
    second = models.CharField(_("never also"), max_length=16, choices=Duty)

    class Meta(Dated.Meta):
        verbose_name = _("forbidden pair of duties")
        verbose_name_plural = _("forbidden pairs of duties")
        constraints = [
            in_order("forbidden_pair"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="forbidden_pair_is_of_two_duties"),
        ]

    def __str__(self) -> str:
        return f"{self.get_first_display()} ≠ {self.get_second_display()}"


class PairException(Versioned):
    """One person may do both duties of a pair for a while: asked by one, granted by a second person."""

    pair = models.ForeignKey(
        ForbiddenPair, models.PROTECT, related_name="exceptions", verbose_name=_("pair of duties")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("for")
    )
    reason = models.CharField(_("reason"), max_length=300)
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("until"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
        editable=False,
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("granted by"),
        editable=False,
    )
    granted_at = models.DateTimeField(_("granted"), null=True, blank=True, editable=False)

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception to a pair of duties")
        verbose_name_plural = _("exceptions to pairs of duties")
        ordering = ["-ends_on", "pk"]
        constraints = [
            in_order("pair_exception"),
            models.CheckConstraint(
                condition=~Q(granted_by=F("asked_by")) & ~Q(granted_by=F("user")),
                name="exception_granted_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.pair}"


class Scope(Versioned):
    """What one person may certify: cost centre, category or all, up to a ceiling, from one day to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("certifier")
    )
    cost_centre = models.ForeignKey(
        CostCentre, models.PROTECT, related_name="+", verbose_name=_("cost centre")
    )
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
        help_text=_("Empty: every category."),
    )
    ceiling = models.DecimalField(_("ceiling per certificate (EUR)"), max_digits=12, decimal_places=2)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("delegation signed by")
    )
    signed_on = models.DateField(_("signed on"))
    reference = models.CharField(_("reference of the delegation"), max_length=80, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True, editable=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("scope of certification")
        verbose_name_plural = _("scopes of certification")
        ordering = ["user", "cost_centre", "pk"]
        constraints = [
            in_order("scope"),
            models.CheckConstraint(condition=~Q(user=F("signed_by")), name="nobody_signs_their_own_scope"),
            models.CheckConstraint(condition=Q(ceiling__gt=0), name="scope_has_a_ceiling"),
        ]

    def __str__(self) -> str:
        category = self.category.code if self.category else "*"
        return f"{self.user} · {self.cost_centre.code} / {category} ≤ {self.ceiling} EUR"
