"""Seating plans: a shape, who sits where, which seats are fixed, and every version that was kept."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import User, Versioned, in_language
from protocol.models.ceremony import Ceremony, OfCeremonyQuerySet
from protocol.models.guest import Guest
from protocol.states import Shape

MOST_SEATS = 600


class SeatPlan(Versioned):
    """One room or table of a ceremony; its seats follow from the shape (see protocol.seating)."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="plans", verbose_name=_("ceremony"))
    title_en = models.CharField(_("title (EN)"), max_length=120)
    title_fr = models.CharField(_("title (FR)"), max_length=120)
    shape = models.CharField(_("shape"), max_length=10, choices=Shape, default=Shape.FRENCH)
    tables = models.PositiveSmallIntegerField(
        _("tables or rows"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("How many round tables, or how many rows; otherwise 1."),
    )
    per_table = models.PositiveSmallIntegerField(
        _("seats at each"), default=12, validators=[MinValueValidator(2), MaxValueValidator(80)]
    )
    alternate = models.BooleanField(
        _("alternate women and men"),
        default=False,
        help_text=_("By the form of address in the directory; usual at dinners, not at working meals."),
    )
    apart_partners = models.BooleanField(_("partners not side by side"), default=True)
    versions_kept = models.PositiveSmallIntegerField(_("versions kept"), default=0, editable=False)

    objects = OfCeremonyQuerySet.as_manager()

    class Meta:
        verbose_name = _("seating plan")
        verbose_name_plural = _("seating plans")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title()

    def get_absolute_url(self) -> str:
        return reverse("protocol:plan", args=[self.pk])

    def clean(self) -> None:
        """No more seats than one plan can show; a single table is one table."""
        if self.tables * self.per_table > MOST_SEATS:
            raise ValidationError(
                {"per_table": gettext("A plan holds at most %(most)d seats.") % {"most": MOST_SEATS}}
            )
        if self.shape in (Shape.FRENCH, Shape.ENGLISH, Shape.HORSESHOE) and self.tables != 1:
            raise ValidationError({"tables": gettext("This shape is one table: write 1.")})

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)

    @property
    def seats_count(self) -> int:
        return self.tables * self.per_table


class OfPlanQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "OfPlanQuerySet":
        return self.filter(plan__in=SeatPlan.objects.visible_to(user))


class Seat(models.Model):
    """What is known of one seat: who has it, whether it is fixed, whether a wheelchair reaches it."""

    plan = models.ForeignKey(SeatPlan, models.CASCADE, related_name="seats", verbose_name=_("seating plan"))
    number = models.PositiveSmallIntegerField(_("seat"))
    guest = models.ForeignKey(
        Guest, models.SET_NULL, null=True, blank=True, related_name="seats", verbose_name=_("guest")
    )
    locked = models.BooleanField(_("fixed"), default=False)
    accessible = models.BooleanField(_("accessible"), default=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_seat_a_number"),
            models.UniqueConstraint(
                fields=["plan", "guest"], condition=Q(guest__isnull=False), name="a_guest_sits_once_in_a_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.number}"


class PlanVersion(models.Model):
    """The plan as it stood when it was kept: guests by seat."""

    plan = models.ForeignKey(
        SeatPlan, models.CASCADE, related_name="versions", verbose_name=_("seating plan")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    seated = models.JSONField(_("guests by seat"))
    kept_at = models.DateTimeField(_("kept"), auto_now_add=True)
    kept_by = models.CharField(_("kept by"), max_length=200)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a seating plan")
        verbose_name_plural = _("versions of seating plans")
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_plan_version_a_number")]

    def __str__(self) -> str:
        return f"{self.plan} v{self.number}"
