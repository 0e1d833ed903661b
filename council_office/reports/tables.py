"""Lists of the reports."""

from django.utils.translation import gettext_lazy as _

from council_office.reports.models import Issue, Schedule
from council_office.reports.queries import report_named
from council_office.web.tables import Column, Empty, Table
from documents.states import Form


def rhythm_in_words(schedule: Schedule) -> str:
    """“Every week · Monday · 07:30”."""
    day = {"weekly": schedule.get_weekday_display(), "monthly": str(schedule.day_of_month)}.get(
        schedule.rhythm
    )
    return " · ".join(
        str(part) for part in (schedule.get_rhythm_display(), day, f"{schedule.at:%H:%M}") if part
    )


def report_of(schedule: Schedule) -> str:
    report = report_named(schedule.report)
    return str(report.title) if report else "–"


def forms_in_words(thing: Schedule | Issue) -> str:
    return ", ".join(str(Form(form).label) for form in thing.forms)


class Schedules(Table):
    title = _("Scheduled reports")
    columns = [
        Column("name", _("Name"), sort="name"),
        Column("report", _("Report"), value=report_of),
        Column("forms", _("As"), value=forms_in_words),
        Column("rhythm", _("When"), value=rhythm_in_words),
        Column("next_at", _("Next time"), sort="next_at"),
        Column("owner", _("Owner"), value=lambda schedule: schedule.owner.actor_label),
        Column("readers", _("Subscribers"), css="number"),
        Column("is_active", _("Active"), sort="is_active"),
    ]
    search = ("name",)
    empty = Empty(
        _("No report leaves by itself yet"),
        _("The weekly outlook tells the office every Monday what comes and what is late."),
        (_("New schedule"), "reports:create_schedule"),
        icon="calendar-clock",
    )


class Issues(Table):
    title = _("Issued reports")
    columns = [
        Column("number", _("Number"), sort="number"),
        Column("title", _("Report"), value=lambda issue: issue.title()),
        Column("as_of", _("Data of"), sort="as_of"),
        Column("forms", _("As"), value=forms_in_words),
        Column("rows", _("Rows"), sort="row_count", value="row_count", css="num"),
        Column("author", _("Ordered by"), value="author"),
        Column("state", _("State"), sort="state", state=True),
    ]
    search = ("number", "title_en", "title_fr")
    order = "-number"
    empty = Empty(
        _("No report has been made for you yet"),
        _("Open a report and order it as PDF, Word, Excel or PowerPoint."),
        (_("See the reports"), "reports:reports"),
        icon="file-analytics",
    )
