"""Where visitors go: zones, one inside another, and the places in them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Versioned, in_language
from council_office.directory.models.record import OpenQuerySet


class ZoneQuerySet(OpenQuerySet):
    def in_order(self) -> "ZoneQuerySet":
        return self.order_by("position", "code")


class Zone(Versioned):
    """A part of the site with its own rules; what holds for a zone is said of that zone itself."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inner",
        verbose_name=_("lies in the zone"),
    )
    code = models.SlugField(_("code"), max_length=20, unique=True)
    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120)
    controlled = models.BooleanField(
        _("controlled"), default=False, help_text=_("Only with a pass that names this zone.")
    )
    needs_escort = models.BooleanField(_("needs an escort"), default=False)
    visitors_per_escort = models.PositiveSmallIntegerField(
        _("visitors for one escort"), null=True, blank=True
    )
    needs_briefing = models.BooleanField(_("needs a safety briefing"), default=False)
    export_controlled = models.BooleanField(
        _("shows export-controlled technology"),
        default=False,
        help_text=_("Visitors are checked against the export rules before they enter."),
    )
    ppe = models.CharField(
        _("protective equipment"),
        max_length=200,
        blank=True,
        help_text=_("Codes separated by commas: helmet, shoes, vest, glasses, gloves."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ZoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("zone")
        verbose_name_plural = _("zones")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="zone_not_inside_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)

    @property
    def ppe_codes(self) -> list[str]:
        return [code for code in (part.strip() for part in self.ppe.split(",")) if code]


class Place(Versioned):
    """A building, hall, room or gate that a programme may lead to; it lies in one zone."""

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="places", verbose_name=_("zone"))
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_en = models.CharField(_("name (EN)"), max_length=160)
    name_fr = models.CharField(_("name (FR)"), max_length=160)
    capacity = models.PositiveSmallIntegerField(_("capacity"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("usual minutes of a stop"), null=True, blank=True)
    is_gate = models.BooleanField(_("is a gate"), default=False)
    step_free = models.BooleanField(_("step-free"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)
