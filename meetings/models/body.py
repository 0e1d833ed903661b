"""The Council and its subsidiary bodies, their dated rules and their members."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Member, Person, User, Versioned, in_language
from council_office.directory.states import MemberOrder, Role
from meetings.states import DecisionRule, MembershipRole, Weekday


class BodyQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "BodyQuerySet":
        """The office sees every body; others the bodies of which they are or were a member."""
        if user.has_role(*OFFICE):
            return self
        if user.person_id is None:
            return self.none()
        return self.filter(memberships__person=user.person_id).distinct()


class Body(Versioned):
    """The Council, a committee, a board or a working group."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120)
    short_en = models.CharField(_("short name in records (EN)"), max_length=40, help_text=_("“the IC”"))
    short_fr = models.CharField(_("short name in records (FR)"), max_length=40)
    reports_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subsidiaries",
        verbose_name=_("reports to"),
    )
    member_order = models.CharField(
        _("order of the Members"), max_length=24, choices=MemberOrder, default=MemberOrder.ENGLISH
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Paris")
    position = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("meetings:body", args=[self.pk])

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)

    def short(self, language: str | None = None) -> str:
        return in_language(self, "short", language)

    def rules_on(self, day: date) -> "BodyRules | None":
        """The rules in force on `day`."""
        in_force = [rules for rules in self.rules.all() if rules.in_force_on(day)]
        return max(in_force, key=lambda rules: rules.starts_on, default=None)


class BodyRules(models.Model):
    """What a body's rules of procedure say from one day to another; illustrative unless a source is named."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="rules", verbose_name=_("body"))
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force to"), null=True, blank=True)
    max_representatives = models.PositiveSmallIntegerField(
        _("Representatives a Member may send, its head included"), default=4
    )
    limit_source_en = models.CharField(_("source of that limit (EN)"), max_length=200, blank=True)
    limit_source_fr = models.CharField(_("source of that limit (FR)"), max_length=200, blank=True)
    decision_rule = models.CharField(
        _("usual decision rule"), max_length=12, choices=DecisionRule, default=DecisionRule.CONSENSUS
    )
    days_before_council = models.PositiveSmallIntegerField(
        _("days between its end and the Council's opening"), null=True, blank=True
    )
    usual_days = models.PositiveSmallIntegerField(_("usual length in days"), default=2)
    usual_months = models.CharField(
        _("months in which it usually meets"),
        max_length=20,
        blank=True,
        help_text=_("Numbers with commas: 6,11 for June and November."),
        validators=[RegexValidator(r"^(1[0-2]|[1-9])(,(1[0-2]|[1-9]))*$")],
    )
    usual_weekday = models.PositiveSmallIntegerField(
        _("weekday on which it usually opens"), null=True, blank=True, choices=Weekday
    )
    chair_term_years = models.PositiveSmallIntegerField(_("Chair's term in years"), default=1)
    chair_most_years = models.PositiveSmallIntegerField(_("Chair's years at most"), default=4)
    member_term_years = models.PositiveSmallIntegerField(
        _("a member’s term in years"),
        null=True,
        blank=True,
        help_text=_("Empty where members serve without a term."),
    )
    member_most_terms = models.PositiveSmallIntegerField(_("a member’s terms at most"), null=True, blank=True)
    paper_pattern = models.CharField(
        _("pattern of paper numbers"),
        max_length=60,
        default="{session}/{item}",
        help_text=_("{session}, {item}, {number}; Rev., Add. and Corr. are added."),
    )
    decision_pattern = models.CharField(
        _("pattern of decision numbers"), max_length=60, default="{session}/D-{number:02d}"
    )
    action_pattern = models.CharField(
        _("pattern of action numbers"), max_length=60, default="{session}/A-{number:02d}"
    )
    illustrative = models.BooleanField(_("illustrative"), default=True)
    source_en = models.CharField(_("source (EN)"), max_length=300, blank=True)
    source_fr = models.CharField(_("source (FR)"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("rules of a body")
        verbose_name_plural = _("rules of bodies")
        ordering = ["body", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "starts_on"], name="one_set_of_rules_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="rules_end_after_they_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.starts_on:%Y-%m-%d}"

    def in_force_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def limit_source(self, language: str | None = None) -> str:
        return in_language(self, "limit_source", language)

    def source(self, language: str | None = None) -> str:
        return in_language(self, "source", language)

    @property
    def months(self) -> tuple[int, ...]:
        return tuple(int(month) for month in self.usual_months.split(",") if month)


class MembershipQuerySet(models.QuerySet):
    def on(self, day: date) -> "MembershipQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def visible_to(self, user: User) -> "MembershipQuerySet":
        if user.has_role(*OFFICE, Role.STAFF):
            return self
        return self.filter(body__in=Body.objects.visible_to(user))


class Membership(Versioned):
    """A person's term in a body; several terms of one person stand beside each other."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships", verbose_name=_("body"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Member")
    )
    role = models.CharField(_("role"), max_length=12, choices=MembershipRole, default=MembershipRole.MEMBER)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    basis_en = models.CharField(_("basis (EN)"), max_length=250, blank=True)
    basis_fr = models.CharField(_("basis (FR)"), max_length=250, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["body", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "person", "role", "starts_on"], name="one_membership_a_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.body} · {self.get_role_display()}"

    def basis(self, language: str | None = None) -> str:
        return in_language(self, "basis", language)

    def get_absolute_url(self) -> str:
        return reverse("meetings:body", args=[self.body_id])
