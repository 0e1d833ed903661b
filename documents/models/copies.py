"""Marked copies: each numbered, for one recipient, followed until it is back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Person
from council_office.directory.states import Role
from documents import naming
from documents.models.document import Document
from documents.states import COPY_MOVES, MEDIA_TYPES, CopyState, Form, Medium


class MarkedCopyQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "MarkedCopyQuerySet":
        """The register, as far as the gate opens the documents; others see the copies made for them."""
        opened = self.filter(document__in=Document.objects.visible_to(user))
        if user.has_role(*OFFICE, Role.CUSTODIAN):
            return opened
        return opened.filter(person=user.person_id) if user.person_id else self.none()


class MarkedCopy(models.Model):
    """One copy of a document, its number and recipient on every page; the original stays as it is."""

    MOVES = COPY_MOVES
    TONES = {CopyState.OUT: "going", CopyState.RECALLED: "waiting", CopyState.RETURNED: "good"}

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="copies", verbose_name=_("document"), editable=False
    )
    number = models.PositiveIntegerField(_("copy number"), editable=False)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
        editable=False,
    )
    recipient = models.CharField(_("recipient as written on it"), max_length=200, editable=False)
    medium = models.CharField(_("how it left"), max_length=8, choices=Medium, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=CopyState, default=CopyState.OUT)
    file_name = models.CharField(_("name in the archive"), max_length=200, unique=True, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    made_at = models.DateTimeField(_("made"), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
        editable=False,
    )
    made_label = models.CharField(_("made by, in words"), max_length=200, editable=False)
    recalled_at = models.DateTimeField(_("recalled"), null=True, blank=True, editable=False)
    recall_reason = models.CharField(_("why it was recalled"), max_length=300, blank=True, editable=False)
    ended_at = models.DateTimeField(_("returned or destroyed"), null=True, blank=True, editable=False)

    objects = MarkedCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("marked copy")
        verbose_name_plural = _("marked copies")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="a_copy_number_is_given_once"),
            models.CheckConstraint(
                condition=~Q(state=CopyState.RECALLED)
                | (Q(recalled_at__isnull=False) & ~Q(recall_reason="")),
                name="a_recalled_copy_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[CopyState.RETURNED, CopyState.DESTROYED]) | Q(ended_at__isnull=False),
                name="a_copy_that_is_back_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.number} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("documents:copy", args=[self.pk])

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Form.PDF]

    @property
    def download_name(self) -> str:
        """`ROD-2026-0001 Record of Decisions EN copy 3.pdf`."""
        stem = self.document.download_name.removesuffix(".pdf")
        return f"{naming.clean(stem)} copy {self.number}.pdf"
