"""Letters to visitors: numbered, with locked facts, checked by a code; and what each recipient was asked."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Person, User, Versioned
from council_office.directory.states import Language
from council_office.web.models import SignedLink
from visits.models.visit import OfVisitQuerySet, Visit, Visitor
from visits.states import LETTER_MOVES, STANDING, LetterKind, LetterState


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "LetterQuerySet":
        return self if user.has_role(*OFFICE) else self.none()

    def standing(self) -> "LetterQuerySet":
        return self.filter(state__in=STANDING)


class Letter(Versioned):
    """One version of one numbered letter; a change makes the next version and this one no longer counts."""

    MOVES = LETTER_MOVES

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="letters", verbose_name=_("visitor"))
    kind = models.CharField(_("kind"), max_length=14, choices=LetterKind)
    language = models.CharField(_("language of the mail"), max_length=2, choices=Language)
    state = models.CharField(
        _("state"), max_length=12, choices=LetterState, default=LetterState.DRAFT, editable=False
    )
    number = models.CharField(_("number"), max_length=40, blank=True, editable=False)
    issue = models.PositiveSmallIntegerField(_("version of the letter"), default=1, editable=False)
    code = models.CharField(_("verification code"), max_length=20, unique=True, editable=False)
    dated_on = models.DateField(_("dated"), null=True, blank=True, editable=False)
    facts = models.JSONField(_("locked facts"), default=dict, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("no longer counts since"), null=True, blank=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter to a visitor")
        verbose_name_plural = _("letters to visitors")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "issue"], condition=~Q(number=""), name="one_letter_a_number_and_version"
            ),
            models.UniqueConstraint(
                fields=["visitor", "kind"],
                condition=Q(state__in=STANDING),
                name="one_standing_letter_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENT) | (~Q(number="") & Q(dated_on__isnull=False)),
                name="sent_letter_is_numbered_and_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.get_kind_display()} · {self.visitor}"

    def get_absolute_url(self) -> str:
        return reverse("visits:letter", args=[self.pk])


class Inquiry(Versioned):
    """What one recipient was asked in a visit: the link, the mails, the reminders, the escalation."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="inquiries", verbose_name=_("visit"))
    recipient = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("recipient"))
    link = models.ForeignKey(
        SignedLink,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("link"),
    )
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True, editable=False)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0, editable=False)
    reminded_at = models.DateTimeField(_("last reminded"), null=True, blank=True, editable=False)
    escalated_at = models.DateTimeField(_("escalated"), null=True, blank=True, editable=False)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering = ["visit", "recipient"]
        constraints = [models.UniqueConstraint(fields=["visit", "recipient"], name="one_inquiry_a_recipient")]

    def __str__(self) -> str:
        return f"{self.recipient} · {self.visit}"
