"""Questions that people ask of the registers themselves, without a programmer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, User, Versioned
from council_office.reports.states import How, Shape, Span


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "QuestionQuerySet":
        """One's own, and those that a colleague shared; each answer is counted with its reader's rights."""
        shared = Q(is_shared=True) if user.has_role(*OFFICE) else Q(pk__in=[])
        return self.filter(Q(owner=user) | shared)


class Question(Versioned):
    """A list, a table of counts or a chart of one register, from its named fields."""

    name = models.CharField(_("name"), max_length=120)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("owner"), editable=False
    )
    register = models.CharField(_("register"), max_length=40, editable=False)
    span = models.CharField(_("looks at"), max_length=13, choices=Span, default=Span.TWELVE_MONTHS)
    shape = models.CharField(_("shown as"), max_length=5, choices=Shape, default=Shape.LIST)
    columns = models.JSONField(_("columns of the list"), default=list, blank=True)
    per = models.CharField(_("a row for each"), max_length=40, blank=True)
    across = models.CharField(_("a column for each"), max_length=40, blank=True)
    how = models.CharField(_("counted"), max_length=6, choices=How, default=How.COUNT)
    of = models.CharField(_("of"), max_length=40, blank=True)
    where = models.JSONField(_("only rows with"), default=dict, blank=True)
    is_shared = models.BooleanField(
        _("shared with the office"),
        default=False,
        help_text=_("Everybody sees only what their own rights open."),
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_question_a_name"),
            models.CheckConstraint(
                condition=Q(shape=Shape.LIST) | ~Q(per=""), name="a_table_has_rows_for_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The report that answers it."""
        return f"question-{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.code])
