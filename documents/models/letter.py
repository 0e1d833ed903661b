"""The register of correspondence: letters that came, letters that leave, their versions and their steps."""

from datetime import date

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.calendar.models import Task
from council_office.calendar.states import TaskState
from council_office.directory.models import OFFICE, Organisation, Person, Versioned
from council_office.directory.states import Language, Role
from council_office.ledger.models.audit import WrittenOnceModel
from documents import gate
from documents.models.access import Level, NeedToKnow
from documents.models.document import Document
from documents.states import LETTER_MOVES, UNNUMBERED, Channel, Direction, LetterState, Step


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "LetterQuerySet":
        """The office's register and everybody's own letters, as far as level and group open to them."""
        opened = self.filter(gate.opens_matter_for(user))
        return opened if user.has_role(*OFFICE, Role.CUSTODIAN) else opened.filter(owner=user.pk)

    def with_clock(self) -> "LetterQuerySet":
        """With `due_on`: the last open deadline of the letter, by the rules in force when it came."""
        kind = ContentType.objects.get_for_model(Letter)
        open_tasks = Task.objects.filter(about_type=kind, about_id=OuterRef("pk"), state=TaskState.OPEN)
        return self.annotate(due_on=Subquery(open_tasks.order_by("-due_on").values("due_on")[:1]))

    def overdue(self, today: date | None = None) -> "LetterQuerySet":
        """Letters with a deadline that has passed."""
        return self.with_clock().filter(due_on__lt=today or timezone.localdate())


class Letter(Versioned):
    """One letter of the register, with the state it has reached."""

    MOVES = LETTER_MOVES
    TONES = {
        LetterState.REGISTERED: "waiting",
        LetterState.DISPATCHED: "going",
        LetterState.ACKNOWLEDGED: "good",
    }

    direction = models.CharField(_("direction"), max_length=3, choices=Direction, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=LetterState, db_index=True)
    number = models.CharField(_("number"), max_length=80, blank=True, editable=False)
    subject = models.CharField(_("subject"), max_length=250)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    correspondent = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("correspondent")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    written_name = models.CharField(
        _("name as written"),
        max_length=200,
        blank=True,
        help_text=_("For somebody the office does not know."),
    )
    their_reference = models.CharField(_("their reference"), max_length=120, blank=True)
    dated_on = models.DateField(_("date on the letter"), null=True, blank=True)
    received_on = models.DateField(_("received"), null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel, default=Channel.POST)
    level = models.ForeignKey(Level, models.PROTECT, related_name="+", verbose_name=_("level"))
    group = models.ForeignKey(
        NeedToKnow,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("need-to-know group"),
    )
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name=_("in reply to")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    signatory = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signatory")
    )
    gist = models.TextField(_("what it says"), blank=True)
    sent_to = models.CharField(_("sent to"), max_length=300, blank=True, editable=False)
    tracking = models.CharField(_("tracking"), max_length=120, blank=True, editable=False)
    dispatched_at = models.DateTimeField(_("dispatched"), null=True, blank=True, editable=False)
    acknowledged_on = models.DateField(_("receipt acknowledged"), null=True, blank=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=300, blank=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter of the register")
        verbose_name_plural = _("correspondence")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="a_letter_has_its_own_number"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNNUMBERED) | ~Q(number=""), name="a_letter_that_counts_has_a_number"
            ),
            models.CheckConstraint(
                condition=~Q(direction=Direction.INCOMING) | Q(received_on__isnull=False),
                name="an_incoming_letter_has_a_day",
                violation_error_message=_("Say when the letter was received."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[LetterState.DISPATCHED, LetterState.ACKNOWLEDGED])
                | (Q(dispatched_at__isnull=False) & ~Q(sent_to="")),
                name="a_dispatched_letter_has_an_address",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[LetterState.CLOSED, LetterState.CANCELLED]) | ~Q(outcome=""),
                name="a_closed_letter_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.number, self.subject)))

    def get_absolute_url(self) -> str:
        return reverse("documents:letter", args=[self.pk])

    @property
    def is_incoming(self) -> bool:
        return self.direction == Direction.INCOMING

    @property
    def other(self) -> str:
        """Who wrote it, or to whom it goes, in words."""
        person = self.correspondent.letter_name if self.correspondent else self.written_name
        return ", ".join(filter(None, (person, str(self.organisation or ""))))

    @property
    def current(self) -> "LetterDraft | None":
        """The newest version of its words."""
        return self.drafts.order_by("-number").first()


class LetterDraft(WrittenOnceModel):
    """One version of everything that stands on an outgoing letter; a change is a new version."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="drafts", verbose_name=_("letter"))
    number = models.PositiveSmallIntegerField(_("version"))
    envelope = models.TextField(_("address"), help_text=_("As on the envelope, one line below the other."))
    subject = models.CharField(_("subject"), max_length=250)
    salutation = models.CharField(_("salutation"), max_length=200)
    text = models.TextField(_("text"))
    closing = models.CharField(_("closing words"), max_length=300)
    signatory_name = models.CharField(_("who signs"), max_length=200)
    signatory_title = models.CharField(_("title of who signs"), max_length=250, blank=True)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    source = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("edited file it comes from")
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("written by")
    )
    written_label = models.CharField(_("written by, in words"), max_length=200)

    class Meta:
        verbose_name = _("version of a letter")
        verbose_name_plural = _("versions of a letter")
        ordering = ["letter", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="one_letter_draft_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.letter} v{self.number}"


class LetterStep(WrittenOnceModel):
    """Who did what to which version, and when; it names the version by its fingerprint."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="steps", verbose_name=_("letter"))
    draft = models.ForeignKey(
        LetterDraft, models.PROTECT, related_name="steps", verbose_name=_("version of a letter")
    )
    step = models.CharField(_("step"), max_length=10, choices=Step)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    at = models.DateTimeField(_("moment"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by whom")
    )
    by_label = models.CharField(_("by whom, in words"), max_length=200)

    class Meta:
        verbose_name = _("step of a letter")
        verbose_name_plural = _("steps of a letter")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_step_display()} · {self.by_label}"
