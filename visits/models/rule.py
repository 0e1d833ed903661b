"""Dated rules of visits: what is asked of whom, who needs a visa, how long identity data are kept."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from council_office.directory.models import OFFICE, Versioned, in_language
from visits.states import (
    DocumentKind,
    EntryGroup,
    Item,
    Stage,
    VisaClass,
    VisitKind,
    Whose,
    ZoneGroup,
)


class RuleQuerySet(models.QuerySet):
    def on(self, day: date) -> "RuleQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def visible_to(self, user) -> "RuleQuerySet":
        return self if user.has_role(*OFFICE) else self.none()


class Rule(Versioned):
    """In force from one day to another; a rule that is not public is marked illustrative."""

    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("in force to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        abstract = True


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
        name=name,
        violation_error_message=_("The rule would end before it starts."),
    )


class Requirement(Rule):
    """One thing that must be there, for those to whom all its conditions apply."""

    code = models.SlugField(_("code"), max_length=40)
    item = models.CharField(_("what"), max_length=20, choices=Item)
    whose = models.CharField(_("who gives it"), max_length=8, choices=Whose, default=Whose.VISITOR)
    stage = models.CharField(_("what waits for it"), max_length=8, choices=Stage, default=Stage.PASS)
    visit_kind = models.CharField(_("kind of visit"), max_length=10, choices=VisitKind, blank=True)
    entry = models.CharField(_("nationalities"), max_length=8, choices=EntryGroup, blank=True)
    document_kind = models.CharField(_("kind of document"), max_length=14, choices=DocumentKind, blank=True)
    zone = models.CharField(_("zones"), max_length=10, choices=ZoneGroup, blank=True)
    why_en = models.CharField(_("why (EN)"), max_length=300)
    why_fr = models.CharField(_("why (FR)"), max_length=300)

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["stage", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_requirement_a_day"),
            ends_after_it_starts("requirement_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()} · {self.code}"

    def why(self, language: str | None = None) -> str:
        return in_language(self, "why", language)


class VisaRule(Rule):
    """What the Schengen rules ask of one nationality with one kind of document."""

    nationality = CountryField(_("nationality"), blank=True, help_text=_("Empty: whatever the nationality."))
    document_kind = models.CharField(
        _("only with"), max_length=14, choices=DocumentKind, blank=True, help_text=_("Empty: any other.")
    )
    visa_class = models.CharField(_("class"), max_length=8, choices=VisaClass)
    biometric_only = models.BooleanField(_("biometric passports only"), default=False)
    authorisation_from = models.DateField(
        _("travel authorisation (ETIAS) from"),
        null=True,
        blank=True,
        help_text=_("Empty: not asked for yet."),
    )
    note_en = models.CharField(_("note (EN)"), max_length=250, blank=True)
    note_fr = models.CharField(_("note (FR)"), max_length=250, blank=True)
    needs_checking = models.BooleanField(
        _("verify"),
        default=False,
        help_text=_("To be read again in the law in force before it is relied on."),
    )

    class Meta:
        verbose_name = _("visa rule")
        verbose_name_plural = _("visa rules")
        ordering = ["nationality", "document_kind", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["nationality", "document_kind", "valid_from"], name="one_visa_rule_a_day"
            ),
            ends_after_it_starts("visa_rule_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.nationality.name or '…'} · {self.get_visa_class_display()}"

    def note(self, language: str | None = None) -> str:
        return in_language(self, "note", language)


class Retention(Rule):
    """How long identity data are kept after the real end of access."""

    days = models.PositiveSmallIntegerField(_("days after the end of access"))

    class Meta:
        verbose_name = _("retention of identity data")
        verbose_name_plural = _("retention of identity data")
        ordering = ["-valid_from"]
        constraints = [ends_after_it_starts("retention_ends_after_it_starts")]

    def __str__(self) -> str:
        return str(self.days)
