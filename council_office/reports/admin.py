"""Schedules, their runs, issued reports and questions in the administration."""

from django.contrib import admin
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council_office.reports import actions, queries
from council_office.reports.forms import forms_field
from council_office.reports.models import Issue, Question, Run, Schedule
from council_office.web.admin import OfficeAdmin, verb_action


class ScheduleAdminForm(ModelForm):
    report = ChoiceField(label=_("Report"))
    forms = forms_field(label=_("Attached as"), required=False)

    class Meta:
        model = Schedule
        fields = [
            *("name", "report", "span", "forms", "is_active", "owner", "subscribers", "rhythm"),
            *("weekday", "day_of_month", "at", "day_off"),
        ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "report" in self.fields:
            self.fields["report"].choices = queries.all_choices()


@admin.register(Schedule)
class ScheduleAdmin(OfficeAdmin):
    form = ScheduleAdminForm
    list_display = ["name", "report", "rhythm", "weekday", "at", "next_at", "owner", "is_active"]
    list_select_related = ["owner__person"]
    list_filter = ["report", "rhythm", "is_active"]
    search_fields = ["name"]
    autocomplete_fields = ["owner", "subscribers"]
    readonly_fields = ["next_at"]
    fieldsets = [
        (None, {"fields": ("name", "report", "span", "forms", "is_active", "owner", "subscribers")}),
        (
            _("When, in Paris"),
            {"fields": ("rhythm", "weekday", "day_of_month", "at", "day_off", "next_at")},
        ),
    ]
    create_verb = actions.create_schedule
    revise_verb = actions.revise_schedule
    actions = [verb_action(actions.run_now, label=_("Send the chosen reports now"))]


class KeptAdmin(OfficeAdmin):
    """What the office has done: seen, never made or changed by hand."""

    def is_issued(self, obj) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Run)
class RunAdmin(KeptAdmin):
    list_display = ["schedule", "due_at", "started_at", "state", "by_hand"]
    list_select_related = ["schedule"]
    list_filter = ["schedule", "state"]
    date_hierarchy = "due_at"
    fields = ["schedule", "due_at", "started_at", "state", "by_hand", "job"]


@admin.register(Issue)
class IssueAdmin(KeptAdmin):
    """Which reports were made, for whom and of what; their rows are their readers' alone."""

    list_display = ["number", "report", "reader", "language", "as_of", "row_count", "reconciled", "state"]
    list_select_related = ["reader__person"]
    list_filter = ["report", "state", "language", "reconciled"]
    search_fields = ["number", "title_en", "title_fr"]
    date_hierarchy = "ordered_at"
    fields = [
        *("number", "report", "asked", "forms", "language", "reader", "author", "run", "previous", "state"),
        *("ordered_at", "as_of", "template", "level", "digest", "row_count", "hidden", "reconciled", "job"),
    ]


@admin.register(Question)
class QuestionAdmin(OfficeAdmin):
    list_display = ["name", "owner", "register", "shape", "is_shared"]
    list_select_related = ["owner__person"]
    list_filter = ["register", "shape", "is_shared"]
    search_fields = ["name"]
    fields = [
        *("name", "owner", "register", "span", "shape", "columns", "per", "across", "how", "of", "where"),
        "is_shared",
    ]
    frozen_fields = ["owner", "register", "columns", "where", "per", "across", "of"]
    revise_verb = actions.revise_question
    remove_verb = actions.remove_question

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Questions are asked in the office, where the fields of each register can be chosen."""
        return False
