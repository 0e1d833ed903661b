"""What is exchanged with SAP: files that went out, rows that came in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import Document
from procurement.models.budget import SeenQuerySet
from procurement.states import SapKind, SapState


class SapExport(models.Model):
    """One validated file of approved requests for SAP."""

    number = models.CharField(_("number"), max_length=40, unique=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("file for SAP")
        verbose_name_plural = _("files for SAP")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.number


class SapRow(models.Model):
    """One row of an extract of SAP, kept under its key: the same row again changes nothing."""

    kind = models.CharField(_("kind"), max_length=8, choices=SapKind)
    key = models.CharField(_("key"), max_length=80)
    data = models.JSONField(_("row"), default=dict)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=SapState, default=SapState.OPEN)
    message = models.CharField(_("why not taken over"), max_length=300, blank=True)
    request = models.ForeignKey(
        "procurement.PurchaseRequest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sap_rows",
        verbose_name=_("purchase request"),
    )
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name = _("row from SAP")
        verbose_name_plural = _("rows from SAP")
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_sap_row_a_key")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"
