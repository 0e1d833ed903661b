"""Ideas of how to work better, with what they would save and what became of them."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.desk.states import IDEA_MOVES, INSIDERS, OPEN_IDEAS, SHARED_IDEAS, IdeaState
from council_office.directory.models import OFFICE, User, Versioned


class IdeaQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "IdeaQuerySet":
        """The office sees all; everybody in the house their own and what was accepted."""
        if user.has_role(*OFFICE):
            return self
        if not user.has_role(*INSIDERS):
            return self.none()
        return self.filter(Q(proposed_by=user) | Q(state__in=SHARED_IDEAS))

    def open(self) -> "IdeaQuerySet":
        return self.filter(state__in=OPEN_IDEAS)


class Idea(Versioned):
    """A proposal, what it would save in a year, and its outcome."""

    MOVES = IDEA_MOVES
    TONES = {"new": "waiting", "considered": "going", "declined": "neutral"}

    number = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    title = models.CharField(_("the idea in a line"), max_length=160)
    text = models.TextField(_("what would change"))
    hours = models.PositiveIntegerField(
        _("hours saved in a year"), null=True, blank=True, help_text=_("A guess is enough.")
    )
    euros = models.DecimalField(
        _("euros saved in a year"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("proposed by"),
        editable=False,
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=IdeaState, default=IdeaState.NEW, editable=False
    )
    outcome = models.TextField(_("outcome"), blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["done", "declined"]) | ~Q(outcome=""),
                name="settled_idea_has_an_outcome",
                violation_error_message=_("Say what became of it."),
            )
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("desk:idea", args=[self.pk])
