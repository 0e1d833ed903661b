"""What happened at a gate: every scan with its true time, and what was said to it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.directory.models import OFFICE, User
from council_office.directory.states import Role
from visits.models.visit import Visitor
from visits.models.zone import Place
from visits.states import Way as Direction


class PassageQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "PassageQuerySet":
        return self if user.has_role(*OFFICE, Role.SECURITY_OFFICER) else self.none()


class Passage(models.Model):
    """A code held to a gate. `scanned_at` is when, `received_at` when the office heard of it."""

    uid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=80)
    visitor = models.ForeignKey(
        Visitor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("visitor")
    )
    gate = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gate")
    )
    direction = models.CharField(_("direction"), max_length=3, choices=Direction, default=Direction.IN)
    scanned_at = models.DateTimeField(_("scanned"))
    received_at = models.DateTimeField(pgettext_lazy("passage", "received"), auto_now_add=True)
    admitted = models.BooleanField(_("let through"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    said_at_gate = models.BooleanField(_("let through at the gate, without network"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("scanned by")
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["-scanned_at", "-pk"]
        indexes = [models.Index(fields=["visitor", "scanned_at"], name="passage_of_visitor")]
        constraints = [
            models.CheckConstraint(
                condition=Q(admitted=False) | Q(visitor__isnull=False), name="admitted_passage_has_a_visitor"
            ),
            models.CheckConstraint(
                condition=Q(admitted=True) | ~Q(reason=""), name="refused_passage_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visitor or self.code} · {self.get_direction_display()}"

    @property
    def is_conflict(self) -> bool:
        """The gate, without network, said something else than the office says of that moment."""
        return self.said_at_gate is not None and self.said_at_gate != self.admitted
