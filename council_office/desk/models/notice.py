"""What a person is told, on the page and by mail."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from council_office.desk.states import Mailing, NoticeKind
from council_office.directory.models import User


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "NoticeQuerySet":
        """Everybody's own."""
        return self.filter(user=user) if user.pk and user.is_active else self.none()

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One thing that one person is told once: its key says which."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"), editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind, editable=False)
    key = models.CharField(_("key"), max_length=120, editable=False)
    words = models.CharField(_("words"), max_length=300, editable=False)
    facts = models.JSONField(_("facts"), default=dict, editable=False)
    details = models.TextField(_("details"), blank=True, editable=False)
    about_type = models.ForeignKey(ContentType, models.CASCADE, null=True, related_name="+", editable=False)
    about_id = models.PositiveBigIntegerField(null=True, editable=False)
    about = GenericForeignKey("about_type", "about_id")
    at = models.DateTimeField(_("told"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True, editable=False)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread")]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_notice_a_key")]

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self) -> str:
        """What is told, in the language of the moment."""
        return gettext(self.words) % self.facts if self.facts else gettext(self.words)

    @property
    def url(self) -> str:
        """Where the matter itself stands; empty when it is gone or has no page."""
        return self.about.get_absolute_url() if hasattr(self.about, "get_absolute_url") else ""


class PreferenceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "PreferenceQuerySet":
        return self.filter(user=user) if user.pk else self.none()


class NoticePreference(models.Model):
    """When one person's notices go to the mailbox as well."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user")
    )
    mailing = models.CharField(_("by mail"), max_length=8, choices=Mailing, default=Mailing.AT_ONCE)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("preference for notices")
        verbose_name_plural = _("preferences for notices")
        ordering = ["user"]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_mailing_display()}"
