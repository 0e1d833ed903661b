"""Offices, and the dated table of how their holders are addressed."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from council_office.directory.models.record import DatedQuerySet, OpenQuerySet, Versioned, in_language
from council_office.directory.states import AddressStyle, Language

PLACES = ("name", "family_name", "honorific", "office", "country", "salutation")
PLACE = re.compile(r"\{([^{}]*)\}")


class Office(Versioned):
    """A function with its own forms of address: minister, ambassador, Director-General…"""

    code = models.SlugField(_("code"), unique=True)
    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("official function")
        verbose_name_plural = _("official functions")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)


class FormOfAddressQuerySet(DatedQuerySet, OpenQuerySet):
    """The dated table, open to everybody."""


class FormOfAddress(Versioned):
    """One row of the dated table: how a letter addresses the holder of an office in a language."""

    language = models.CharField(_("language"), max_length=2, choices=Language)
    office = models.ForeignKey(
        Office,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="forms",
        verbose_name=_("official function"),
        help_text=_("Empty: for everybody without a form of their own."),
    )
    country = CountryField(_("only for this country"), blank=True)
    style = models.CharField(
        _("form of address"), max_length=8, choices=AddressStyle, default=AddressStyle.NEUTRAL
    )
    salutation = models.CharField(
        _("salutation"),
        max_length=200,
        help_text=_("Places: {name}, {family_name}, {honorific}, {office}, {country}"),
    )
    envelope = models.CharField(_("on the envelope"), max_length=200, blank=True)
    closing = models.CharField(
        _("closing formula"), max_length=300, help_text=_("{salutation} repeats the salutation.")
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force to"), null=True, blank=True)

    objects = FormOfAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("form of address")
        verbose_name_plural = _("forms of address")
        ordering = ["language", "office", "country", "style", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "office", "country", "style", "starts_on"],
                condition=Q(office__isnull=False),
                name="one_form_of_address_of_an_office",
            ),
            models.UniqueConstraint(
                fields=["language", "country", "style", "starts_on"],
                condition=Q(office__isnull=True),
                name="one_general_form_of_address",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="form_of_address_ends_after_it_starts",
                violation_error_message=_("A form of address cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.salutation

    def clean(self) -> None:
        """Refuse a place that no letter could fill."""
        for name in ("salutation", "envelope", "closing"):
            if unknown := sorted(set(PLACE.findall(getattr(self, name))) - set(PLACES)):
                text = _("Unknown place: %(places)s") % {
                    "places": ", ".join(f"{{{place}}}" for place in unknown)
                }
                raise ValidationError({name: text})
