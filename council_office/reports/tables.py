"""Lists of the reports."""

from django.utils.translation import gettext_lazy as _

from council_office.reports.models import Schedule
from council_office.web.tables import Column, Empty, Table


def rhythm_in_words(schedule: Schedule) -> str:
    """“Every week · Monday · 07:30”."""
    day = {"weekly": schedule.get_weekday_display(), "monthly": str(schedule.day_of_month)}.get(
        schedule.rhythm
    )
    return " · ".join(
        str(part) for part in (schedule.get_rhythm_display(), day, f"{schedule.at:%H:%M}") if part
    )


class Schedules(Table):
    title = _("Scheduled reports")
    columns = [
        Column("name", _("Name"), sort="name"),
        Column("report", _("Report"), sort="report"),
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
