"""Schedules and their runs in the administration."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council_office.reports import actions
from council_office.reports.models import Run, Schedule
from council_office.web.admin import OfficeAdmin, verb_action


@admin.register(Schedule)
class ScheduleAdmin(OfficeAdmin):
    list_display = ["name", "report", "rhythm", "weekday", "at", "next_at", "owner", "is_active"]
    list_select_related = ["owner__person"]
    list_filter = ["report", "rhythm", "is_active"]
    search_fields = ["name"]
    autocomplete_fields = ["owner", "subscribers"]
    readonly_fields = ["next_at"]
    fieldsets = [
        (None, {"fields": ("name", "report", "is_active", "owner", "subscribers")}),
        (
            _("When, in Paris"),
            {"fields": ("rhythm", "weekday", "day_of_month", "at", "day_off", "next_at")},
        ),
    ]
    create_verb = actions.create_schedule
    revise_verb = actions.revise_schedule
    actions = [verb_action(actions.run_now, label=_("Send the chosen reports now"))]


@admin.register(Run)
class RunAdmin(OfficeAdmin):
    list_display = ["schedule", "due_at", "started_at", "state", "by_hand"]
    list_select_related = ["schedule"]
    list_filter = ["schedule", "state"]
    date_hierarchy = "due_at"
    fields = ["schedule", "due_at", "started_at", "state", "by_hand", "job"]

    def is_issued(self, obj: Run) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Runs come from the clock, or from sending a report now."""
        return False
