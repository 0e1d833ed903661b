"""A ceremony and what belongs to it as a whole: its budget and its communication sheet."""

from datetime import datetime
from decimal import Decimal

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Person, User, Versioned, in_language
from protocol.states import (
    CEREMONY_MOVES,
    CeremonyKind,
    CeremonyState,
    EqualOrder,
    FlagScheme,
    Presiding,
    Scheme,
)


class CeremonyQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "CeremonyQuerySet":
        """Ceremonies are the office's own business: guest lists hold who is kept apart from whom."""
        return self if user.has_role(*OFFICE) else self.none()

    def standing(self) -> "CeremonyQuerySet":
        return self.exclude(state=CeremonyState.CANCELLED)


class OfCeremonyQuerySet(models.QuerySet):
    """Rows of a ceremony: seen by whoever sees the ceremony."""

    def visible_to(self, user: User) -> "OfCeremonyQuerySet":
        return self.filter(ceremony__in=Ceremony.objects.visible_to(user))


class Ceremony(Versioned):
    """An event of rank: who is invited, in which order they stand, sit and speak."""

    MOVES = CEREMONY_MOVES

    number = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=CeremonyKind, default=CeremonyKind.OTHER)
    title_en = models.CharField(_("title (EN)"), max_length=160)
    title_fr = models.CharField(_("title (FR)"), max_length=160)
    held_on = models.DateField(_("day"))
    opens_at = models.TimeField(_("from"))
    closes_at = models.TimeField(_("to"))
    place_en = models.CharField(_("place (EN)"), max_length=160, blank=True)
    place_fr = models.CharField(_("place (FR)"), max_length=160, blank=True)
    host = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("inviting authority"),
        help_text=_("Second in the ladder of the French decree (art. 9)."),
    )
    signatory = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signs the letters")
    )
    contact = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    scheme = models.CharField(_("precedence"), max_length=12, choices=Scheme, default=Scheme.MEMBERS)
    presiding = models.CharField(
        _("who presides"), max_length=16, choices=Presiding, default=Presiding.NOBODY
    )
    equal_order = models.CharField(
        _("order of equal Members"), max_length=20, choices=EqualOrder, default=EqualOrder.ENGLISH
    )
    lot = models.CharField(_("lot drawn"), max_length=60, blank=True, editable=False)
    flag_scheme = models.CharField(
        _("flags"), max_length=20, choices=FlagScheme, default=FlagScheme.HOST_FIRST
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CeremonyState, default=CeremonyState.DRAFT, editable=False
    )
    about_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    about_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    about = GenericForeignKey("about_type", "about_id")

    objects = CeremonyQuerySet.as_manager()

    class Meta:
        verbose_name = _("ceremony")
        verbose_name_plural = _("ceremonies")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="ceremony_ends_after_it_begins",
                violation_error_message=_("The ceremony would end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title()

    def get_absolute_url(self) -> str:
        return reverse("protocol:ceremony", args=[self.pk])

    def clean(self) -> None:
        """Nobody of the decree presides over a ceremony that does not follow it."""
        if self.scheme != Scheme.DEPARTMENT and self.presiding != Presiding.NOBODY:
            raise ValidationError(
                {"presiding": gettext("Art. 8 is a rule of the French decree: choose its precedence first.")}
            )

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)

    def place(self, language: str | None = None) -> str:
        return in_language(self, "place", language)

    @property
    def starts_at(self) -> datetime:
        return self._moment(self.opens_at)

    @property
    def ends_at(self) -> datetime:
        return self._moment(self.closes_at)

    def _moment(self, at) -> datetime:
        return datetime.combine(self.held_on, at, tzinfo=timezone.get_default_timezone())

    @property
    def is_open(self) -> bool:
        """Whether its preparation still goes on."""
        return self.state in (CeremonyState.DRAFT, CeremonyState.CONFIRMED)


class BudgetLine(Versioned):
    """One line of what a ceremony may cost and has cost."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="budget", verbose_name=_("ceremony"))
    title = models.CharField(_("what for"), max_length=120)
    planned = models.DecimalField(
        _("planned (EUR)"), max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    spent = models.DecimalField(
        _("committed (EUR)"),
        max_digits=10,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0))],
    )

    objects = OfCeremonyQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class CommunicationSheet(Versioned):
    """What press and photographers may do, in which languages, and until when nothing is said."""

    ceremony = models.OneToOneField(
        Ceremony, models.CASCADE, related_name="communication", verbose_name=_("ceremony")
    )
    press = models.TextField(_("press"), blank=True, help_text=_("Who is accredited, where they stand."))
    photo_points = models.TextField(_("photo points"), blank=True, help_text=_("One per line."))
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    consent = models.TextField(
        _("consent to pictures"), blank=True, help_text=_("Who asked not to be shown, and how it is told.")
    )
    message_en = models.TextField(_("messages (EN)"), blank=True, help_text=_("One per line."))
    message_fr = models.TextField(_("messages (FR)"), blank=True, help_text=_("One per line."))
    spokesperson = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("spokesperson")
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)

    objects = OfCeremonyQuerySet.as_manager()

    class Meta:
        verbose_name = _("communication sheet")
        verbose_name_plural = _("communication sheets")
        ordering = ["ceremony"]

    def __str__(self) -> str:
        return str(self.ceremony)

    def get_absolute_url(self) -> str:
        return reverse("protocol:communication", args=[self.ceremony_id])

    def messages(self, language: str | None = None) -> list[str]:
        return [line.strip() for line in in_language(self, "message", language).splitlines() if line.strip()]
