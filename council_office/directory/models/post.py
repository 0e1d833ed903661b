"""Posts held from one day to another, contact points, and records found to be one person."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from council_office.directory.models.address import Office
from council_office.directory.models.member import Member
from council_office.directory.models.organisation import Organisation
from council_office.directory.models.person import Person
from council_office.directory.models.record import DatedQuerySet, Versioned, in_language
from council_office.directory.states import OFFICE


class OfPersonQuerySet(DatedQuerySet):
    """Rows about a person: seen by whoever sees the person."""

    def visible_to(self, user) -> "OfPersonQuerySet":
        return self.filter(person__in=Person.objects.visible_to(user))


class Post(Versioned):
    """An office or function that a person holds from one day to another."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts", verbose_name=_("person"))
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("official function"),
        help_text=_("It decides the form of address."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("organisation"),
    )
    country = CountryField(
        _("on behalf of"), blank=True, help_text=_("The country an ambassador or minister stands for.")
    )
    title_en = models.CharField(_("title (EN)"), max_length=200)
    title_fr = models.CharField(_("title (FR)"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="post_ends_after_it_starts",
                violation_error_message=_("A post cannot end before it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title()

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)

    def held_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class ContactPoint(Versioned):
    """Who answers for a Member or an organisation in one matter."""

    member = models.ForeignKey(
        Member, models.CASCADE, null=True, blank=True, related_name="contact_points", verbose_name=_("Member")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contact_points",
        verbose_name=_("organisation"),
    )
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="contact_points", verbose_name=_("person")
    )
    purpose_en = models.CharField(_("matter (EN)"), max_length=120)
    purpose_fr = models.CharField(_("matter (FR)"), max_length=120, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ["member", "organisation", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(organisation__isnull=False),
                name="contact_point_of_somebody",
                violation_error_message=_("Say for which Member or organisation this person answers."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="contact_point_ends_after_it_starts",
                violation_error_message=_("A contact point cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {in_language(self, 'purpose')}"

    def purpose(self, language: str | None = None) -> str:
        return in_language(self, "purpose", language)


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MergeQuerySet":
        return self if user.has_role(*OFFICE) else self.none()

    def standing(self) -> "MergeQuerySet":
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """Two records found to be one person: which stays, what went over to it, and whether it was undone."""

    kept = models.ForeignKey(
        Person, models.PROTECT, related_name="merges", verbose_name=_("record that stays")
    )
    dropped = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("record that was merged")
    )
    moved = models.JSONField(_("what went over"), default=dict, editable=False)
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("merged by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True, editable=False)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of two records")
        verbose_name_plural = _("merges of records")
        ordering = ["-merged_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dropped"], condition=Q(undone_at__isnull=True), name="a_record_is_merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dropped} → {self.kept}"
