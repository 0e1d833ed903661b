"""Visits and the people who come."""

from datetime import date

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from council_office.directory.models import (
    OFFICE,
    Member,
    Organisation,
    Person,
    User,
    Versioned,
    in_language,
)
from council_office.directory.states import Role
from visits.models.zone import Zone
from visits.states import (
    VISIT_MOVES,
    VISITOR_MOVES,
    Discretion,
    VisitKind,
    VisitorRole,
    VisitorState,
    VisitState,
)


class VisitQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "VisitQuerySet":
        """The office sees all; security what is planned; guides that unless discreet; hosts their own."""
        if user.has_role(*OFFICE):
            return self
        if not user.is_active:
            return self.none()
        planned = ~Q(state=VisitState.DRAFT)
        seen = Q(host__isnull=False, host=user.person_id)
        if user.has_role(Role.SECURITY_OFFICER):
            seen |= planned
        if user.has_role(Role.GUIDE):
            seen |= planned & Q(discretion=Discretion.USUAL)
        return self.filter(seen)

    def coming(self, day: date) -> "VisitQuerySet":
        return self.filter(ends_on__gte=day).exclude(state=VisitState.CANCELLED).order_by("starts_on")

    def about(self, subject: models.Model) -> "VisitQuerySet":
        """The visits to one session or ceremony."""
        return self.filter(about_type=ContentType.objects.get_for_model(subject), about_id=subject.pk)


class Visit(Versioned):
    """One occasion for one person or a group to come."""

    MOVES = VISIT_MOVES

    number = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=VisitKind, default=VisitKind.MISSION)
    title_en = models.CharField(_("title (EN)"), max_length=200)
    title_fr = models.CharField(_("title (FR)"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=VisitState, default=VisitState.DRAFT, editable=False
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    host = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("host"),
        help_text=_("Who receives them at the ITER Organization."),
    )
    signatory = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signs the letters")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Member")
    )
    purpose_en = models.TextField(_("purpose (EN)"), blank=True)
    purpose_fr = models.TextField(_("purpose (FR)"), blank=True)
    messages_en = models.TextField(
        _("messages (EN)"), blank=True, help_text=_("What our side wants to say; in the brief only.")
    )
    messages_fr = models.TextField(_("messages (FR)"), blank=True)
    discretion = models.CharField(
        _("who hears of it"), max_length=10, choices=Discretion, default=Discretion.USUAL
    )
    about_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    about_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    about = GenericForeignKey("about_type", "about_id")

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-starts_on", "number"]
        indexes = [
            models.Index(fields=["state", "starts_on"], name="visit_state_start"),
            models.Index(fields=["about_type", "about_id"], name="visit_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="visit_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.title()}"

    def get_absolute_url(self) -> str:
        return reverse("visits:visit", args=[self.pk])

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)

    def purpose(self, language: str | None = None) -> str:
        return in_language(self, "purpose", language)

    def messages(self, language: str | None = None) -> str:
        return in_language(self, "messages", language)

    def days(self) -> str:
        """Wed 18 – Thu 19 Nov 2026."""
        return days_in_words(self.starts_on, self.ends_on)


def days_in_words(first: date, last: date) -> str:
    whole = pgettext("format of a day", "D j M Y")
    if first == last:
        return date_format(first, whole)
    opening = pgettext("short form of a day", "D j M")
    if first.year != last.year:
        opening = whole
    elif first.month == last.month:
        opening = pgettext("format of a day", "D j")
    return f"{date_format(first, opening)} – {date_format(last, whole)}"


class OfVisitQuerySet(models.QuerySet):
    """Rows about a visit: seen by whoever sees the visit."""

    def visible_to(self, user: User) -> "OfVisitQuerySet":
        return self.filter(visit__in=Visit.objects.visible_to(user))


class VisitorQuerySet(OfVisitQuerySet):
    def coming(self) -> "VisitorQuerySet":
        """Without those who withdrew."""
        return self.exclude(state=VisitorState.WITHDRAWN)


class Visitor(Versioned):
    """One person's file in a visit."""

    MOVES = VISITOR_MOVES

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="visitors", verbose_name=_("visit"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    role = models.CharField(
        _("role in the visit"), max_length=12, choices=VisitorRole, default=VisitorRole.MEMBER
    )
    state = models.CharField(
        _("state"), max_length=10, choices=VisitorState, default=VisitorState.EXPECTED, editable=False
    )
    arrives_on = models.DateField(_("arrives"))
    leaves_on = models.DateField(_("leaves"))
    zones = models.ManyToManyField(Zone, blank=True, related_name="+", verbose_name=_("zones"))
    access_until = models.DateField(
        _("access until"), null=True, blank=True, help_text=_("Left empty: the day of leaving.")
    )
    access_ended_on = models.DateField(
        _("access ended"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Earlier than planned: withdrawn, or the visit was cancelled."),
    )
    answered_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answers for this visitor"),
        help_text=_("The assistant to whom the link goes; left empty, the visitor’s own."),
    )
    document = models.ForeignKey(
        "visits.TravelDocument",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("travel document"),
    )
    permanent_pass = models.BooleanField(_("holds a permanent pass"), default=False)

    objects = VisitorQuerySet.as_manager()

    class Meta:
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")
        ordering = ["visit", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "person"],
                name="one_file_a_visitor",
                violation_error_message=_("This person is already in the visit."),
            ),
            models.CheckConstraint(
                condition=Q(leaves_on__gte=F("arrives_on")),
                name="visitor_leaves_after_arriving",
                violation_error_message=_("The day of leaving is before the day of arrival."),
            ),
            models.CheckConstraint(
                condition=Q(access_until__isnull=True) | Q(access_until__gte=F("arrives_on")),
                name="visitor_access_ends_after_arriving",
                violation_error_message=_("Access would end before the arrival."),
            ),
        ]

    def __str__(self) -> str:
        return self.person.display_name

    def get_absolute_url(self) -> str:
        return reverse("visits:visitor", args=[self.pk])

    def days(self) -> str:
        return days_in_words(self.arrives_on, self.leaves_on)

    @property
    def last_day(self) -> date:
        """The last day on which this visitor may be on the site."""
        return self.access_until or self.leaves_on

    @property
    def recipient(self) -> Person:
        """Who is asked for what is missing: the visitor, or whoever answers for them."""
        return self.answered_by or self.person
