"""The registers that follow a record: decisions, actions and charges."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Member, Person, User, Versioned, in_language
from meetings.models.body import Body, Membership
from meetings.models.record import Act, Addressee, Formula, Outcome, Subject
from meetings.models.session import Session
from meetings.states import ACTION_MOVES, DECISION_MOVES, ActionKind, ActionState, DecisionStatus


class OfSessionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "OfSessionQuerySet":
        """Rows of the sessions that the user sees, less those born of an item closed to them."""
        rows = self.filter(session__in=Session.objects.visible_to(user))
        if user.has_role(*OFFICE):
            return rows
        return rows.filter(Q(act__isnull=True) | Q(act__outcome__in=Outcome.objects.visible_to(user)))


class Decision(Versioned):
    """An act with a permanent number in the register of decisions."""

    MOVES = DECISION_MOVES
    TONES = {"active": "good", "ad_referendum": "waiting", "implemented": "going"}

    session = models.ForeignKey(Session, models.PROTECT, related_name="decisions", verbose_name=_("session"))
    act = models.OneToOneField(
        Act, models.PROTECT, null=True, blank=True, related_name="decision", verbose_name=_("act")
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    serial = models.PositiveSmallIntegerField(_("serial number"))
    formula = models.ForeignKey(Formula, models.PROTECT, related_name="+", verbose_name=_("verb"))
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("subject"),
    )
    text_en = models.TextField(_("text (EN)"))
    text_fr = models.TextField(_("text (FR)"), blank=True)
    addressee = models.ForeignKey(
        Addressee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("addressee")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_text_en = models.CharField(_("due, in words (EN)"), max_length=120, blank=True)
    due_text_fr = models.CharField(_("due, in words (FR)"), max_length=120, blank=True)
    due_session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("due at")
    )
    state = models.CharField(
        _("status"), max_length=14, choices=DecisionStatus, default=DecisionStatus.ACTIVE, editable=False
    )
    decided_on = models.DateField(_("decided on"))
    effective_on = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Empty while it stands ad referendum.")
    )
    ended_on = models.DateField(_("in force until"), null=True, blank=True)
    communicated_on = models.DateField(_("communicated on"), null=True, blank=True)
    outcome_note_en = models.TextField(_("what became of it (EN)"), blank=True)
    outcome_note_fr = models.TextField(_("what became of it (FR)"), blank=True)
    supersedes = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="superseded_by", verbose_name=_("supersedes")
    )
    reserving = models.ManyToManyField(
        Member, blank=True, related_name="+", verbose_name=_("reserving Members")
    )
    lift_expected_on = models.DateField(_("lifting expected on"), null=True, blank=True)
    basis_en = models.CharField(_("basis (EN)"), max_length=250, blank=True)
    basis_fr = models.CharField(_("basis (FR)"), max_length=250, blank=True)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_on", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["session", "serial"], name="one_decision_a_serial"),
            models.CheckConstraint(
                condition=~Q(state__in=(DecisionStatus.ACTIVE, DecisionStatus.IMPLEMENTED))
                | Q(effective_on__isnull=False),
                name="decision_in_force_has_a_first_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=DecisionStatus.LAPSED) | Q(ended_on__isnull=False),
                name="lapsed_decision_has_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("meetings:decision", args=[self.pk])

    def text(self, language: str | None = None) -> str:
        return in_language(self, "text", language)

    def due_text(self, language: str | None = None) -> str:
        return in_language(self, "due_text", language)

    def outcome_note(self, language: str | None = None) -> str:
        return in_language(self, "outcome_note", language)

    def basis(self, language: str | None = None) -> str:
        return in_language(self, "basis", language)


class ActionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ActionQuerySet":
        """The office sees all; others what they own or what is put to a body on which they sit."""
        if user.has_role(*OFFICE):
            return self
        if user.person_id is None:
            return self.none()
        return self.filter(
            Q(owner=user.person_id)
            | Q(to_body__in=Membership.objects.filter(person=user.person_id).values("body"))
        )

    def open(self) -> "ActionQuerySet":
        return self.filter(state=ActionState.OPEN)

    def overdue(self, day: date) -> "ActionQuerySet":
        """Open on `day` though due before it, by date or by session."""
        return self.open().filter(Q(due_on__lt=day) | Q(due_on__isnull=True, due_session__ends_on__lt=day))


class Action(Versioned):
    """Something to be done, answered or taken up again; open until an outcome closes it."""

    MOVES = ACTION_MOVES
    TONES = {"open": "going"}

    kind = models.CharField(_("kind"), max_length=10, choices=ActionKind, default=ActionKind.ACTION)
    session = models.ForeignKey(Session, models.PROTECT, related_name="actions", verbose_name=_("session"))
    act = models.OneToOneField(
        Act, models.PROTECT, null=True, blank=True, related_name="action", verbose_name=_("act")
    )
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="action", verbose_name=_("decision")
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    serial = models.PositiveSmallIntegerField(_("serial number"))
    title_en = models.TextField(_("what (EN)"))
    title_fr = models.TextField(_("what (FR)"), blank=True)
    addressee = models.ForeignKey(
        Addressee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("addressee")
    )
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    to_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="charges", verbose_name=_("charged body")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("due at")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ActionState, default=ActionState.OPEN, editable=False
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        Outcome,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="settled",
        editable=False,
        verbose_name=_("closed by the outcome"),
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["state", "due_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "serial"], name="one_action_a_serial"),
            models.CheckConstraint(
                condition=Q(state=ActionState.OPEN, closed_on__isnull=True)
                | (~Q(state=ActionState.OPEN) & Q(closed_on__isnull=False)),
                name="closed_action_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("meetings:action", args=[self.pk])

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)


class ActionReport(models.Model):
    """What was said of an action, when and by whom; the last one is its status."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="reports", verbose_name=_("action"))
    reported_on = models.DateField(_("date"))
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("session")
    )
    text_en = models.TextField(_("status (EN)"), blank=True)
    text_fr = models.TextField(_("status (FR)"), blank=True)
    by_label = models.CharField(_("reported by"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("report on an action")
        verbose_name_plural = _("reports on actions")
        ordering = ["action", "-reported_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text_en="", text_fr=""), name="report_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.action} · {self.reported_on}"

    def text(self, language: str | None = None) -> str:
        return in_language(self, "text", language)
