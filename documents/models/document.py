"""A document: bytes that never change, with what the office knows about them."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.states import Language
from documents import gate, kinds, naming
from documents.models.access import Level, NeedToKnow
from documents.states import MEDIA_TYPES, Form

MUTABLE = frozenset({"level", "level_id", "group", "group_id", "on_hold", "hold_reason"})


class Immutable(Exception):
    """Somebody tried to change or delete an issued document."""


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "DocumentQuerySet":
        """The documents that the gate opens for `user` today (see documents.gate)."""
        return self.filter(gate.opens_for(user))

    def newest(self) -> "DocumentQuerySet":
        """Without the versions that a later one replaced."""
        return self.filter(replaced_by__isnull=True)

    def about(self, subject: models.Model) -> "DocumentQuerySet":
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(about_type=kind, about_id=subject.pk)

    def update(self, **changes) -> int:
        if not MUTABLE.issuperset(changes):
            raise Immutable("An issued document never changes; a correction is a new paper.")
        return super().update(**changes)

    def delete(self) -> tuple[int, dict]:
        raise Immutable("An issued document is not deleted.")


class Document(models.Model):
    """One paper in one language and form, as it was issued or received."""

    uid = models.UUIDField(_("file identifier"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=40, db_index=True)
    number = models.CharField(_("number"), max_length=80)
    version_number = models.PositiveSmallIntegerField(_("version"), default=1)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    form = models.CharField(_("form"), max_length=5, choices=Form)
    title = models.CharField(_("title"), max_length=300)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    dated_on = models.DateField(_("date on the paper"), null=True, blank=True)
    level = models.ForeignKey(Level, models.PROTECT, related_name="documents", verbose_name=_("level"))
    group = models.ForeignKey(
        NeedToKnow,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("need-to-know group"),
    )
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    file_name = models.CharField(_("name in the archive"), max_length=200, unique=True)
    original_name = models.CharField(_("name when it was received"), max_length=200, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    paper = models.JSONField(_("facts of the paper"), null=True, blank=True, editable=False)
    issued_at = models.DateTimeField(_("filed"), db_index=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("filed by")
    )
    issued_label = models.CharField(_("filed by, in words"), max_length=200)
    on_hold = models.BooleanField(_("on hold"), default=False)
    hold_reason = models.CharField(_("reason of the hold"), max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-issued_at", "-pk"]
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["about_type", "about_id"]),
            models.Index(fields=["-issued_at", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "version_number", "language", "form"], name="a_paper_is_stored_once"
            ),
            models.CheckConstraint(condition=~models.Q(number=""), name="a_document_has_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.title}"

    def save(self, *args, **kwargs) -> None:
        """Insert once; later only marking, group and hold may change."""
        if not self._state.adding and not MUTABLE.issuperset(kwargs.get("update_fields") or {"everything"}):
            raise Immutable("An issued document never changes; a correction is a new paper.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])

    def delete(self, *args, **kwargs) -> tuple[int, dict]:
        raise Immutable("An issued document is not deleted.")

    @property
    def kind_name(self) -> str:
        return kinds.name(self.kind)

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.form]

    @property
    def download_name(self) -> str:
        """The name a person would give the file: number, title, version, language."""
        return naming.file_name(self.number, self.title, self.version_number, self.language, self.form)
