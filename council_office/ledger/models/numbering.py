"""Series of numbers, their counters, and what each number was given to."""

import re
from string import Formatter

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import in_language

LONGEST = 120
PLACES = {"series": r"", "year": r"(0?\d)?d?", "number": r"(0?\d\d?)?d?"}  # place → the format it may have


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that could fail, repeat a number, or reach into anything but its three places."""
    try:
        parts = [part[1:] for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError as error:
        raise ValidationError(_("This pattern cannot be read: %(error)s"), params={"error": error}) from error
    for name, spec, conversion in parts:
        if name not in PLACES or conversion or not re.fullmatch(PLACES[name], spec):
            raise ValidationError(_("A pattern may only use {series}, {year} and {number}."))
    if "number" not in (name for name, _spec, _conversion in parts):
        raise ValidationError(_("A pattern needs {number}."))
    if len(pattern.format(series="S" * 20, year=9999, number=10**9)) > LONGEST:
        raise ValidationError(_("These numbers would be too long."))


class Series(models.Model):
    """A series of gapless numbers with an editable look."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120, blank=True)
    pattern = models.CharField(
        _("pattern"),
        max_length=80,
        default="{series}-{year}-{number:04d}",
        validators=[check_pattern],
        help_text=_("As in {series}-{year}-{number:04d}; 04d writes four digits."),
    )
    per_year = models.BooleanField(_("starts again every year"), default=True)
    illustrative = models.BooleanField(
        _("illustrative"), default=False, help_text=_("An example until the office confirms its own rule.")
    )

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} · {in_language(self, 'name')}"

    def clean(self) -> None:
        """A series that starts again every year shows the year, or its numbers would repeat."""
        if self.per_year and "{year" not in self.pattern:
            raise ValidationError({"pattern": _("A series that starts again every year needs {year}.")})

    def written(self, year: int, number: int) -> str:
        """The number as it stands on the paper."""
        return self.pattern.format(series=self.code, year=year, number=number)


class Counter(models.Model):
    """The last number given in a series and year; its row is locked while a number is taken."""

    series = models.ForeignKey(
        Series, models.PROTECT, related_name="counters", verbose_name=_("number series")
    )
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("0 when the series never starts again."))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        ordering = ["series", "-year"]
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_a_year")]

    def __str__(self) -> str:
        return f"{self.series.code} {self.year or ''}".strip()


class NumberTaken(models.Model):
    """One number that was given; a cancelled number stays here with its reason."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="taken", verbose_name=_("number series"))
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    text = models.CharField(_("as written"), max_length=LONGEST, unique=True)
    taken_at = models.DateTimeField(_("given at"), default=timezone.now)
    about_type = models.CharField(_("kind of subject"), max_length=100, blank=True)
    about_id = models.CharField(_("key of the subject"), max_length=64, blank=True)
    about_label = models.CharField(_("given to"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cancelled by"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("number given")
        verbose_name_plural = _("numbers given")
        ordering = ["series", "-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="a_number_is_given_once"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(reason=""), name="a_cancelled_number_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.text
