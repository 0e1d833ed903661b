"""What the calendar goes by: closures, deadline rules, checklists."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.calendar.states import Unit
from council_office.directory.models import OFFICE, Versioned, in_language
from council_office.directory.states import Role


class ClosureQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ClosureQuerySet":
        return self if user.is_authenticated and user.is_active else self.none()


class Closure(Versioned):
    """Days on which the office is closed besides weekends and public holidays."""

    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="closure_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def __str__(self) -> str:
        return in_language(self, "name")

    def get_absolute_url(self) -> str:
        return reverse("calendar:closure", args=[self.pk])


class DeadlineRuleQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "DeadlineRuleQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)

    def current(self) -> "DeadlineRuleQuerySet":
        """The last version of every rule that has not been ended."""
        return self.filter(valid_to__isnull=True)

    def visible_to(self, user) -> "DeadlineRuleQuerySet":
        return self if user.has_role(*OFFICE) else self.none()


class DeadlineRule(models.Model):
    """One version of one rule: what must be done how long before or after an occasion."""

    occasion = models.CharField(_("occasion"), max_length=60, help_text=_("For example meetings.session."))
    variant = models.CharField(
        _("only for"),
        max_length=40,
        blank=True,
        help_text=_("The code of a body or a kind of visit; empty: for all of them."),
    )
    code = models.SlugField(_("code"), max_length=60)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    name_en = models.CharField(_("name (EN)"), max_length=200)
    name_fr = models.CharField(_("name (FR)"), max_length=200)
    offset = models.SmallIntegerField(
        _("distance"), help_text=_("Negative: before the first day. Positive: after the last day.")
    )
    unit = models.CharField(_("counted in"), max_length=8, choices=Unit, default=Unit.WORKING_DAYS)
    owner_role = models.CharField(_("whose task"), max_length=40, choices=Role, default=Role.ASSISTANT)
    explanation_en = models.TextField(_("why (EN)"), blank=True)
    explanation_fr = models.TextField(_("why (FR)"), blank=True)
    checklist_en = models.TextField(_("checklist (EN)"), blank=True, help_text=_("One step per line."))
    checklist_fr = models.TextField(_("checklist (FR)"), blank=True, help_text=_("One step per line."))
    after_code = models.SlugField(
        _("waits for"),
        max_length=60,
        blank=True,
        help_text=_("The code of the rule that must be done first."),
    )
    applies = models.BooleanField(
        _("applies"),
        default=True,
        help_text=_("Off: a body or kind of visit goes without this general rule."),
    )
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("in force to"), null=True, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = DeadlineRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline rule")
        verbose_name_plural = _("deadline rules")
        ordering = ["occasion", "variant", "offset", "code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "variant", "code", "version"],
                name="one_deadline_rule_a_version",
                violation_error_message=_("This rule exists already."),
            ),
            models.UniqueConstraint(
                fields=["occasion", "variant", "code"],
                condition=Q(valid_to__isnull=True),
                name="one_deadline_rule_open",
                violation_error_message=_("This rule exists already."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="deadline_rule_ends_after_it_starts",
                violation_error_message=_("The rule would end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")

    def get_absolute_url(self) -> str:
        return reverse("calendar:rule", args=[self.pk])


class ChecklistQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ChecklistQuerySet":
        return self if user.is_authenticated and user.is_active else self.none()


class Checklist(Versioned):
    """Steps that come back: a task made by hand starts with them."""

    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120)
    steps_en = models.TextField(_("checklist (EN)"), help_text=_("One step per line."))
    steps_fr = models.TextField(_("checklist (FR)"), blank=True, help_text=_("One step per line."))
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return in_language(self, "name")
