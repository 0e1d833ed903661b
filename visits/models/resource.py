"""Who and what a programme needs: people, vehicles, rooms; where they may escort, when they are taken."""

from datetime import date, timedelta

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Person, User, Versioned
from council_office.directory.states import Role
from visits.models.programme import Stop
from visits.models.visit import Visit
from visits.models.zone import Place, Zone
from visits.states import ResourceKind


class ResourceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ResourceQuerySet":
        return self if user.has_role(*OFFICE, Role.SECURITY_OFFICER, Role.GUIDE) else self.none()

    def in_use(self) -> "ResourceQuerySet":
        return self.filter(retired=False)


class Resource(Versioned):
    """Somebody or something that can be with one group at a time."""

    kind = models.CharField(_("kind"), max_length=12, choices=ResourceKind)
    name = models.CharField(_("name"), max_length=120)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    languages = models.CharField(
        _("languages"), max_length=60, blank=True, help_text=_("Codes separated by commas: en, fr, ja…")
    )
    capacity = models.PositiveSmallIntegerField(_("capacity"), null=True, blank=True)
    luggage = models.PositiveSmallIntegerField(_("pieces of luggage"), null=True, blank=True)
    plate = models.CharField(_("number plate"), max_length=20, blank=True)
    hourly_cost = models.DecimalField(
        _("cost an hour"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    buffer_minutes = models.PositiveSmallIntegerField(
        _("minutes kept free before and after"), default=0, help_text=_("Between two different visits.")
    )
    retired = models.BooleanField(_("no longer in use"), default=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                name="one_resource_a_name",
                violation_error_message=_("A resource of this kind has this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("visits:resource", args=[self.pk])

    @property
    def buffer(self) -> timedelta:
        return timedelta(minutes=self.buffer_minutes)

    @property
    def label(self) -> str:
        """The name; of a room that is a place, the place's name in the reader's language."""
        return str(self.place) if self.place and self.name == self.place.name_en else self.name

    @property
    def languages_in_words(self) -> str:
        """ "French, English", in the order entered."""
        codes = [part.strip().lower() for part in self.languages.split(",") if part.strip()]
        return capfirst(", ".join(gettext(LANG_INFO.get(code, {}).get("name", code)) for code in codes))

    @property
    def spoken(self) -> frozenset[str]:
        return frozenset(
            code for code in (part.strip().lower() for part in self.languages.split(",")) if code
        )


class AuthorisationQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "AuthorisationQuerySet":
        return self.filter(resource__in=Resource.objects.visible_to(user))

    def on(self, day: date) -> "AuthorisationQuerySet":
        return self.filter(valid_from__lte=day, valid_to__gte=day)


class Authorisation(Versioned):
    """Somebody may escort in a zone while the training for it is valid."""

    resource = models.ForeignKey(
        Resource, models.CASCADE, related_name="authorisations", verbose_name=_("resource")
    )
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="+", verbose_name=_("zone"))
    training = models.CharField(_("training"), max_length=120)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))

    objects = AuthorisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("authorisation to escort")
        verbose_name_plural = _("authorisations to escort")
        ordering = ["zone", "-valid_to"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "zone", "valid_from"], name="one_authorisation_a_zone_and_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="authorisation_ends_after_it_starts",
                violation_error_message=_("The training would end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} · {self.zone}"


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "CommitmentQuerySet":
        return self.filter(resource__in=Resource.objects.visible_to(user))

    def near(self, first: date, last: date) -> "CommitmentQuerySet":
        """Those that touch these days, buffers included."""
        return self.filter(busy_from__date__lte=last, busy_until__date__gte=first)


class Commitment(Versioned):
    """A resource taken for a stop, or away; PostgreSQL refuses two at once unless somebody overrode it."""

    resource = models.ForeignKey(
        Resource, models.PROTECT, related_name="commitments", verbose_name=_("resource")
    )
    visit = models.ForeignKey(
        Visit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("visit")
    )
    stop = models.ForeignKey(
        Stop, models.CASCADE, null=True, blank=True, related_name="commitments", verbose_name=_("stop")
    )
    transfer = models.ForeignKey(
        "visits.Transfer",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("transfer"),
    )
    reason = models.CharField(
        _("away because"), max_length=120, blank=True, help_text=_("Leave, repair, another duty.")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    busy_from = models.DateTimeField(_("kept free from"), editable=False)
    busy_until = models.DateTimeField(_("kept free until"), editable=False)
    overridden = models.BooleanField(_("in spite of a clash"), default=False, editable=False)
    override_reason = models.CharField(
        _("reason for the override"), max_length=300, blank=True, editable=False
    )
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("overridden by"),
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["starts_at", "resource"]
        indexes = [models.Index(fields=["resource", "busy_from"], name="commitment_of_resource")]
        constraints = [
            models.UniqueConstraint(fields=["resource", "stop"], name="one_commitment_a_stop"),
            models.UniqueConstraint(fields=["resource", "transfer"], name="one_commitment_a_transfer"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="commitment_ends_after_it_starts",
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                condition=Q(busy_from__lte=F("starts_at"), busy_until__gte=F("ends_at")),
                name="commitment_buffers_lie_around_it",
            ),
            models.CheckConstraint(
                condition=Q(overridden=False, override_reason="", overridden_by__isnull=True)
                | Q(Q(overridden=True, overridden_by__isnull=False), ~Q(override_reason="")),
                name="override_has_a_name_and_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(stop__isnull=False, transfer__isnull=True, visit__isnull=False, reason="")
                | Q(stop__isnull=True, transfer__isnull=False, visit__isnull=False, reason="")
                | Q(Q(visit__isnull=True, stop__isnull=True, transfer__isnull=True), ~Q(reason="")),
                name="commitment_is_for_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} · {self.what}"

    @property
    def what(self) -> str:
        """What the resource is taken for."""
        return str(self.stop or self.transfer or self.reason)
