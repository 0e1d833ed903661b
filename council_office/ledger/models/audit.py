"""Events that are written once, and the chain that makes a change of them visible."""

import uuid
from typing import NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from council_office.ledger import words


class WrittenOnce(TypeError):
    """Somebody tried to change or delete what is only ever added."""


class WrittenOnceQuerySet(models.QuerySet):
    """Rows are added and read; everything else is refused."""

    def _refuse(self, *args, **kwargs) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__} rows are written once.")

    update = delete = bulk_update = update_or_create = _refuse
    _raw_delete = _refuse


class WrittenOnceModel(models.Model):
    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Insert; a second save is refused."""
        if not self._state.adding:
            raise WrittenOnce(f"{type(self).__name__} rows are written once.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs) -> NoReturn:
        """Refused."""
        raise WrittenOnce(f"{type(self).__name__} rows are written once.")


class Event(WrittenOnceModel):
    """One thing that somebody did, to what, when; never changed and never deleted."""

    at = models.DateTimeField(_("moment"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=pgettext_lazy("audit", "by"),
    )
    actor_label = models.CharField(_("name of the actor"), max_length=200, blank=True)
    verb = models.CharField(_("verb"), max_length=80, db_index=True)
    subject_type = models.CharField(_("kind of subject"), max_length=100, blank=True)
    subject_id = models.CharField(_("key of the subject"), max_length=64, blank=True)
    subject_label = models.CharField(_("subject"), max_length=300, blank=True)
    details = models.JSONField(_("details"), default=dict, encoder=DjangoJSONEncoder)
    digest = models.CharField(_("fingerprint"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("audit trail")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="event_history")]

    def __str__(self) -> str:
        return " · ".join(part for part in (self.who, self.subject_label, self.words()) if part)

    def words(self) -> str:
        """What was done, in the reader's language: "moved from Draft to Convened"."""
        return words.sentence(self)

    def changes(self) -> list[tuple[str, str, str]]:
        """(field, before, after) of what was changed, in the reader's words."""
        return words.changes(self)

    @property
    def reason(self) -> str:
        return str(self.details.get("reason") or "")

    @property
    def who(self) -> str:
        """The actor as the reader should see it."""
        if self.actor_id is None and self.actor_label == "clock":
            return gettext("Scheduled work")
        return self.actor_label or gettext("Nobody signed in")


class Link(WrittenOnceModel):
    """The place of an event in the chain: its hash covers the hash before it.

    On PostgreSQL a deferred trigger adds the link when the transaction commits, so that the head is locked
    for an instant only (docs/decisions/audit-chain.md); elsewhere audit.record adds it.
    """

    sequence = models.BigIntegerField(_("place in the chain"), primary_key=True)
    event = models.OneToOneField(Event, models.PROTECT, related_name="link", verbose_name=_("event"))
    hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        verbose_name = _("link of the audit chain")
        verbose_name_plural = _("links of the audit chain")
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash[:12]}"


class ChainHead(models.Model):
    """The end of the chain; its only row is locked while a link is added."""

    chain = models.UUIDField(_("name of the chain"), default=uuid.uuid4)
    sequence = models.BigIntegerField(_("last place"), default=0)
    hash = models.CharField(_("last hash"), max_length=64)

    class Meta:
        verbose_name = _("head of the audit chain")
        verbose_name_plural = _("heads of the audit chain")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_chain_head")]

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}"
