"""What is prepared around the guests: the run of show, printed cards, flags and gifts."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Member, Person, User, Versioned, in_language
from council_office.directory.models.record import DatedQuerySet, OpenQuerySet
from protocol.models.ceremony import Ceremony, OfCeremonyQuerySet
from protocol.models.guest import Guest
from protocol.states import GIFT_MOVES, CueKind, Direction, GiftState, PrintKind


class Cue(Versioned):
    """One line of the cue sheet: what happens, when, and who sees to it."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="cues", verbose_name=_("ceremony"))
    at = models.TimeField(_("at"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=10, choices=CueKind, default=CueKind.OTHER)
    title_en = models.CharField(_("what happens (EN)"), max_length=200)
    title_fr = models.CharField(_("what happens (FR)"), max_length=200, blank=True)
    guest = models.ForeignKey(
        Guest, models.SET_NULL, null=True, blank=True, related_name="cues", verbose_name=_("guest")
    )
    owner = models.CharField(_("who sees to it"), max_length=120, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = OfCeremonyQuerySet.as_manager()

    class Meta:
        verbose_name = _("cue")
        verbose_name_plural = _("cues")
        ordering = ["at", "position", "pk"]

    def __str__(self) -> str:
        return self.title()

    def get_absolute_url(self) -> str:
        return reverse("protocol:run_of_show", args=[self.ceremony_id])

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)


class PrintedCard(models.Model):
    """A card as it was last printed for a guest; the words tell whether it is still true."""

    guest = models.ForeignKey(Guest, models.CASCADE, related_name="printed", verbose_name=_("guest"))
    kind = models.CharField(_("kind"), max_length=12, choices=PrintKind)
    words = models.TextField(_("words on the card"))
    issue = models.PositiveSmallIntegerField(_("print"))
    printed_at = models.DateTimeField(_("printed"), auto_now_add=True)

    class Meta:
        verbose_name = _("printed card")
        verbose_name_plural = _("printed cards")
        ordering = ["guest", "kind", "-issue"]
        constraints = [
            models.UniqueConstraint(fields=["guest", "kind", "issue"], name="one_card_a_guest_kind_print")
        ]

    def __str__(self) -> str:
        return f"{self.guest} · {self.get_kind_display()}"


class FlagQuerySet(OpenQuerySet):
    """The store of flags is no secret."""


class Flag(Versioned):
    """A flag in the store, or one the office has to find; changed flags and names are remembered."""

    code = models.CharField(_("country or organisation"), max_length=4, unique=True)
    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120)
    formal_en = models.CharField(_("formal name (EN)"), max_length=160, blank=True)
    formal_fr = models.CharField(_("formal name (FR)"), max_length=160, blank=True)
    is_organisation = models.BooleanField(_("organisation"), default=False)
    stock = models.PositiveSmallIntegerField(_("in the store"), default=0)
    size_cm = models.CharField(_("size (cm)"), max_length=20, blank=True)
    changed_on = models.DateField(_("flag or name changed on"), null=True, blank=True)
    change_en = models.CharField(_("what changed (EN)"), max_length=200, blank=True)
    change_fr = models.CharField(_("what changed (FR)"), max_length=200, blank=True)
    checked_on = models.DateField(_("stock checked on"), null=True, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)

    def formal(self, language: str | None = None) -> str:
        return in_language(self, "formal", language) or self.name(language)


class GiftLimitQuerySet(DatedQuerySet, OpenQuerySet):
    """Limits in force on a day."""


class GiftLimit(Versioned):
    """What a gift may be worth without a further approval; dated, to be replaced by the office's own."""

    direction = models.CharField(_("direction"), max_length=8, choices=Direction)
    amount = models.DecimalField(_("limit (EUR)"), max_digits=10, decimal_places=2)
    text_en = models.CharField(_("rule (EN)"), max_length=240)
    text_fr = models.CharField(_("rule (FR)"), max_length=240)
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force to"), null=True, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=True)

    objects = GiftLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("limit of gifts")
        verbose_name_plural = _("limits of gifts")
        ordering = ["direction", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["direction", "starts_on"], name="one_gift_limit_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="gift_limit_ends_after_it_starts",
                violation_error_message=_("A limit cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "text")


class GiftQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "GiftQuerySet":
        return self if user.has_role(*OFFICE) else self.none()

    def standing(self) -> "GiftQuerySet":
        return self.exclude(state__in=(GiftState.REFUSED, GiftState.WITHDRAWN))


class Gift(Versioned):
    """A gift given or received: what, to or from whom, what it is worth, who agreed."""

    MOVES = GIFT_MOVES

    number = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction, default=Direction.GIVEN)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("to or from whom"))
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Member")
    )
    ceremony = models.ForeignKey(
        Ceremony, models.PROTECT, null=True, blank=True, related_name="gifts", verbose_name=_("ceremony")
    )
    what_en = models.CharField(_("what (EN)"), max_length=200)
    what_fr = models.CharField(_("what (FR)"), max_length=200, blank=True)
    value = models.DecimalField(
        _("value (EUR)"), max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    day = models.DateField(_("day"))
    kept_at = models.CharField(_("where it is kept"), max_length=160, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=GiftState, default=GiftState.PROPOSED, editable=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("decided by"),
    )

    objects = GiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=(GiftState.APPROVED, GiftState.REFUSED, GiftState.HANDED))
                | Q(decided_at__isnull=False),
                name="a_decided_gift_has_a_moment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} · {in_language(self, 'what')}"

    def get_absolute_url(self) -> str:
        return reverse("protocol:gift", args=[self.pk])

    def what(self, language: str | None = None) -> str:
        return in_language(self, "what", language)
