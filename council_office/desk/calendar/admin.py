"""Calendar and tasks in the administration: dates through the verbs, rules by versions, nothing lost."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.calendar import actions
from council_office.calendar.models import Checklist, Closure, DeadlineRule, Feed, Plan, Step, Task
from council_office.desk.calendar import rules
from council_office.desk.calendar.forms import RULE_FIELDS
from council_office.desk.calendar.tables import distance
from council_office.directory.models import User
from council_office.web.admin import OfficeAdmin, OfficeTabular, verb_action


def create_closure(*, by: User, **fields: Any) -> Closure:
    return actions.create_closure(by=by, **fields)[0]


def revise_closure(closure: Closure, *, by: User, **changes: Any) -> Closure:
    return actions.revise_closure(closure, by=by, **changes)[0]


def revise_rule(
    rule: DeadlineRule, *, by: User, valid_from: date | None = None, **changes: Any
) -> DeadlineRule:
    """The next version, from today unless told otherwise."""
    return actions.revise_rule(rule, by=by, valid_from=valid_from or timezone.localdate(), **changes)[0]


class NeverMade:
    """Comes from verbs of the office; here it is only looked at."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Closure)
class ClosureAdmin(OfficeAdmin):
    list_display = ["__str__", "starts_on", "ends_on", "illustrative"]
    list_filter = ["illustrative"]
    search_fields = ["name_en", "name_fr"]
    date_hierarchy = "starts_on"
    fields = ["name_en", "name_fr", "starts_on", "ends_on", "illustrative"]
    create_verb = create_closure
    revise_verb = revise_closure
    remove_verb = actions.remove_closure


@admin.register(Checklist)
class ChecklistAdmin(OfficeAdmin):
    list_display = ["__str__", "illustrative"]
    search_fields = ["name_en", "name_fr", "steps_en", "steps_fr"]
    fields = ["name_en", "name_fr", "steps_en", "steps_fr", "illustrative"]


@admin.register(DeadlineRule)
class DeadlineRuleAdmin(OfficeAdmin):
    """A change is saved as the next version; an ended version only remembers."""

    list_display = [
        "__str__",
        "occasion",
        "variant",
        "apart",
        "owner_role",
        "version",
        "valid_from",
        "valid_to",
    ]
    list_filter = ["occasion", "owner_role", "applies", "illustrative", "valid_from"]
    search_fields = ["name_en", "name_fr", "code", "variant"]
    fields = ["occasion", "variant", "code", *RULE_FIELDS, "valid_from", "valid_to"]
    frozen_fields = ["valid_to"]
    create_verb = actions.create_rule
    revise_verb = revise_rule

    def get_readonly_fields(self, request: HttpRequest, obj: DeadlineRule | None = None) -> list[str]:
        """What names a rule stays the same through its versions."""
        named = [] if obj is None else ["occasion", "variant", "code"]
        return [*super().get_readonly_fields(request, obj), *named]

    def is_issued(self, obj: DeadlineRule) -> bool:
        return obj.valid_to is not None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("distance"), ordering="offset")
    def apart(self, rule: DeadlineRule) -> str:
        return distance(rule)


class TaskInline(NeverMade, OfficeTabular):
    model = Task
    fields = readonly_fields = ["title_en", "due_on", "owner_role", "owner", "fixed_by_hand", "state"]
    show_change_link = True


@admin.register(Plan)
class PlanAdmin(NeverMade, OfficeAdmin):
    list_display = ["__str__", "occasion", "variant", "on", "ends_on"]
    list_filter = ["occasion"]
    search_fields = ["occasion", "variant"]
    date_hierarchy = "on"
    fields = frozen_fields = ["occasion", "variant", "on", "ends_on"]
    inlines = [TaskInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("about")


class StepInline(NeverMade, OfficeTabular):
    model = Step
    fields = readonly_fields = ["text_en", "text_fr", "done_at", "done_by"]


@admin.register(Task)
class TaskAdmin(OfficeAdmin):
    list_display = [
        "__str__",
        "plan",
        "due_on",
        "owner_role",
        "owner",
        "state",
        "fixed_by_hand",
        "escalated_to",
    ]
    list_filter = ["state", "owner_role", "fixed_by_hand", "escalated_to", "due_on"]
    list_select_related = ["plan", "owner__person"]
    search_fields = ["title_en", "title_fr", "details"]
    date_hierarchy = "due_on"
    autocomplete_fields = ["owner"]
    fieldsets = [
        (None, {"fields": ["title_en", "title_fr", "details", "due_on", "owner_role", "owner"]}),
        (_("Where it comes from"), {"fields": ["plan", "rule", "fixed_by_hand", "fixed_reason"]}),
        (_("State"), {"fields": ["state", "done_at", "done_by", "escalated_at", "escalated_to"]}),
    ]
    frozen_fields = [
        *("plan", "rule", "fixed_by_hand", "fixed_reason"),
        *("done_at", "done_by", "escalated_at", "escalated_to"),
    ]
    inlines = [StepInline]
    create_verb = actions.create_task
    revise_verb = actions.revise_task
    actions = [
        verb_action(actions.finish_task, rules.may_finish_task, label=_("Mark the chosen tasks as done"))
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("plan__about")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Feed)
class FeedAdmin(NeverMade, OfficeAdmin):
    list_display = ["user", "opened_at", "revoked_at"]
    list_filter = ["opened_at"]
    list_select_related = ["user__person"]
    search_fields = ["user__email", "user__person__search_name"]
    fields = frozen_fields = ["user", "opened_at", "revoked_at"]
    actions = [verb_action(actions.revoke_feed, label=_("Close the chosen feeds"))]
