"""Programmes of visits: dated profiles, stops with their clock, issued versions, words told on the day."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.directory.models import Person, User, Versioned, in_language
from council_office.directory.models.record import OpenQuerySet
from council_office.directory.states import Role
from visits.models.visit import OfVisitQuerySet, Visit
from visits.models.zone import Place
from visits.states import (
    PROGRAMME_MOVES,
    TOLD_MOVES,
    Audience,
    ProgrammeState,
    StopKind,
    ToldState,
    VisitKind,
)


class ProfileQuerySet(OpenQuerySet):
    def in_force(self, on: date) -> "ProfileQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


class ProgrammeProfile(Versioned):
    """What a kind of guest usually sees, in order; dated, so that an old programme keeps its reason."""

    code = models.SlugField(_("code"), max_length=40)
    name_en = models.CharField(_("name (EN)"), max_length=120)
    name_fr = models.CharField(_("name (FR)"), max_length=120)
    kind = models.CharField(_("kind of visit"), max_length=10, choices=VisitKind, blank=True)
    opens_at = models.TimeField(_("starts at"))
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("in force to"), null=True, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme profile")
        verbose_name_plural = _("programme profiles")
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_programme_profile_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="programme_profile_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")


class StopFacts(models.Model):
    """What a stop says in a profile and in a programme alike."""

    kind = models.CharField(_("kind"), max_length=10, choices=StopKind, default=StopKind.VISIT)
    title_en = models.CharField(_("title (EN)"), max_length=160)
    title_fr = models.CharField(_("title (FR)"), max_length=160, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    travel_minutes = models.PositiveSmallIntegerField(
        _("way there, minutes"), default=0, help_text=_("From the stop before.")
    )
    movable = models.BooleanField(
        _("may move"),
        default=True,
        help_text=_("Off: a fixed hour, such as lunch with a minister or a train."),
    )
    owner_role = models.CharField(_("whose part"), max_length=40, choices=Role, default=Role.PROTOCOL_OFFICER)
    needs = models.CharField(
        _("needs"),
        max_length=120,
        blank=True,
        help_text=_("Codes separated by commas: guide, host, interpreter, driver, vehicle, room."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title()

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)

    @property
    def needed(self) -> list[str]:
        return [code for code in (part.strip() for part in self.needs.split(",")) if code]


class ProfileStop(StopFacts):
    """One line of a profile; a pause before it keeps time free."""

    profile = models.ForeignKey(
        ProgrammeProfile, models.CASCADE, related_name="stops", verbose_name=_("programme profile")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    pause_minutes = models.PositiveSmallIntegerField(_("pause before, minutes"), default=0)

    class Meta:
        verbose_name = _("stop of a profile")
        verbose_name_plural = _("stops of profiles")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "position"], name="one_profile_stop_a_position"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="profile_stop_takes_time"),
        ]


class Way(models.Model):
    """How many minutes it takes from one place to another, either way."""

    one = models.ForeignKey(Place, models.CASCADE, related_name="+", verbose_name=_("from"))
    other = models.ForeignKey(
        Place, models.CASCADE, related_name="+", verbose_name=pgettext_lazy("way", "to")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("way between places")
        verbose_name_plural = _("ways between places")
        ordering = ["one", "other"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_way_a_pair"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="way_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"


class Programme(Versioned):
    """What happens from minute to minute during a visit; a change after an issue waits for the next."""

    MOVES = PROGRAMME_MOVES

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="programme", verbose_name=_("visit"))
    profile = models.ForeignKey(
        ProgrammeProfile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme profile"),
    )
    state = models.CharField(
        _("state"), max_length=8, choices=ProgrammeState, default=ProgrammeState.DRAFT, editable=False
    )
    issue = models.PositiveSmallIntegerField(_("issue"), default=0, editable=False)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a visit", "programme")
        verbose_name_plural = pgettext_lazy("of a visit", "programmes")
        ordering = ["visit"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ProgrammeState.ISSUED) | Q(issue__gt=0),
                name="issued_programme_has_an_issue",
            )
        ]

    def __str__(self) -> str:
        return str(self.visit)

    def get_absolute_url(self) -> str:
        return reverse("visits:programme", args=[self.visit_id])

    @property
    def number(self) -> str:
        """The number under which its papers are filed."""
        return f"{self.visit.number}/PRG"


class OfProgrammeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "OfProgrammeQuerySet":
        return self.filter(programme__visit__in=Visit.objects.visible_to(user))


class StopQuerySet(OfProgrammeQuerySet):
    def on(self, day: date) -> "StopQuerySet":
        return self.filter(starts_at__date=day)


class Stop(Versioned, StopFacts):
    """One thing on the programme, at a place, at an hour."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="stops", verbose_name=pgettext_lazy("of a visit", "programme")
    )
    starts_at = models.DateTimeField(pgettext_lazy("a stop", "starts"))
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who is in charge")
    )
    notes = models.TextField(_("notes for the guide"), blank=True)

    objects = StopQuerySet.as_manager()

    class Meta:
        verbose_name = _("stop")
        verbose_name_plural = _("stops")
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(minutes__gt=0), name="stop_takes_time")]

    def get_absolute_url(self) -> str:
        return f"{self.programme.get_absolute_url()}#stop-{self.pk}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class ProgrammeIssue(models.Model):
    """What was issued under a number, kept as it was."""

    programme = models.ForeignKey(
        Programme,
        models.CASCADE,
        related_name="issues",
        verbose_name=pgettext_lazy("of a visit", "programme"),
    )
    number = models.PositiveSmallIntegerField(_("issue"))
    issued_at = models.DateTimeField(_("issued"), auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("issued by")
    )
    stops = models.JSONField(_("stops"), default=list)

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue of a programme")
        verbose_name_plural = _("issues of programmes")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_programme_issue")]

    def __str__(self) -> str:
        return f"{self.programme.number} · {self.number}"


class Told(Versioned):
    """Words for somebody who must know of a change on the day; a person looks at them before they leave."""

    MOVES = TOLD_MOVES

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="told", verbose_name=pgettext_lazy("of a visit", "programme")
    )
    audience = models.CharField(_("for"), max_length=8, choices=Audience)
    recipient = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recipient")
    )
    text = models.TextField(_("text"))
    state = models.CharField(
        _("state"), max_length=8, choices=ToldState, default=ToldState.PROPOSED, editable=False
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    said_at = models.DateTimeField(_("told at"), null=True, blank=True, editable=False)

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("message of the day")
        verbose_name_plural = _("messages of the day")
        ordering = ["-made_at", "audience"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ToldState.SAID) | Q(said_at__isnull=False), name="told_has_a_moment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()}: {self.text[:80]}"


class Lateness(models.Model):
    """Somebody tapped that the group runs late, with the true moment of the tap."""

    uid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    programme = models.ForeignKey(
        Programme,
        models.CASCADE,
        related_name="delays",
        verbose_name=pgettext_lazy("of a visit", "programme"),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    tapped_at = models.DateTimeField(_("tapped"))
    received_at = models.DateTimeField(pgettext_lazy("passage", "received"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("told by")
    )

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("delay")
        verbose_name_plural = _("delays")
        ordering = ["-tapped_at"]

    def __str__(self) -> str:
        return f"{self.programme} · {self.minutes} min"
