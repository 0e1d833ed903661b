"""What staff ask the office, and what was said about it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from council_office.calendar.models import DeadlineRule
from council_office.desk.models.knowledge import KnowledgePage
from council_office.desk.states import (
    HANDS,
    OWED,
    REQUEST_MOVES,
    UNANSWERED,
    MessageKind,
    RequestState,
    Satisfaction,
    Topic,
)
from council_office.directory.models import OFFICE, User, Versioned
from council_office.directory.states import Language, Role

TITLE = 90


class RequestQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "RequestQuerySet":
        """The office sees every request; others those they asked or answer for."""
        if user.has_role(*OFFICE):
            return self
        own = Q(asked_by=user) | Q(owner=user)
        return self.filter(own) if user.pk and user.is_active else self.none()

    def unanswered(self) -> "RequestQuerySet":
        return self.filter(state__in=UNANSWERED)

    def owed(self) -> "RequestQuerySet":
        """Where the next step is the office's."""
        return self.filter(state__in=OWED)

    def overdue(self, today: date | None = None) -> "RequestQuerySet":
        return self.owed().filter(due_on__lt=today or timezone.localdate())

    def to_answer(self, user: User) -> "RequestQuerySet":
        """What this person should answer: their own; for the office's hands also what nobody has taken."""
        mine = Q(owner=user)
        free = Q(owner__isnull=True) if user.has_role(*HANDS) else Q(pk__in=[])
        return self.owed().filter(mine | free)


class Request(Versioned):
    """A question to the office: who asked, who answers, until when, and how well it went."""

    MOVES = REQUEST_MOVES
    TONES = {"new": "waiting", "taken": "going", "waiting": "neutral", "reopened": "bad", "closed": "neutral"}

    number = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    topic = models.CharField(_("topic"), max_length=14, choices=Topic, default=Topic.INFORMATION)
    question = models.TextField(_("question"))
    language = models.CharField(_("language"), max_length=2, choices=Language, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState, default=RequestState.NEW, editable=False
    )
    counted_from = models.DateField(_("counted from"), default=timezone.localdate, editable=False)
    due_on = models.DateField(_("due"), null=True, editable=False)
    rule = models.ForeignKey(
        DeadlineRule,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("deadline rule"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    escalated_at = models.DateTimeField(_("passed on"), null=True, blank=True, editable=False)
    escalated_to = models.CharField(
        _("passed on to"), max_length=40, choices=Role, blank=True, editable=False
    )
    satisfaction = models.PositiveSmallIntegerField(
        _("satisfaction"), choices=Satisfaction, null=True, blank=True, editable=False
    )
    satisfaction_words = models.TextField(_("in the asker’s words"), blank=True, editable=False)
    page = models.ForeignKey(
        KnowledgePage,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="requests",
        verbose_name=_("knowledge page"),
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="request_state_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["taken", "waiting", "answered"]) | Q(owner__isnull=False),
                name="request_in_work_has_an_owner",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False), name="request_answered_at"
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__range=(1, 5)),
                name="request_satisfaction_of_five",
            ),
            models.CheckConstraint(
                condition=Q(escalated_at__isnull=True, escalated_to="")
                | (Q(escalated_at__isnull=False) & ~Q(escalated_to="")),
                name="request_passed_on_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("desk:request", args=[self.pk])

    @property
    def title(self) -> str:
        """The first line of the question, cut at a word."""
        first = next((line.strip() for line in self.question.splitlines() if line.strip()), "")
        return (
            first if len(first) <= TITLE else Truncator(first[:TITLE]).words(len(first[:TITLE].split()) - 1)
        )

    @property
    def is_overdue(self) -> bool:
        return self.state in OWED and self.due_on is not None and self.due_on < timezone.localdate()


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "MessageQuerySet":
        """What stands in requests that the person sees; notes of the office are the office's."""
        seen = self.filter(request__in=Request.objects.visible_to(user))
        if user.has_role(*OFFICE):
            return seen
        return seen.filter(~Q(kind=MessageKind.NOTE) | Q(request__owner=user))


class Message(models.Model):
    """One thing said in a request; it stays as it was said."""

    request = models.ForeignKey(
        Request, models.CASCADE, related_name="messages", verbose_name=_("request"), editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=MessageKind, editable=False)
    text = models.TextField(_("text"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )
    at = models.DateTimeField(_("said"), default=timezone.now, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.request} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.request.get_absolute_url()}#message-{self.pk}"
