"""What a session recorded: formula verbs, outcomes with their acts, attachments, and the issued record."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Member, Person, User, Versioned, in_language
from documents.models import Document
from meetings import sentences
from meetings.models.agenda import AgendaItem, SessionPaper
from meetings.models.body import Body
from meetings.models.session import Session
from meetings.states import FollowUp, Governs, Settlement


class Formula(models.Model):
    """A verb of the record, as it stands in a sentence: “took note of”, « a pris note de »."""

    code = models.SlugField(_("code"), unique=True)
    text_en = models.CharField(
        _("in a sentence (EN)"), max_length=80, help_text=_("“took note of”, “requested {addressee} to”")
    )
    text_fr = models.CharField(
        _("in a sentence (FR)"), max_length=80, help_text=_("« a pris note de », « a chargé {addressee} de »")
    )
    governs = models.CharField(_("is followed by"), max_length=10, choices=Governs, default=Governs.NOUN)
    follow_up = models.CharField(_("starts"), max_length=10, choices=FollowUp, default=FollowUp.NONE)
    position = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    class Meta:
        verbose_name = _("formula verb")
        verbose_name_plural = _("formula verbs")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.text().replace(sentences.SLOT, "…")

    def text(self, language: str | None = None) -> str:
        return in_language(self, "text", language)

    @property
    def needs_addressee(self) -> bool:
        """Whether an act with this verb is incomplete without somebody to whom it speaks."""
        return sentences.SLOT in self.text_en or self.follow_up in (FollowUp.ACTION, FollowUp.CHARGE)


class Subject(models.Model):
    """A matter on which decisions follow one another: Baseline, Director-General, Staff Regulations…"""

    name_en = models.CharField(_("name (EN)"), max_length=80, unique=True)
    name_fr = models.CharField(_("name (FR)"), max_length=80)

    class Meta:
        verbose_name = _("subject of decisions")
        verbose_name_plural = _("subjects of decisions")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)


class Addressee(models.Model):
    """To whom an act speaks, who proposes or who acts: the Director-General, the Members, the MAC…"""

    name_en = models.CharField(
        _("name (EN)"), max_length=120, unique=True, help_text=_("With its article: “the Director-General”.")
    )
    name_fr = models.CharField(
        _("name (FR)"), max_length=120, help_text=_("With its article: « le Directeur général ».")
    )
    owner = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("usual owner of its actions"),
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("is the body")
    )

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.label()

    def label(self, language: str | None = None) -> str:
        """The name without its article, as it stands in lists."""
        return sentences.bare(self.name(language))

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)


class Attachment(models.Model):
    """What is attached to the record; numbered by its first mention."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="attachments", verbose_name=_("session")
    )
    title_en = models.CharField(_("title (EN)"), max_length=200)
    title_fr = models.CharField(_("title (FR)"), max_length=200, blank=True)
    paper = models.ForeignKey(
        SessionPaper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paper")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["session", "pk"]

    def __str__(self) -> str:
        return self.title()

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)


class OutcomeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "OutcomeQuerySet":
        """The outcomes of a session's visible items; without an item, those of the session."""
        return self.filter(
            Q(item__in=AgendaItem.objects.visible_to(user))
            | Q(item__isnull=True, session__in=Session.objects.visible_to(user))
        )


class Outcome(Versioned):
    """One numbered paragraph of the record: a sentence of acts, or free text."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="outcomes", verbose_name=_("session"))
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=_("agenda item"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    opening_en = models.TextField(_("before the acts (EN)"), blank=True)
    opening_fr = models.TextField(_("before the acts (FR)"), blank=True)
    text_en = models.TextField(_("free text (EN)"), blank=True, help_text=_("Replaces the sentence of acts."))
    text_fr = models.TextField(_("free text (FR)"), blank=True)
    attachments = models.ManyToManyField(
        Attachment, blank=True, related_name="outcomes", verbose_name=_("mentions the attachments")
    )
    settles = models.CharField(
        _("what becomes of the action carried here"),
        max_length=10,
        choices=Settlement,
        blank=True,
        help_text=_("Left empty, it stays open and comes back at the next session."),
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["session", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.session} · {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:record", args=[self.session_id])


class Act(models.Model):
    """What a paragraph does: verb, object, and for some verbs addressee, proposer and due date."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="acts", verbose_name=_("outcome"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    formula = models.ForeignKey(Formula, models.PROTECT, related_name="+", verbose_name=_("verb"))
    actor = models.ForeignKey(
        Addressee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who acts"),
        help_text=_("Left empty, the body itself."),
    )
    text_en = models.TextField(_("what (EN)"), blank=True)
    text_fr = models.TextField(_("what (FR)"), blank=True)
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("subject in the register"),
    )
    addressee = models.ForeignKey(
        Addressee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("addressee")
    )
    proposer = models.ForeignKey(
        Addressee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("upon proposal from"),
    )
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("followed up by")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("due at")
    )
    supersedes = models.ForeignKey(
        "meetings.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaces the decision"),
    )
    ad_referendum = models.BooleanField(_("ad referendum"), default=False)
    reserving = models.ManyToManyField(
        Member, blank=True, related_name="+", verbose_name=_("reserving Members")
    )
    lift_expected_on = models.DateField(_("lifting expected on"), null=True, blank=True)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["outcome", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text_en="", text_fr=""), name="act_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.formula} {self.text()}"

    def text(self, language: str | None = None) -> str:
        return in_language(self, "text", language)


class RecordIssue(models.Model):
    """The Record of Decisions as it was issued; it never changes, a correction is the next issue."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="record_issues", verbose_name=_("session")
    )
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    number = models.CharField(_("number"), max_length=40)
    issued_at = models.DateTimeField(_("issued"))
    papers = models.JSONField(_("papers"), default=list, help_text=_("The facts of each paper."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    reopened_at = models.DateTimeField(_("reopened"), null=True, blank=True)
    reopen_reason = models.CharField(_("reason for reopening"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("issue of a record")
        verbose_name_plural = _("issues of records")
        ordering = ["session", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["session", "edition"], name="one_record_an_edition"),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopen_reason="")
                | (Q(reopened_at__isnull=False) & ~Q(reopen_reason="")),
                name="reopening_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number if self.edition == 1 else f"{self.number} Rev. {self.edition - 1}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:record", args=[self.session_id])
