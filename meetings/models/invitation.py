"""Invitations to a session and their answers."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import User, Versioned
from council_office.directory.states import Language
from meetings.models.session import Participant, Session
from meetings.states import INVITATION_MOVES, Answer, InvitationForm, InvitationState


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "InvitationQuerySet":
        return self.filter(participant__session__in=Session.objects.visible_to(user))

    def unanswered(self) -> "InvitationQuerySet":
        return self.filter(state=InvitationState.SENT, answer=Answer.NONE)


class Invitation(Versioned):
    """One letter to one participant, the calendar entry that goes with it, and the answer."""

    MOVES = INVITATION_MOVES

    participant = models.OneToOneField(
        Participant, models.CASCADE, related_name="invitation", verbose_name=_("participant")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language)
    form = models.CharField(_("form"), max_length=12, choices=InvitationForm, default=InvitationForm.LETTER)
    state = models.CharField(
        _("state"), max_length=8, choices=InvitationState, default=InvitationState.DRAFT, editable=False
    )
    number = models.CharField(_("number"), max_length=40, blank=True, editable=False)
    dated_on = models.DateField(_("dated"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    calendar_uid = models.UUIDField(_("calendar identifier"), default=uuid4, unique=True, editable=False)
    calendar_sequence = models.PositiveSmallIntegerField(_("calendar sequence"), default=0, editable=False)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    substitute_name = models.CharField(_("substitute"), max_length=160, blank=True)
    substitute_title = models.CharField(_("substitute’s title"), max_length=200, blank=True)
    substitute_email = models.EmailField(_("substitute’s e-mail"), blank=True)
    remark = models.TextField(_("remark"), blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0, editable=False)
    reminded_at = models.DateTimeField(_("last reminded"), null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["participant"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="one_invitation_a_number"
            ),
            models.CheckConstraint(
                condition=~Q(state=InvitationState.SENT) | ~Q(number=""), name="sent_invitation_is_numbered"
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.NONE) | Q(answered_at__isnull=False), name="answer_has_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.participant)

    def get_absolute_url(self) -> str:
        return reverse("meetings:invitation", args=[self.pk])
