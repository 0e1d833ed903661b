"""Cost centres, categories, budget lines and their append-only ledger."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Versioned, in_language
from procurement.states import SEERS, EntryKind


class SeenQuerySet(models.QuerySet):
    """What all who buy, approve, certify or audit may read."""

    def visible_to(self, user) -> "SeenQuerySet":
        return self if user.has_role(*SEERS) else self.none()


class Named(Versioned):
    """A row of reference data with a code and a name in both languages."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120)

    objects = SeenQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} · {in_language(self, 'name')}"

    @property
    def name(self) -> str:
        return in_language(self, "name")


class CostCentre(Named):
    """Where costs are booked; its budget holders approve for it."""

    holders = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("budget holders")
    )

    class Meta:
        verbose_name = _("cost centre")
        verbose_name_plural = _("cost centres")
        ordering = ["code"]


class Category(Named):
    """What is bought: hotel, transfer, catering, interpreters, gifts…"""

    sap_group = models.CharField(_("SAP material group"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["code"]


class BudgetLine(Versioned):
    """Money for one purpose in one year; what happened to it stands in its entries."""

    year = models.PositiveSmallIntegerField(_("year"))
    code = models.CharField(_("code"), max_length=20)
    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120)
    cost_centre = models.ForeignKey(
        CostCentre, models.PROTECT, related_name="budget_lines", verbose_name=_("cost centre")
    )

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["-year", "code"]
        constraints = [models.UniqueConstraint(fields=["year", "code"], name="one_budget_line_a_year")]

    def __str__(self) -> str:
        return f"{self.year} · {self.code} · {in_language(self, 'name')}"

    def get_absolute_url(self) -> str:
        return reverse("procurement:budget_line", args=[self.pk])

    @property
    def name(self) -> str:
        return in_language(self, "name")


class BudgetEntry(models.Model):
    """One booking: never changed, never deleted (triggers of the database); a mistake is booked back."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="entries", verbose_name=_("line"))
    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    about = models.ForeignKey(
        "procurement.PurchaseRequest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("purchase request"),
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("booked"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("booked by"),
    )
    made_label = models.CharField(_("booked by, in words"), max_length=200, blank=True)

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget entry")
        verbose_name_plural = _("budget entries")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["line", "kind"])]

    def __str__(self) -> str:
        return f"{self.line.code} · {self.get_kind_display()} · {self.amount}"
