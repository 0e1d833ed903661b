"""Plans, their tasks and steps, and each person's feed."""

from datetime import date

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.calendar.models.rules import DeadlineRule
from council_office.calendar.states import TASK_MOVES, TaskState
from council_office.directory.models import OFFICE, Versioned, in_language
from council_office.directory.states import Role


class PlanQuerySet(models.QuerySet):
    def of(self, about: models.Model) -> "PlanQuerySet":
        return self.filter(about_type=ContentType.objects.get_for_model(about), about_id=about.pk)


class Plan(Versioned):
    """The deadlines of one occasion of one subject, counted from its first and last day."""

    about_type = models.ForeignKey(
        ContentType, models.CASCADE, related_name="+", verbose_name=_("kind of subject")
    )
    about_id = models.PositiveBigIntegerField(_("subject"))
    about = GenericForeignKey("about_type", "about_id")
    occasion = models.CharField(_("occasion"), max_length=60)
    variant = models.CharField(_("only for"), max_length=40, blank=True)
    on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["about_type", "about_id", "occasion"], name="one_plan_an_occasion"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("on")), name="plan_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return str(self.about) if self.about else self.occasion


class TaskQuerySet(models.QuerySet):
    def open(self) -> "TaskQuerySet":
        return self.filter(state=TaskState.OPEN)

    def overdue(self, today: date | None = None) -> "TaskQuerySet":
        return self.open().filter(due_on__lt=today or timezone.localdate())

    def mine(self, user) -> "TaskQuerySet":
        """Tasks given to the user by name."""
        return self.filter(owner=user)

    def of_roles(self, roles: frozenset[str]) -> "TaskQuerySet":
        """Tasks of somebody in these roles, and late ones escalated to them."""
        return self.filter(Q(owner_role__in=roles) | Q(escalated_to__in=roles))

    def for_user(self, user) -> "TaskQuerySet":
        """What the user should act on: named tasks, unnamed ones of their roles, escalated ones."""
        unnamed = Q(owner__isnull=True, owner_role__in=user.roles)
        return self.filter(Q(owner=user) | unnamed | Q(escalated_to__in=user.roles, state=TaskState.OPEN))

    def visible_to(self, user) -> "TaskQuerySet":
        """The office sees every task; others see their own and those of their roles."""
        if user.has_role(*OFFICE):
            return self
        return self.for_user(user) if user.is_active and user.pk else self.none()

    def of(self, about: models.Model) -> "TaskQuerySet":
        return self.filter(about_type=ContentType.objects.get_for_model(about), about_id=about.pk)

    def shown(self) -> "TaskQuerySet":
        """With everything that a list or an explanation of tasks reads, in a constant number of queries."""
        return self.select_related("rule", "plan", "owner__person", "after").prefetch_related(
            "about", "steps"
        )


class Task(Versioned):
    """Something that somebody must have done by a day; its date says where it comes from."""

    MOVES = TASK_MOVES

    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("plan")
    )
    rule = models.ForeignKey(
        DeadlineRule,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("deadline rule"),
    )
    about_type = models.ForeignKey(
        ContentType,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of subject"),
    )
    about_id = models.PositiveBigIntegerField(_("subject"), null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    title_en = models.CharField(_("title (EN)"), max_length=200)
    title_fr = models.CharField(_("title (FR)"), max_length=200, blank=True)
    details = models.TextField(_("details"), blank=True)
    due_on = models.DateField(_("due"))
    fixed_by_hand = models.BooleanField(_("date fixed by hand"), default=False)
    fixed_reason = models.CharField(_("reason for the date"), max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    owner_role = models.CharField(_("role"), max_length=40, choices=Role, default=Role.ASSISTANT)
    after = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followers", verbose_name=_("waits for")
    )
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.OPEN)
    done_at = models.DateTimeField(pgettext_lazy("task", "done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("task", "done by"),
    )
    escalated_at = models.DateTimeField(pgettext_lazy("task", "escalated"), null=True, blank=True)
    escalated_to = models.CharField(_("escalated to"), max_length=40, choices=Role, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="task_state_due"),
            models.Index(fields=["about_type", "about_id"], name="task_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=TaskState.DONE, done_at__isnull=False)
                | Q(~Q(state=TaskState.DONE), done_at__isnull=True, done_by__isnull=True),
                name="task_done_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(escalated_at__isnull=True, escalated_to="")
                | Q(Q(escalated_at__isnull=False), ~Q(escalated_to="")),
                name="task_escalated_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(fixed_by_hand=False, fixed_reason="")
                | Q(Q(fixed_by_hand=True), ~Q(fixed_reason="")),
                name="task_fixed_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["plan", "rule"],
                condition=Q(rule__isnull=False),
                name="one_task_a_rule_in_a_plan",
            ),
        ]

    def __str__(self) -> str:
        return self.title()

    def get_absolute_url(self) -> str:
        return reverse("calendar:task", args=[self.pk])

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)

    @property
    def is_overdue(self) -> bool:
        return self.state == TaskState.OPEN and self.due_on < timezone.localdate()

    @property
    def days_left(self) -> int:
        """Calendar days from today to the due date; negative when it has passed."""
        return (self.due_on - timezone.localdate()).days

    @property
    def move_url(self) -> str:
        """The form that gives the task another day: with a reason when a rule counted it."""
        return reverse("calendar:fix_task" if self.plan_id else "calendar:revise_task", args=[self.pk])


class StepQuerySet(models.QuerySet):
    def visible_to(self, user) -> "StepQuerySet":
        return self.filter(task__in=Task.objects.visible_to(user))


class Step(models.Model):
    """One line of a task's checklist."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="steps", verbose_name=_("task"))
    position = models.PositiveSmallIntegerField(_("position"))
    text_en = models.CharField(_("text (EN)"), max_length=300)
    text_fr = models.CharField(_("text (FR)"), max_length=300, blank=True)
    done_at = models.DateTimeField(pgettext_lazy("task", "done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("task", "done by"),
    )

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["task", "position"], name="one_step_a_position")]

    def __str__(self) -> str:
        return in_language(self, "text")


class FeedQuerySet(models.QuerySet):
    def live(self) -> "FeedQuerySet":
        return self.filter(revoked_at__isnull=True)

    def visible_to(self, user) -> "FeedQuerySet":
        return self.filter(user=user) if user.pk else self.none()


class Feed(models.Model):
    """One person's calendar under a secret address; only the hash of the secret is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds", verbose_name=_("user")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    opened_at = models.DateTimeField(pgettext_lazy("feed", "opened"), auto_now_add=True)
    revoked_at = models.DateTimeField(pgettext_lazy("feed", "revoked"), null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at__isnull=True), name="one_live_calendar_feed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.opened_at:%Y-%m-%d}"
