"""Reports as they were issued: a number, the rows they were counted from, the files that were made."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import User, in_language
from council_office.directory.states import Language, Role
from council_office.ledger.models import Job
from council_office.reports.models.schedules import Run
from council_office.reports.states import ISSUE_MOVES, IssueState


class IssueQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "IssueQuerySet":
        """An issue was counted with its reader's rights and is theirs; the auditor sees all of them."""
        return self if user.has_role(Role.AUDITOR) else self.filter(reader=user)


class Issue(models.Model):
    """A report made once for one reader; its number stands at the foot of every page and finds it again."""

    MOVES = ISSUE_MOVES
    TONES = {IssueState.ORDERED: "going", IssueState.EMPTY: "neutral"}

    number = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    report = models.CharField(_("report"), max_length=80)
    title_en = models.CharField(_("title (EN)"), max_length=200)
    title_fr = models.CharField(_("title (FR)"), max_length=200)
    asked = models.JSONField(_("parameters"), default=dict, blank=True)
    forms = models.JSONField(_("made as"), default=list, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made for")
    )
    author = models.CharField(_("ordered by"), max_length=200)
    run = models.ForeignKey(
        Run, models.PROTECT, null=True, blank=True, related_name="issues", verbose_name=_("run")
    )
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("issue before")
    )
    state = models.CharField(
        _("state"), max_length=8, choices=IssueState, default=IssueState.ORDERED, editable=False
    )
    ordered_at = models.DateTimeField(_("ordered"), auto_now_add=True)
    as_of = models.DateTimeField(_("data of"), null=True, blank=True)
    template = models.CharField(_("version of the template"), max_length=20, blank=True)
    level = models.CharField(_("level"), max_length=50, blank=True)
    data = models.JSONField(_("rows as they were"), null=True, blank=True, editable=False)
    paper = models.JSONField(_("facts of the paper"), null=True, blank=True, editable=False)
    mail = models.JSONField(_("subject and text of its mail"), default=dict, blank=True, editable=False)
    digest = models.CharField(_("SHA-256 of the rows"), max_length=64, blank=True)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    hidden = models.PositiveIntegerField(_("rows left out"), default=0)
    reconciled = models.BooleanField(_("reconciled"), default=True)
    job = models.ForeignKey(
        Job, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("job")
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issued report")
        verbose_name_plural = _("issued reports")
        ordering = ["-ordered_at", "-pk"]
        indexes = [models.Index(fields=["report", "reader", "-ordered_at"], name="report_issue_before")]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "reader"], condition=Q(run__isnull=False), name="one_issue_a_run_and_reader"
            ),
            models.CheckConstraint(
                condition=~Q(state=IssueState.ISSUED) | (Q(as_of__isnull=False) & ~Q(digest="")),
                name="an_issued_report_keeps_its_rows",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.title()}"

    def get_absolute_url(self) -> str:
        return reverse("reports:issue", args=[self.pk])

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)
