"""The list of jobs."""

import django_filters
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from council_office.ledger.models import Job
from council_office.ledger.states import JobState
from council_office.web.tables import Column, Empty, Table


def done_of(job: Job) -> str:
    return format_html('<span class="figures">{} / {}</span>', job.done, job.total)


class JobFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=JobState)

    class Meta:
        model = Job
        fields = ["state"]


class Jobs(Table):
    title = _("Jobs")
    filterset = JobFilter
    columns = [
        Column("title", _("Job"), value="heading"),
        Column("state", _("State"), sort="state", state=True),
        Column("done", _("Done"), html=done_of, css="num"),
        Column("failed", _("Failed"), sort="failed", css="num"),
        Column("created_at", _("Ordered"), sort="created_at"),
        Column("by", _("Ordered by"), value="by_label"),
    ]
    search = ("title", "task", "by_label")
    order = "-created_at"
    empty = Empty(
        _("No job has run yet"),
        _("Letters, packs, imports and reports that take longer appear here."),
        icon="progress",
    )

    @classmethod
    def url(cls, row: Job) -> str:
        return reverse("web:job", args=[row.pk])
