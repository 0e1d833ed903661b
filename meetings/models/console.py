"""The secretary's desk during a session: the open item, who speaks, what is worded, every entry once."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.directory.models import OFFICE, Member, User, Versioned
from meetings.models.agenda import AgendaItem
from meetings.models.session import Session
from meetings.states import EntryState


class DeskQuerySet(models.QuerySet):
    """What only the office sees of a session under way."""

    def visible_to(self, user: User) -> "DeskQuerySet":
        return self if user.has_role(*OFFICE) else self.none()


class Passage(models.Model):
    """One stretch of time in which an item was taken; an item may be opened again later."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="passages", verbose_name=_("session"))
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="passages", verbose_name=_("agenda item")
    )
    began_at = models.DateTimeField(_("opened at"))
    ended_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage of an item")
        verbose_name_plural = _("passages of items")
        ordering = ["session", "began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"], condition=Q(ended_at__isnull=True), name="one_item_is_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="passage_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.began_at:%H:%M}"

    @property
    def lasted(self) -> timedelta:
        return (self.ended_at or timezone.now()) - self.began_at


class Turn(models.Model):
    """Somebody who asked for the floor on an item, and when they had it."""

    uid = models.UUIDField(_("identifier"), unique=True, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="turns", verbose_name=_("session"))
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="turns", verbose_name=_("agenda item"))
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Member")
    )
    label = models.CharField(_("speaker"), max_length=120, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    began_at = models.DateTimeField(_("began at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("turn to speak")
        verbose_name_plural = _("turns to speak")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | ~Q(label=""), name="turn_is_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(began_at__isnull=False, ended_at__gte=F("began_at")),
                name="turn_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.member)

    @property
    def state(self) -> str:
        """waiting, speaking or spoken."""
        if self.began_at is None:
            return "waiting"
        return "speaking" if self.ended_at is None else "spoken"


class ItemSheet(Versioned):
    """What the secretary types on one item: running notes, and the conclusion as it is being worded."""

    item = models.OneToOneField(
        AgendaItem, models.CASCADE, related_name="sheet", verbose_name=_("agenda item")
    )
    notes = models.TextField(_("notes"), blank=True)
    conclusion_en = models.TextField(_("conclusion (EN)"), blank=True)
    conclusion_fr = models.TextField(_("conclusion (FR)"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("last written by")
    )

    # Notes are kept second by second: their history is the log of the console.
    HIDDEN_FROM_HISTORY = ("notes",)
    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("sheet of an item")
        verbose_name_plural = _("sheets of items")

    def __str__(self) -> str:
        return str(self.item)


class ConsoleEntry(models.Model):
    """One act at the console, kept once under the identifier that the browser gave it, with its true time."""

    uid = models.UUIDField(_("identifier"), unique=True, editable=False)
    session = models.ForeignKey(
        Session, models.CASCADE, related_name="console_entries", verbose_name=_("session")
    )
    kind = models.CharField(_("kind"), max_length=20)
    data = models.JSONField(_("what was entered"), default=dict)
    entered_at = models.DateTimeField(_("entered at"))
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    state = models.CharField(
        pgettext_lazy("entry of the console", "state"), max_length=10, choices=EntryState
    )
    answer = models.TextField(_("answer"), blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the console")
        verbose_name_plural = _("entries of the console")
        ordering = ["session", "entered_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} · {self.entered_at:%H:%M:%S}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:console", args=[self.session_id])
