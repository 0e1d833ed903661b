"""A mail to one person: what it carries, and how far it came."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Person
from council_office.directory.states import Language
from documents import gate
from documents.models.copies import MarkedCopy
from documents.models.document import Document
from documents.states import DELIVERY_MOVES, DeliveryState, ICalendarMethod


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "DeliveryQuerySet":
        """The office sees its mails, but none that carries a paper which the gate keeps from the reader."""
        if not user.has_role(*OFFICE):
            return self.none()
        kept = Document.objects.exclude(gate.opens_for(user)).filter(pk=OuterRef("document"))
        carried = DeliveryDocument.objects.filter(Exists(kept), delivery=OuterRef("pk"))
        return self.filter(~Exists(carried))

    def about(self, subject: models.Model) -> "DeliveryQuerySet":
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(about_type=kind, about_id=subject.pk)


class Delivery(models.Model):
    """One mail to one address under one key: the same key is never a second mail."""

    MOVES = DELIVERY_MOVES

    key = models.CharField(_("key"), max_length=200, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=DeliveryState, default=DeliveryState.QUEUED, db_index=True
    )
    to = models.EmailField(_("recipient"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    ical = models.BinaryField(_("calendar entry"), null=True, blank=True)
    ical_method = models.CharField(
        _("kind of calendar entry"), max_length=8, choices=ICalendarMethod, default=ICalendarMethod.REQUEST
    )
    documents = models.ManyToManyField(
        Document, through="DeliveryDocument", related_name="deliveries", verbose_name=_("documents")
    )
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    message_id = models.CharField(_("Message-ID"), max_length=200, editable=False)
    round = models.PositiveSmallIntegerField(_("times a person ordered it"), default=1, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    error = models.CharField(_("last error"), max_length=500, blank=True, editable=False)
    queued_at = models.DateTimeField(_("queued"), default=timezone.now, editable=False)
    sending_at = models.DateTimeField(_("last attempt"), null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ordered by"),
    )
    ordered_label = models.CharField(_("ordered by, in words"), max_length=200)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["about_type", "about_id"]),
            models.Index(fields=["-queued_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.SENT) | Q(sent_at__isnull=False),
                name="a_sent_delivery_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to} · {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("documents:delivery", args=[self.pk])


class DeliveryDocument(models.Model):
    """A document that travels with a mail, in its place among the attachments."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attached")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    copy = models.OneToOneField(
        MarkedCopy,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attached",
        verbose_name=_("marked copy"),
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "document"], name="a_document_is_attached_once")
        ]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def leaving(self) -> Document | MarkedCopy:
        """What is attached: the document, or its copy made for this recipient."""
        return self.copy or self.document
