"""Decisions between meetings: by written answers, or by silence until a deadline."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Member, Person, User, Versioned, in_language
from meetings.models.body import Body
from meetings.models.record import Addressee, Formula, Subject
from meetings.models.registers import Decision
from meetings.models.session import Session
from meetings.states import PROCEDURE_MOVES, DecisionRule, ProcedureKind, ProcedureState, Reply


class ProcedureQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ProcedureQuerySet":
        """The office's own work; Members have their signed links, and the decision in the register."""
        return self if user.has_role(*OFFICE) else self.none()

    def expired(self, moment) -> "ProcedureQuerySet":
        return self.filter(state=ProcedureState.RUNNING, expires_at__lte=moment)


class Procedure(Versioned):
    """One text put to the Members between meetings; without a number until it is decided."""

    MOVES = PROCEDURE_MOVES
    TONES = {"running": "going", "broken": "bad", "adopted": "good", "not_adopted": "bad"}

    body = models.ForeignKey(Body, models.PROTECT, related_name="procedures", verbose_name=_("body"))
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="procedures",
        verbose_name=_("proposed at"),
        help_text=_("The meeting at which it was announced; left empty for one between meetings."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=ProcedureKind, default=ProcedureKind.SILENCE)
    rule = models.CharField(
        _("decision rule"), max_length=12, choices=DecisionRule, default=DecisionRule.CONSENSUS
    )
    title_en = models.CharField(_("title (EN)"), max_length=200)
    title_fr = models.CharField(_("title (FR)"), max_length=200)
    text_en = models.TextField(_("text of the decision (EN)"))
    text_fr = models.TextField(_("text of the decision (FR)"))
    formula = models.ForeignKey(Formula, models.PROTECT, related_name="+", verbose_name=_("verb"))
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("subject")
    )
    addressee = models.ForeignKey(
        Addressee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("addressee")
    )
    state = models.CharField(
        _("state"), max_length=11, choices=ProcedureState, default=ProcedureState.DRAFT, editable=False
    )
    expires_at = models.DateTimeField(_("expires"))
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    why = models.CharField(_("how it ended"), max_length=500, blank=True, editable=False)
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name=_("decision"),
    )  # fmt: skip

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure between meetings")
        verbose_name_plural = _("procedures between meetings")
        ordering = ["-expires_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ProcedureState.ADOPTED, decision__isnull=False)
                | (~Q(state=ProcedureState.ADOPTED) & Q(decision__isnull=True)),
                name="only_what_is_adopted_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(state=ProcedureState.DRAFT, opened_at__isnull=True)
                | Q(state=ProcedureState.WITHDRAWN)
                | Q(opened_at__isnull=False),
                name="running_procedure_was_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.title()

    def get_absolute_url(self) -> str:
        return reverse("meetings:procedure", args=[self.pk])

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)

    def text(self, language: str | None = None) -> str:
        return in_language(self, "text", language)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the deadline is counted."""
        return ZoneInfo(self.body.time_zone)

    @property
    def is_open(self) -> bool:
        return self.state == ProcedureState.RUNNING and timezone.now() < self.expires_at


class MemberReplyQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "MemberReplyQuerySet":
        return self if user.has_role(*OFFICE) else self.none()


class MemberReply(Versioned):
    """One Member in a procedure: who answers for it by signed link, and what it said."""

    procedure = models.ForeignKey(
        Procedure, models.CASCADE, related_name="replies", verbose_name=_("procedure")
    )
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("Member"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answers for it")
    )
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    told_at = models.DateTimeField(_("told how it ended"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=8, choices=Reply, default=Reply.SILENT)
    text = models.TextField(_("remark or amendment"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = MemberReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply of a Member")
        verbose_name_plural = _("replies of Members")
        ordering = ["procedure", "member"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "member"], name="one_reply_a_member"),
            models.CheckConstraint(
                condition=Q(answer=Reply.SILENT) | Q(answered_at__isnull=False), name="reply_has_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.get_answer_display()}"

    def get_absolute_url(self) -> str:
        return self.procedure.get_absolute_url()
