"""Sessions and who comes to them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from council_office.directory.models import OFFICE, Member, Person, User, Versioned, in_language
from meetings.models.body import Body
from meetings.states import (
    CREDENTIALS_MOVES,
    OF_A_DELEGATION,
    SESSION_MOVES,
    CredentialsState,
    ParticipantRole,
    SessionKind,
    SessionMode,
    SessionState,
)

# How the basis of a public date says that it is a month or a year (see meetings.history).
UNKNOWN_DAYS = "date known to the"


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "SessionQuerySet":
        """The office sees all sessions; participants their own once it is convened."""
        if user.has_role(*OFFICE):
            return self
        if user.person_id is None:
            return self.none()
        own = self.filter(pk__in=Participant.objects.known().filter(person=user.person_id).values("session"))
        return own.exclude(state=SessionState.DRAFT)

    def coming(self, day: date) -> "SessionQuerySet":
        return self.filter(ends_on__gte=day).exclude(state=SessionState.CANCELLED).order_by("starts_on")


class Session(Versioned):
    """One meeting of a body: IC-40, MAC-42…"""

    MOVES = SESSION_MOVES

    body = models.ForeignKey(Body, models.PROTECT, related_name="sessions", verbose_name=_("body"))
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    label = models.CharField(_("label"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=14, choices=SessionKind, default=SessionKind.ORDINARY)
    mode = models.CharField(_("mode"), max_length=10, choices=SessionMode, default=SessionMode.IN_PERSON)
    state = models.CharField(
        _("state"), max_length=10, choices=SessionState, default=SessionState.DRAFT, editable=False
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    opens_at = models.TimeField(_("opens at"), default="09:30")
    closes_at = models.TimeField(_("closes at"), default="17:30")
    place_en = models.CharField(_("place (EN)"), max_length=160, blank=True)
    place_fr = models.CharField(_("place (FR)"), max_length=160, blank=True)
    remote_link = models.URLField(_("link for remote participants"), blank=True)
    prepares = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="prepared_by",
        verbose_name=_("prepares the session"),
    )
    fixed_by_hand = models.BooleanField(_("date fixed by hand"), default=False)
    chair = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Chair")
    )
    chair_note_en = models.CharField(_("who presided (EN)"), max_length=200, blank=True)
    chair_note_fr = models.CharField(_("who presided (FR)"), max_length=200, blank=True)
    signatory = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signs the letters")
    )
    record_number = models.CharField(_("number of the record"), max_length=40, blank=True, editable=False)
    facts_en = models.TextField(_("public facts (EN)"), blank=True)
    facts_fr = models.TextField(_("public facts (FR)"), blank=True)
    basis_en = models.CharField(_("basis of the dates (EN)"), max_length=250, blank=True)
    basis_fr = models.CharField(_("basis of the dates (FR)"), max_length=250, blank=True)
    source = models.TextField(_("source"), blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-starts_on", "label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="session_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["body", "kind", "number"],
                condition=Q(number__isnull=False),
                name="one_session_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(state=SessionState.RECORDED) | ~Q(record_number=""),
                name="recorded_session_is_numbered",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("meetings:session", args=[self.pk])

    def place(self, language: str | None = None) -> str:
        return in_language(self, "place", language)

    def chair_note(self, language: str | None = None) -> str:
        return in_language(self, "chair_note", language)

    def facts(self, language: str | None = None) -> str:
        return in_language(self, "facts", language)

    def basis(self, language: str | None = None) -> str:
        return in_language(self, "basis", language)

    @property
    def is_public_history(self) -> bool:
        """Known from public sources alone: nothing of it is missing, nothing of it is to be done."""
        return bool(self.basis_en)

    def days(self) -> str:
        """Wed 18 – Thu 19 Nov 2026; of public history sometimes only the month or the year is known."""
        first, last = self.starts_on, self.ends_on
        if not self.days_are_known:
            month = pgettext("format of a month", "M Y")
            return date_format(first, month if first.month == last.month else "Y")
        whole = pgettext("format of a day", "D j M Y")
        if first == last:
            return date_format(first, whole)
        opening = pgettext("short form of a day", "D j M")
        if first.year != last.year:
            opening = whole
        elif first.month == last.month:
            opening = pgettext("format of a day", "D j")
        return f"{date_format(first, opening)} – {date_format(last, whole)}"

    def short_days(self) -> str:
        """18 Nov – 19 Nov, where the year is known."""
        pattern = pgettext("format of a day", "j M")
        first, last = (date_format(day, pattern) for day in (self.starts_on, self.ends_on))
        return first if self.starts_on == self.ends_on else f"{first} – {last}"

    @property
    def days_are_known(self) -> bool:
        return UNKNOWN_DAYS not in self.basis_en


class OfSessionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "OfSessionQuerySet":
        return self.filter(session__in=Session.objects.visible_to(user))


class Delegation(models.Model):
    """A Member's people at one session."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="delegations", verbose_name=_("session")
    )
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("Member"))
    focal_point = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("focal point")
    )
    confirmed_at = models.DateTimeField(_("confirmed by the Member"), null=True, blank=True)
    asked_at = models.DateTimeField(_("focal point asked"), null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("list sent by the Member"), null=True, blank=True, editable=False)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["session", "member"]
        constraints = [
            models.UniqueConstraint(fields=["session", "member"], name="one_delegation_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.session} · {self.member}"

    def get_absolute_url(self) -> str:
        return f"{reverse('meetings:delegations', args=[self.session_id])}#delegation-{self.pk}"


class ParticipantQuerySet(OfSessionQuerySet):
    def coming(self) -> "ParticipantQuerySet":
        """Without those who were withdrawn."""
        return self.filter(withdrawn=False)

    def known(self) -> "ParticipantQuerySet":
        """Those who come and wait for no word of the office: they may know of the session and its papers."""
        return self.coming().filter(to_confirm=False)


class Participant(Versioned):
    """A person's place at one session; the title is the one held on the session's first day."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="participants", verbose_name=_("session")
    )
    delegation = models.ForeignKey(
        Delegation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("delegation"),
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=14, choices=ParticipantRole)
    title_en = models.CharField(_("title (EN)"), max_length=200, blank=True)
    title_fr = models.CharField(_("title (FR)"), max_length=200, blank=True)
    title_by_hand = models.BooleanField(_("title typed by hand"), default=False, editable=False)
    remote = models.BooleanField(_("takes part remotely"), default=False)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("replaces")
    )
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    to_confirm = models.BooleanField(
        _("entered by the Member, to be confirmed"), default=False, editable=False
    )
    basis_en = models.CharField(_("basis (EN)"), max_length=250, blank=True)
    basis_fr = models.CharField(_("basis (FR)"), max_length=250, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["session", "delegation__member", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="one_place_a_person"),
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(role=ParticipantRole.HEAD, withdrawn=False),
                name="one_head_a_delegation",
            ),
            models.CheckConstraint(
                condition=Q(role__in=OF_A_DELEGATION, delegation__isnull=False)
                | (~Q(role__in=OF_A_DELEGATION) & Q(delegation__isnull=True)),
                name="only_members_people_have_a_delegation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.session}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:delegations", args=[self.session_id])

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)

    def basis(self, language: str | None = None) -> str:
        return in_language(self, "basis", language)


class CredentialsQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "CredentialsQuerySet":
        return self.filter(participant__session__in=Session.objects.visible_to(user))


class Credentials(models.Model):
    """The letter by which a Member says who speaks for it, and what the examination found."""

    MOVES = CREDENTIALS_MOVES
    TONES = {CredentialsState.RECEIVED: "waiting", CredentialsState.NOT_IN_ORDER: "bad"}

    participant = models.OneToOneField(
        Participant, models.CASCADE, related_name="credentials", verbose_name=_("participant")
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=CredentialsState,
        default=CredentialsState.NOMINATED,
        editable=False,
    )
    received_on = models.DateField(_("letter received on"), null=True, blank=True)
    examined_on = models.DateField(_("examined on"), null=True, blank=True)
    examined_in_session = models.BooleanField(_("examined during the session"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = CredentialsQuerySet.as_manager()

    class Meta:
        verbose_name = _("credentials")
        verbose_name_plural = _("credentials")

    def __str__(self) -> str:
        return str(self.participant)

    def get_absolute_url(self) -> str:
        return self.participant.get_absolute_url()
