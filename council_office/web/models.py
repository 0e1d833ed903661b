"""Signed links for people without an account, and the lists people keep."""

from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Person, User


class SignedLinkQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "SignedLinkQuerySet":
        return self if user.has_role(*OFFICE) else self.none()

    def alive(self, now: datetime | None = None) -> "SignedLinkQuerySet":
        return self.filter(revoked_at__isnull=True, expires_at__gt=now or timezone.now())


class SignedLink(models.Model):
    """One person's own way to one thing, without an account; only a hash of the address is kept."""

    purpose = models.CharField(_("purpose"), max_length=60, editable=False)
    digest = models.CharField(_("hash of the address"), max_length=64, unique=True, editable=False)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", editable=False)
    object_id = models.PositiveBigIntegerField(editable=False)
    about = GenericForeignKey()
    recipient = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recipient")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    issued_at = models.DateTimeField(_("issued"), auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    revoked_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    uses = models.PositiveIntegerField(_("answers given"), default=0, editable=False)
    last_used_at = models.DateTimeField(_("last answer"), null=True, blank=True, editable=False)

    objects = SignedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed link")
        verbose_name_plural = _("signed links")
        ordering = ["-issued_at"]
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")), name="signed_link_expires_after_it_is_issued"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} · {self.actor_label}"

    @property
    def actor_id(self) -> None:
        return None

    @property
    def actor_label(self) -> str:
        name = self.recipient.display_name if self.recipient else self.email
        return f"{name} (signed link)"

    @property
    def is_alive(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "SavedViewQuerySet":
        return self.filter(user=user)


class SavedView(models.Model):
    """A list as one person likes to see it: filters, columns and order under a name."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"), editable=False
    )
    table = models.CharField(_("list"), max_length=80, editable=False)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("filters, columns and order"), max_length=2000, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "table", "name"], name="one_saved_view_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name
