"""Suppliers, their bank details and exemption certificates."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Organisation, Versioned
from procurement.models.budget import SeenQuerySet
from procurement.states import ACCOUNT_MOVES, SEERS, AccountState


class SupplierQuerySet(SeenQuerySet):
    def named(self, text: str) -> "SupplierQuerySet":
        found = Organisation.objects.named(text)
        return self.filter(Q(organisation__in=found) | Q(sap_number__iexact=text.strip()))


class Supplier(Versioned):
    """An organisation that the office buys from."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    sap_number = models.CharField(_("SAP vendor number"), max_length=20, blank=True)
    vat_number = models.CharField(_("VAT number"), max_length=30, blank=True)
    exemption_asked_on = models.DateField(_("exemption certificate asked for"), null=True, blank=True)
    exemption_sent_on = models.DateField(_("exemption certificate sent"), null=True, blank=True)
    exemption_until = models.DateField(_("exemption certificate valid until"), null=True, blank=True)

    objects = SupplierQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering = ["organisation__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["sap_number"], condition=~Q(sap_number=""), name="one_supplier_a_vendor_number"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("procurement:supplier", args=[self.pk])


class SupplierAccountQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SupplierAccountQuerySet":
        return self if user.has_role(*SEERS) else self.none()


class SupplierAccount(Versioned):
    """Bank details of a supplier: entered by one person, called back, confirmed by another."""

    MOVES = ACCOUNT_MOVES
    TONES = {"proposed": "waiting", "confirmed": "good"}

    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="accounts", verbose_name=_("supplier")
    )
    iban = models.CharField(_("IBAN"), max_length=34)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=AccountState, default=AccountState.PROPOSED, editable=False
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("entered by"),
        editable=False,
    )
    called_on = models.DateField(_("called back on"), null=True, blank=True)
    called_number = models.CharField(_("number called, known before"), max_length=40, blank=True)
    called_person = models.CharField(_("who confirmed it there"), max_length=120, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
        editable=False,
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)

    objects = SupplierAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank details")
        verbose_name_plural = _("bank details")
        ordering = ["supplier", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "iban"], name="one_account_a_supplier_and_iban"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("proposed_by")), name="account_confirmed_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=~Q(state=AccountState.CONFIRMED)
                | (
                    Q(confirmed_by__isnull=False, called_on__isnull=False)
                    & ~Q(called_number="")
                    & ~Q(called_person="")
                ),
                name="confirmed_account_was_called_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} · …{self.iban[-4:]}"
