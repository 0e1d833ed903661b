"""Domestic Agencies, ministries, embassies, laboratories, companies…"""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from council_office.directory.models.member import Member
from council_office.directory.models.record import OpenQuerySet, Versioned, in_language, name_holds
from council_office.directory.names import match_key, search_key
from council_office.directory.states import OrganisationKind


class OrganisationQuerySet(OpenQuerySet):
    def named(self, text: str) -> "OrganisationQuerySet":
        """Organisations whose names or acronym hold every word of `text`, whatever the case and accents."""
        return self.filter(name_holds(text))


class Organisation(Versioned):
    """A body that people belong to, with its public name in both languages."""

    name_en = models.CharField(_("name (EN)"), max_length=200, unique=True)
    name_fr = models.CharField(_("name (FR)"), max_length=200, blank=True)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("Member")
    )
    country = CountryField(_("country"), blank=True)
    address = models.TextField(_("postal address"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    search_name = models.TextField(editable=False)
    match_name = models.TextField(editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name()

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=[self.pk])

    def save(self, *args, **kwargs) -> None:
        """Keep the search keys equal to the names."""
        names = (self.name_en, self.name_fr, self.acronym)
        self.search_name = search_key(" ".join(names))
        self.match_name = match_key(*((name, "") for name in names))
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_name", "match_name"}
        super().save(*args, **kwargs)

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)

    @property
    def known_as(self) -> str:
        """The acronym where there is one, else the name: for narrow columns."""
        return self.acronym or self.name()
