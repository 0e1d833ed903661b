"""Agendas, their versions, and the papers of a session."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Person, User, Versioned, in_language
from council_office.directory.states import Language
from documents.models import Document
from meetings.models.body import Body
from meetings.models.session import Participant, Session
from meetings.states import (
    PAPER_MOVES,
    REPRESENTING,
    AccessClass,
    AgendaState,
    DecisionRule,
    PaperKind,
    PaperState,
    Purpose,
)


class StandingItem(models.Model):
    """An item that stands on every ordinary agenda of a body."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="standing_items", verbose_name=_("body"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    title_en = models.CharField(_("title (EN)"), max_length=200)
    title_fr = models.CharField(_("title (FR)"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose, default=Purpose.INFORMATION)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    carries_actions = models.BooleanField(
        _("open actions come here"), default=False, help_text=_("Matters arising.")
    )

    class Meta:
        verbose_name = _("standing item")
        verbose_name_plural = _("standing items")
        ordering = ["body", "position"]

    def __str__(self) -> str:
        return in_language(self, "title")


class RestrictedQuerySet(models.QuerySet):
    """Rows with an access class: what is restricted leaves no trace for the others."""

    SEATED = "seated"  # from a row to who sits there in a Representative's place

    def visible_to(self, user: User) -> "RestrictedQuerySet":
        rows = self.filter(session__in=Session.objects.visible_to(user))
        if user.has_role(*OFFICE):
            return rows
        represented = (
            Participant.objects.known().filter(person=user.person_id, role__in=REPRESENTING).values("session")
        )
        return rows.filter(
            Q(access=AccessClass.OPEN)
            | Q(access=AccessClass.RESTRICTED, session__in=represented)
            | Q(access=AccessClass.RESTRICTED, **{self.SEATED: user.person_id})
            | Q(access=AccessClass.CLOSED, readers=user.person_id)
        ).distinct()


class AgendaItem(Versioned):
    """One item of an agenda; items nest."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="items", verbose_name=_("session"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    fixed_number = models.CharField(
        _("fixed number"),
        max_length=12,
        blank=True,
        help_text=_("Left empty, the item is numbered by its place."),
    )
    title_en = models.CharField(_("title (EN)"), max_length=200)
    title_fr = models.CharField(_("title (FR)"), max_length=200, blank=True)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose, default=Purpose.INFORMATION)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    presenter = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("presenter")
    )
    decision_rule = models.CharField(
        _("decision rule"), max_length=12, choices=DecisionRule, default=DecisionRule.NONE
    )
    access = models.CharField(_("access"), max_length=10, choices=AccessClass, default=AccessClass.OPEN)
    readers = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name=_("named readers"))
    seated = models.ManyToManyField(
        Person,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("in a Representative’s place"),
        help_text=_("Follows from the attendance."),
    )
    carries_actions = models.BooleanField(_("open actions come here"), default=False)
    carried = models.ForeignKey(
        "meetings.Action",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("carried on from"),
    )
    approves = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approvals",
        editable=False,
        verbose_name=_("approves the record of"),
    )
    elects = models.ForeignKey(
        "meetings.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("elects who follows"),
    )
    nothing_to_record = models.BooleanField(
        _("nothing to record"), default=False, help_text=_("The item was taken and had no outcome.")
    )
    note = models.TextField(_("note for the office"), blank=True)

    objects = RestrictedQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["session", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "fixed_number"],
                condition=~Q(fixed_number=""),
                name="one_item_a_fixed_number",
            ),
            models.UniqueConstraint(
                fields=["session", "carried"], name="an_action_is_carried_once_a_session"
            ),
            models.UniqueConstraint(
                fields=["session", "approves"], name="a_record_is_approved_once_a_session"
            ),
            models.UniqueConstraint(fields=["session", "elects"], name="a_term_is_filled_once_a_session"),
        ]

    def __str__(self) -> str:
        return self.title()

    def get_absolute_url(self) -> str:
        return reverse("meetings:agenda", args=[self.session_id])

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)


class AgendaVersionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "AgendaVersionQuerySet":
        """Versions hold restricted items too: only the office reads them."""
        return self if user.has_role(*OFFICE) else self.none()


class AgendaVersion(models.Model):
    """The agenda as it was issued; it never changes."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="agenda_versions", verbose_name=_("session")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=12, choices=AgendaState)
    items = models.JSONField(_("items"))
    issued_at = models.DateTimeField(_("issued"), auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = AgendaVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an agenda")
        verbose_name_plural = _("versions of agendas")
        ordering = ["session", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_agenda_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.session} · {self.number} · {self.get_state_display()}"


class SessionPaperQuerySet(RestrictedQuerySet):
    SEATED = "item__seated"

    def visible_to(self, user: User) -> "SessionPaperQuerySet":
        """Participants see a paper once it is published, as its access class allows."""
        rows = super().visible_to(user)
        return rows if user.has_role(*OFFICE) else rows.filter(state=PaperState.PUBLISHED)


class SessionPaper(Versioned):
    """A numbered paper of a session: IC-40/4.2, IC-40/4.2 Rev. 1…"""

    MOVES = PAPER_MOVES

    session = models.ForeignKey(Session, models.CASCADE, related_name="papers", verbose_name=_("session"))
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("agenda item"),
    )
    number = models.CharField(_("number"), max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=PaperKind, default=PaperKind.MAIN)
    serial = models.PositiveSmallIntegerField(_("Rev., Add. or Corr. number"), default=0)
    base = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", verbose_name=_("follows")
    )
    title_en = models.CharField(_("title (EN)"), max_length=240)
    title_fr = models.CharField(_("title (FR)"), max_length=240, blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=PaperState, default=PaperState.EXPECTED, editable=False
    )
    access = models.CharField(_("access"), max_length=10, choices=AccessClass, default=AccessClass.OPEN)
    readers = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name=_("named readers"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    gap_reason = models.CharField(_("reason for a missing language"), max_length=300, blank=True)

    objects = SessionPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_paper_a_number"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("meetings:paper", args=[self.pk])

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)


class PaperFile(models.Model):
    """One language version of a paper, as received."""

    paper = models.ForeignKey(SessionPaper, models.CASCADE, related_name="files", verbose_name=_("paper"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name=_("document"))
    received_at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        verbose_name = _("file of a paper")
        verbose_name_plural = _("files of papers")
        ordering = ["paper", "language", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "language", "edition"], name="one_file_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.paper} ({self.language.upper()})"
