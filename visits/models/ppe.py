"""What visitors need on the day: sizes, another route, diets; equipment in stock and reserved."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Versioned
from council_office.directory.states import Role
from visits.models.visit import Visitor
from visits.sizes import CLOTHES, SizeSystem
from visits.states import PpeKind


class PpeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PpeQuerySet":
        return self if user.has_role(*OFFICE, Role.GUIDE, Role.SECURITY_OFFICER) else self.none()


class PpeItem(Versioned):
    """Pieces of one kind and size; EU sizes for shoes, XS to 3XL for vests, no size for the rest."""

    kind = models.CharField(_("kind"), max_length=8, choices=PpeKind)
    size = models.CharField(_("size"), max_length=6, blank=True)
    stock = models.PositiveSmallIntegerField(_("pieces"))
    cleaning_minutes = models.PositiveSmallIntegerField(_("minutes for cleaning"), default=30)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = PpeQuerySet.as_manager()

    class Meta:
        verbose_name = _("protective equipment")
        verbose_name_plural = _("protective equipment")
        ordering = ["kind", "size"]
        constraints = [models.UniqueConstraint(fields=["kind", "size"], name="one_ppe_item_a_size")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.size}".strip()


class OfFittedQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OfFittedQuerySet":
        return self.filter(visitor__in=Visitor.objects.visible_to(user))


class Needs(Versioned):
    """What a visitor needs on the day: sizes as told, another route (yes or no, never why), a diet."""

    visitor = models.OneToOneField(Visitor, models.CASCADE, related_name="needs", verbose_name=_("visitor"))
    shoe_system = models.CharField(
        _("shoe sizes of"), max_length=2, choices=SizeSystem, default=SizeSystem.EU
    )
    shoe_size = models.CharField(_("shoe size"), max_length=6, blank=True)
    clothes = models.CharField(
        _("clothing size"), max_length=4, blank=True, choices=[(size, size) for size in CLOTHES]
    )
    step_free = models.BooleanField(
        _("needs a step-free route"),
        default=False,
        help_text=_("Yes or no; the reason is nobody’s business and is not kept."),
    )
    has_diet = models.BooleanField(_("has a diet"), default=False)
    diet = models.CharField(
        _("diet"),
        max_length=200,
        blank=True,
        help_text=_("For the kitchen only; never on a plan on the wall."),
    )

    objects = OfFittedQuerySet.as_manager()

    class Meta:
        verbose_name = _("needs of a visitor")
        verbose_name_plural = _("needs of visitors")
        ordering = ["visitor"]
        constraints = [
            models.CheckConstraint(
                condition=Q(has_diet=True) | Q(diet=""),
                name="diet_only_after_a_yes",
                violation_error_message=_("Say first that there is a diet."),
            )
        ]

    def __str__(self) -> str:
        return str(self.visitor)


class PpeReservation(Versioned):
    """One piece for one visitor during a slot; it comes back, is cleaned, then it is free again."""

    item = models.ForeignKey(
        PpeItem, models.PROTECT, related_name="reservations", verbose_name=_("protective equipment")
    )
    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="+", verbose_name=_("visitor"))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True, editable=False)

    objects = OfFittedQuerySet.as_manager()

    class Meta:
        verbose_name = _("reserved equipment")
        verbose_name_plural = _("reserved equipment")
        ordering = ["starts_at", "item"]
        constraints = [
            models.UniqueConstraint(fields=["item", "visitor"], name="one_piece_a_visitor"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="ppe_reservation_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.visitor}"
