"""Reports that leave by themselves: when, to whom, and how each time went."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, User, Versioned
from council_office.ledger.models import Job
from council_office.reports.states import RUN_MOVES, DayOff, Rhythm, RunState, Span, Weekday


class ScheduleQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ScheduleQuerySet":
        return self if user.has_role(*OFFICE) else self.none()


class Schedule(Versioned):
    """When a report leaves (Paris time), for whom, and who answers for it."""

    report = models.CharField(_("report"), max_length=80, default="outlook")
    name = models.CharField(_("name"), max_length=120, unique=True)
    span = models.CharField(
        _("looks at"),
        max_length=13,
        choices=Span,
        blank=True,
        help_text=_("Empty: what the report usually looks at."),
    )
    where = models.JSONField(_("only rows with"), default=dict, blank=True, editable=False)
    forms = models.JSONField(
        _("attached as"),
        default=list,
        blank=True,
        help_text=_("None: the figures stand in the mail itself, with a link."),
    )
    rhythm = models.CharField(_("rhythm"), max_length=8, choices=Rhythm, default=Rhythm.WEEKLY)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday, default=Weekday.MONDAY)
    day_of_month = models.PositiveSmallIntegerField(
        _("day of the month"), default=1, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    at = models.TimeField(_("time in Paris"), default="07:30")
    day_off = models.CharField(_("on a day off"), max_length=5, choices=DayOff, default=DayOff.NEXT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("owner"),
        help_text=_("Is told when a mail cannot leave or was missed."),
    )  # fmt: skip
    subscribers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("subscribers")
    )
    is_active = models.BooleanField(_("active"), default=True)
    next_at = models.DateTimeField(_("next time"), null=True, blank=True, editable=False)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:schedule", args=[self.pk])


class RunQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "RunQuerySet":
        return self if user.has_role(*OFFICE) else self.none()


class Run(models.Model):
    """One time that a schedule was due."""

    MOVES = RUN_MOVES

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="runs", verbose_name=_("schedule"))
    due_at = models.DateTimeField(_("due"))
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=RunState, default=RunState.WORKING)
    by_hand = models.BooleanField(_("started by hand"), default=False)
    job = models.ForeignKey(
        Job, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("job")
    )
    told_owner = models.BooleanField(_("owner told"), default=False, editable=False)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-due_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "due_at"], condition=Q(by_hand=False), name="one_run_a_due_moment"
            ),
            models.CheckConstraint(
                condition=Q(state=RunState.MISSED) | Q(started_at__isnull=False),
                name="a_run_started_or_was_missed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule} · {self.due_at:%Y-%m-%d %H:%M}"
