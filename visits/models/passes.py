"""Requests for passes to the site, what security approves of them, and the pass that comes of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, User, Versioned
from council_office.directory.states import Role
from visits.models.visit import Visitor
from visits.states import BEFORE_SECURITY, CURRENT, OPENING, PASS_MOVES, Aspect, PassState


class PassRequestQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "PassRequestQuerySet":
        """The office sees all; security what was submitted to it."""
        if user.has_role(*OFFICE):
            return self
        if user.has_role(Role.SECURITY_OFFICER):
            return self.exclude(submitted_at__isnull=True)
        return self.none()

    def current(self) -> "PassRequestQuerySet":
        return self.filter(state__in=CURRENT)


class PassRequest(Versioned):
    """One visitor's way to a pass; issued, it is the pass."""

    MOVES = PASS_MOVES
    TONES = {PassState.INFORMATION: "waiting", PassState.COMPLETE: "going", PassState.ISSUED: "good"}

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="passes", verbose_name=_("visitor"))
    number = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=PassState, default=PassState.DRAFT, editable=False
    )
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("replaces")
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    note = models.TextField(_("what security says"), blank=True, editable=False)
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True, editable=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True, editable=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("ended"), null=True, blank=True, editable=False)
    nonce = models.CharField(max_length=64, blank=True, editable=False)
    digest = models.CharField(_("hash of the code"), max_length=64, blank=True, editable=False)

    HIDDEN_FROM_HISTORY = ("nonce", "digest")
    objects = PassRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("pass request")
        verbose_name_plural = _("pass requests")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visitor"], condition=Q(state__in=CURRENT), name="one_current_pass_a_visitor"
            ),
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="one_pass_a_code"),
            models.CheckConstraint(
                condition=Q(state__in=(*BEFORE_SECURITY, PassState.WITHDRAWN))
                | Q(submitted_at__isnull=False),
                name="pass_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OPENING)
                | (~Q(digest="") & Q(valid_from__isnull=False, valid_until__isnull=False)),
                name="issued_pass_has_a_code_and_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.visitor}"

    def get_absolute_url(self) -> str:
        return reverse("visits:pass", args=[self.pk])


class Approval(models.Model):
    """What security has approved of one aspect, as it was then."""

    request = models.ForeignKey(
        PassRequest, models.CASCADE, related_name="approvals", verbose_name=_("pass request")
    )
    aspect = models.CharField(_("aspect"), max_length=10, choices=Aspect)
    facts = models.JSONField(_("as approved"), default=dict, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "aspect"], name="one_approval_an_aspect"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approval_has_its_approver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} · {self.get_aspect_display()}"
