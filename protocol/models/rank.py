"""Tables of precedence as dated data: who stands where, from when to when, and where that is written."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from council_office.directory.models import Office, Versioned, in_language
from council_office.directory.models.record import DatedQuerySet, OpenQuerySet


class AuthorityQuerySet(OpenQuerySet):
    """Public law and public usage: open to whoever signs in."""


class Authority(Versioned):
    """An office as the tables of precedence name it."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_en = models.CharField(_("name (EN)"), max_length=240)
    name_fr = models.CharField(_("name (FR)"), max_length=240)
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("official function"),
        help_text=_(
            "Whoever holds this function in the directory has this rank, unless a guest says otherwise."
        ),
    )

    country = CountryField(_("only for this country"), blank=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)


class RankTableQuerySet(DatedQuerySet, OpenQuerySet):
    """Versions in force on a day, open to whoever signs in."""


class RankTable(Versioned):
    """One version of one table of precedence."""

    code = models.SlugField(
        _("table"), max_length=40, help_text=_("fr-art2, fr-art3, vienna, international…")
    )
    label = models.CharField(_("name of the version"), max_length=120)
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    caveat_en = models.CharField(_("caveat (EN)"), max_length=300, blank=True)
    caveat_fr = models.CharField(_("caveat (FR)"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = RankTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("table of precedence")
        verbose_name_plural = _("tables of precedence")
        ordering = ["code", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "starts_on"], name="one_rank_table_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="rank_table_ends_after_it_starts",
                violation_error_message=_("A table cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def caveat(self, language: str | None = None) -> str:
        return in_language(self, "caveat", language)


class RankRow(models.Model):
    """One authority at its place in one version of a table."""

    table = models.ForeignKey(RankTable, models.CASCADE, related_name="rows", verbose_name=_("table"))
    place = models.PositiveSmallIntegerField(_("place"))
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("authority"))
    verified = models.BooleanField(
        _("seen in the text in force"),
        default=True,
        help_text=_("Off: carried over from an earlier version."),
    )

    class Meta:
        verbose_name = _("place in a table")
        verbose_name_plural = _("places in a table")
        ordering = ["table", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "authority"], name="an_authority_stands_once_in_a_table")
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.authority}"


class StateOrder(models.Model):
    """The place of a State among equals in one order: the European one follows each State's own language."""

    order = models.SlugField(_("order"), max_length=40)
    country = models.CharField(_("country or Member"), max_length=2)
    name = models.CharField(_("name it is ordered by"), max_length=120)
    place = models.PositiveSmallIntegerField(_("place"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("place in an order of States")
        verbose_name_plural = _("places in an order of States")
        ordering = ["order", "place"]
        constraints = [
            models.UniqueConstraint(fields=["order", "country"], name="a_state_stands_once_in_an_order")
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.name}"
