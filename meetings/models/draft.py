"""The draft record in the Members’ hands: circulated, commented, adopted; and what came back by hand."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Member, Person, User, Versioned
from council_office.directory.states import Language
from documents.models import Document
from meetings.models.agenda import AgendaItem
from meetings.models.record import Outcome
from meetings.models.session import Session
from meetings.states import (
    COMMENT_MOVES,
    DRAFT_MOVES,
    HAND_EDIT_MOVES,
    DraftState,
    HandEditState,
    Verdict,
)


class OfOfficeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "OfOfficeQuerySet":
        """The office's own work; Members have their signed links."""
        return self if user.has_role(*OFFICE) else self.none()


class Draft(Versioned):
    """The record as it went to the Members; it never changes, a revised draft is the next edition."""

    MOVES = DRAFT_MOVES
    TONES = {"circulated": "going", "adopted": "good"}

    session = models.ForeignKey(Session, models.CASCADE, related_name="drafts", verbose_name=_("session"))
    edition = models.PositiveSmallIntegerField(_("edition"))
    state = models.CharField(
        _("state"), max_length=10, choices=DraftState, default=DraftState.CIRCULATED, editable=False
    )
    paragraphs = models.JSONField(_("paragraphs"), default=list, editable=False)
    papers = models.JSONField(_("facts of the papers"), default=list, editable=False)
    circulated_at = models.DateTimeField(_("circulated"))
    comments_until = models.DateTimeField(_("comments until"))
    adopted_at = models.DateTimeField(_("adopted"), null=True, blank=True, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft record")
        verbose_name_plural = _("draft records")
        ordering = ["session", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["session", "edition"], name="one_draft_an_edition"),
            models.CheckConstraint(
                condition=~Q(state=DraftState.ADOPTED) | (Q(adopted_at__isnull=False) & ~Q(sha256="")),
                name="adopted_draft_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}/ROD-DRAFT {self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:draft", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether comments are still taken."""
        return self.state == DraftState.CIRCULATED and timezone.now() < self.comments_until


class Reviewer(models.Model):
    """Who comments for a Member, by one signed link."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="reviewers", verbose_name=_("draft"))
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("Member"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    done_at = models.DateTimeField(_("has finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("reviewer of a draft")
        verbose_name_plural = _("reviewers of drafts")
        ordering = ["draft", "member"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "member"], name="one_reviewer_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.draft} · {self.member}"

    def get_absolute_url(self) -> str:
        return self.draft.get_absolute_url()


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "CommentQuerySet":
        return self if user.has_role(*OFFICE) else self.none()

    def open(self) -> "CommentQuerySet":
        return self.filter(state=Verdict.OPEN)


class Comment(Versioned):
    """What a Member says of one numbered paragraph, and what the Secretary makes of it."""

    MOVES = COMMENT_MOVES
    TONES = {"open": "waiting", "accepted": "good", "rejected": "neutral"}

    reviewer = models.ForeignKey(
        Reviewer, models.CASCADE, related_name="comments", verbose_name=_("reviewer")
    )
    number = models.PositiveSmallIntegerField(_("paragraph"))
    outcome = models.ForeignKey(
        Outcome, models.SET_NULL, null=True, blank=True, related_name="comments", verbose_name=_("outcome")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language)
    text = models.TextField(_("comment"), blank=True)
    wording = models.TextField(_("proposed wording"), blank=True)
    said_at = models.DateTimeField(_("last said"))
    state = models.CharField(
        _("verdict"), max_length=8, choices=Verdict, default=Verdict.OPEN, editable=False
    )
    because = models.CharField(_("reason"), max_length=500, blank=True)
    judged_at = models.DateTimeField(_("judged"), null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        ordering = ["number", "reviewer__member"]
        constraints = [
            models.UniqueConstraint(fields=["reviewer", "number"], name="one_comment_a_paragraph"),
            models.CheckConstraint(condition=~Q(text="", wording=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(state=Verdict.OPEN) | (~Q(because="") & Q(judged_at__isnull=False)),
                name="verdict_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} · {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.reviewer.draft.get_absolute_url()}#paragraph-{self.number}"


class HandEdit(Versioned):
    """A Word file of the record that came back changed by hand: seen, and taken over only by a person."""

    MOVES = HAND_EDIT_MOVES

    session = models.ForeignKey(Session, models.CASCADE, related_name="hand_edits", verbose_name=_("session"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name=_("document"))
    known_as = models.CharField(_("was made from"), max_length=120, blank=True)
    changes = models.JSONField(_("changes"), default=list)
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=10, choices=HandEditState, default=HandEditState.WAITING, editable=False
    )

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("record edited by hand")
        verbose_name_plural = _("records edited by hand")
        ordering = ["session", "-uploaded_at"]

    def __str__(self) -> str:
        return str(self.document)

    def get_absolute_url(self) -> str:
        return reverse("meetings:hand_edit", args=[self.pk])


class StatementQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "StatementQuerySet":
        return self if user.has_role(*OFFICE) else self.none()


class Statement(Versioned):
    """What was said on an item, for the minutes; by a Member, by somebody, or in the room."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="statements", verbose_name=_("session"))
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="statements", verbose_name=_("agenda item")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Member"),
        help_text=_("Left empty with the speaker: the discussion as a whole."),
    )
    speaker = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("speaker")
    )
    text_en = models.TextField(_("what was said (EN)"), blank=True)
    text_fr = models.TextField(_("what was said (FR)"), blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["session", "item", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text_en="", text_fr=""), name="statement_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:minutes", args=[self.session_id])
