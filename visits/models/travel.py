"""How visitors come and where they sleep: journeys, transfers, room blocks and stays, with their costs."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.directory.models import Versioned, in_language
from council_office.directory.models.record import OpenQuerySet
from visits.models.visit import OfVisitQuerySet, Visit, Visitor
from visits.states import JourneyWay


class Terminal(Versioned):
    """An airport, a station or a hotel where people are fetched; the minutes are the office's experience."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120)
    drive_minutes = models.PositiveSmallIntegerField(_("drive to the site, minutes"))
    border_minutes = models.PositiveSmallIntegerField(_("border, first Schengen entry, minutes"), default=0)
    luggage_minutes = models.PositiveSmallIntegerField(_("waiting for luggage, minutes"), default=0)
    early_minutes = models.PositiveSmallIntegerField(_("to be there before departure, minutes"), default=0)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("terminal")
        verbose_name_plural = _("terminals")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)


class OfVisitorQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OfVisitorQuerySet":
        return self.filter(visitor__in=Visitor.objects.visible_to(user))


class Transfer(Versioned):
    """One car, one way; made from journeys, kept as somebody changed it by hand."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="transfers", verbose_name=_("visit"))
    way = models.CharField(_("direction"), max_length=10, choices=JourneyWay, default=JourneyWay.ARRIVAL)
    terminal = models.ForeignKey(Terminal, models.PROTECT, related_name="+", verbose_name=_("terminal"))
    starts_at = models.DateTimeField(_("leaves"))
    vehicle = models.ForeignKey(
        "visits.Resource",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "vehicle"},
        verbose_name=_("vehicle"),
    )
    by_hand = models.BooleanField(
        _("changed by hand"), default=False, help_text=_("Kept as it is when cars are grouped again.")
    )

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return f"{self.terminal} · {self.get_way_display()}"


class Journey(Versioned):
    """One visitor's flight or train, there or back."""

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="journeys", verbose_name=_("visitor"))
    way = models.CharField(_("direction"), max_length=10, choices=JourneyWay, default=JourneyWay.ARRIVAL)
    number = models.CharField(_("flight or train"), max_length=20, help_text=_("AF 7662, TGV 6173…"))
    terminal = models.ForeignKey(Terminal, models.PROTECT, related_name="+", verbose_name=_("terminal"))
    moment = models.DateTimeField(_("lands or leaves"))
    luggage = models.PositiveSmallIntegerField(_("pieces of luggage"), default=1)
    first_schengen = models.BooleanField(
        _("enters Schengen here"), default=False, help_text=_("The border takes its time.")
    )
    transfer = models.ForeignKey(
        Transfer,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="journeys",
        verbose_name=_("transfer"),
    )

    objects = OfVisitorQuerySet.as_manager()

    class Meta:
        verbose_name = _("journey")
        verbose_name_plural = _("journeys")
        ordering = ["moment", "pk"]
        constraints = [models.UniqueConstraint(fields=["visitor", "way"], name="one_journey_each_way")]

    def __str__(self) -> str:
        return f"{self.number} · {self.visitor}"


class RoomBlock(Versioned):
    """Rooms a hotel keeps for a visit at a price, until a day."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="room_blocks", verbose_name=_("visit"))
    hotel = models.CharField(_("hotel"), max_length=120)
    rooms = models.PositiveSmallIntegerField(_("rooms"))
    rate = models.DecimalField(_("price a night"), max_digits=8, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    starts_on = models.DateField(_("first night"))
    ends_on = models.DateField(_("day of leaving"))
    release_on = models.DateField(
        _("free to give back until"), null=True, blank=True, help_text=_("Afterwards every room is paid.")
    )

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("room block")
        verbose_name_plural = _("room blocks")
        ordering = ["starts_on", "hotel"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="room_block_has_a_night",
                violation_error_message=_("The day of leaving is not after the first night."),
            )
        ]

    def __str__(self) -> str:
        return self.hotel


class Stay(Versioned):
    """One visitor's room of a block."""

    visitor = models.OneToOneField(Visitor, models.CASCADE, related_name="stay", verbose_name=_("visitor"))
    block = models.ForeignKey(RoomBlock, models.PROTECT, related_name="stays", verbose_name=_("room block"))
    starts_on = models.DateField(_("first night"))
    ends_on = models.DateField(_("day of leaving"))

    objects = OfVisitorQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("in a hotel", "stay")
        verbose_name_plural = pgettext_lazy("in a hotel", "stays")
        ordering = ["starts_on", "visitor"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="stay_has_a_night",
                violation_error_message=_("The day of leaving is not after the first night."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.visitor} · {self.block}"

    def nights(self) -> list[date]:
        return [date.fromordinal(day) for day in range(self.starts_on.toordinal(), self.ends_on.toordinal())]

    @property
    def cost(self) -> Decimal:
        return self.block.rate * len(self.nights())
