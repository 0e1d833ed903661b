"""Jobs, their rows, and the work of every minute."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from council_office.directory.states import Role
from council_office.ledger.states import JOB_MOVES, JobState, RowState

SEES_ALL_JOBS = (
    Role.COUNCIL_SECRETARY,
    Role.ASSISTANT,
    Role.PROTOCOL_OFFICER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)


class JobQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "JobQuerySet":
        """The office's hands, auditors and administrators see every job; others see their own."""
        return self if user.has_role(*SEES_ALL_JOBS) else self.filter(by_id=user.pk)

    def waiting(self) -> "JobQuerySet":
        """Queued, and not put off to a later moment."""
        now = timezone.now()
        return self.filter(Q(not_before__isnull=True) | Q(not_before__lte=now), state=JobState.QUEUED)

    def lost(self) -> "JobQuerySet":
        """Running by name, but nobody has kept the lease."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=timezone.now())


class Job(models.Model):
    """Work that a worker does at least once: this row is the truth, the broker only a bell."""

    MOVES = JOB_MOVES

    task = models.CharField(_("kind of work"), max_length=120)
    title = models.CharField(_("title"), max_length=300, blank=True)
    title_params = models.JSONField(_("values of the title"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    key = models.CharField(_("key"), max_length=200, null=True, blank=True, unique=True)
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ordered by"),
    )
    by_label = models.CharField(_("ordered by"), max_length=200, blank=True)
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    failed = models.PositiveIntegerField(_("rows failed"), default=0)
    attempts = models.PositiveIntegerField(_("times started"), default=0)
    created_at = models.DateTimeField(_("ordered"), default=timezone.now)
    offered_at = models.DateTimeField(_("offered to the broker"), null=True, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    token = models.CharField(_("token of the worker"), max_length=32, blank=True, editable=False)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["about_type", "about_id"], name="jobs_about"),
            models.Index(
                fields=["state", "not_before"],
                name="jobs_to_do",
                condition=Q(state__in=["queued", "running"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | (Q(lease_until__isnull=False) & ~Q(token="")),
                name="a_running_job_has_a_lease",
            ),
            models.CheckConstraint(condition=Q(total__gte=F("done") + F("failed")), name="job_rows_add_up"),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The title in the reader's language."""
        text = gettext(self.title) if self.title else self.task
        return text % self.title_params if self.title_params else text

    @property
    def percent(self) -> int:
        return 100 * (self.done + self.failed) // self.total if self.total else 100

    @property
    def left(self) -> int:
        return self.total - self.done - self.failed

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)

    @property
    def may_cancel(self) -> bool:
        return JobState.CANCELLED in self.MOVES.get(self.state, ())

    @property
    def may_resume(self) -> bool:
        return self.state == JobState.CANCELLED and self.left > 0

    @property
    def may_retry(self) -> bool:
        return self.failed > 0 and self.state != JobState.RUNNING

    @property
    def waited(self) -> timedelta:
        return timezone.now() - self.created_at


class JobRow(models.Model):
    """One piece of a job, tried on its own: a failure stops nobody else."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="rows", verbose_name=_("job"))
    position = models.PositiveIntegerField(_("position"))
    kwargs = models.JSONField(_("arguments"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=RowState, default=RowState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    crashes = models.PositiveSmallIntegerField(_("times its worker died"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("row of a job")
        verbose_name_plural = _("rows of a job")
        ordering = ["job", "position"]
        constraints = [models.UniqueConstraint(fields=["job", "position"], name="one_job_row_a_place")]
        indexes = [models.Index(fields=["job", "state", "position"], name="job_rows_to_do")]

    def __str__(self) -> str:
        return f"{self.job} · {self.position}"


class SweepRun(models.Model):
    """The last run of something that happens every minute."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("work of every minute")
        verbose_name_plural = _("work of every minute")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
