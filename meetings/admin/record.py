"""The record and its registers in the administration: words of the verbs edited, the rest through verbs."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council_office.web.admin import ImportingAdmin, LookedAt, OfficeAdmin, OfficeTabular, verb_action
from meetings import actions
from meetings.models import (
    Act,
    Action,
    ActionReport,
    Addressee,
    Attachment,
    Decision,
    Formula,
    Outcome,
    RecordIssue,
    Subject,
)
from meetings.resources.record import ActionResource, DecisionResource
from meetings.states import SessionState, Settlement


class Register(ImportingAdmin):
    """Goes out as a list; comes in from records alone."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_import_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Formula)
class FormulaAdmin(OfficeAdmin):
    list_display = ["text_en", "text_fr", "governs", "follow_up", "position"]
    list_filter = ["follow_up", "governs"]
    search_fields = ["text_en", "text_fr", "code"]
    fields = ["code", "text_en", "text_fr", "governs", "follow_up", "position"]


@admin.register(Addressee)
class AddresseeAdmin(OfficeAdmin):
    list_display = ["name_en", "name_fr", "body", "owner"]
    list_filter = ["body"]
    list_select_related = ["body", "owner"]
    search_fields = ["name_en", "name_fr"]
    fields = ["name_en", "name_fr", "body", "owner"]
    autocomplete_fields = ["owner"]


@admin.register(Subject)
class SubjectAdmin(OfficeAdmin):
    list_display = ["name_en", "name_fr"]
    search_fields = ["name_en", "name_fr"]
    fields = ["name_en", "name_fr"]


class ActInline(LookedAt, OfficeTabular):
    """Acts are worded on the page of their paragraph, where the sentence is seen."""

    model = Act
    fk_name = "outcome"
    fields = ["formula", "addressee", "text_en", "text_fr", "due_on", "owner"]


@admin.register(Outcome)
class OutcomeAdmin(OfficeAdmin):
    list_display = ["__str__", "session", "item", "position", "settles"]
    list_filter = ["session__body"]
    list_select_related = ["session", "item"]
    search_fields = ["session__label", "text_en", "text_fr", "acts__text_en", "acts__text_fr"]
    fields = ["session", "item", "opening_en", "opening_fr", "text_en", "text_fr", "settles"]
    frozen_fields = ["session", "item"]
    inlines = [ActInline]
    revise_verb = actions.revise_outcome
    remove_verb = actions.remove_outcome

    def is_issued(self, obj: Outcome) -> bool:
        return obj.session.state == SessionState.RECORDED

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Attachment)
class AttachmentAdmin(OfficeAdmin):
    list_display = ["__str__", "session", "paper"]
    list_select_related = ["session", "paper"]
    search_fields = ["title_en", "title_fr", "session__label"]
    fields = ["session", "title_en", "title_fr"]
    frozen_fields = ["session"]

    def is_issued(self, obj: Attachment) -> bool:
        return obj.session.state == SessionState.RECORDED

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Decision)
class DecisionAdmin(Register):
    resource_classes = [DecisionResource]
    list_display = ["number", "text_en", "subject", "addressee", "due_on", "state", "decided_on"]
    list_filter = ["state", "session__body", "subject", "decided_on"]
    list_select_related = ["subject", "addressee"]
    search_fields = ["number", "text_en", "text_fr", "outcome_note_en", "outcome_note_fr"]
    date_hierarchy = "decided_on"
    fields = [
        *("number", "state", "text_en", "text_fr", "decided_on", "effective_on", "ended_on"),
        *("subject", "addressee", "due_on", "due_text_en", "due_text_fr", "communicated_on"),
        *("outcome_note_en", "outcome_note_fr", "basis_en", "basis_fr"),
    ]
    frozen_fields = [
        *("number", "state", "text_en", "text_fr"),
        *("decided_on", "effective_on", "ended_on", "basis_en", "basis_fr"),
    ]
    autocomplete_fields = ["subject", "addressee"]
    revise_verb = actions.revise_decision
    actions = [
        verb_action(actions.implement_decision, label=_("The chosen decisions are implemented")),
        verb_action(actions.lift_decision, label=_("The reservations on the chosen decisions are lifted")),
    ]


class ReportInline(LookedAt, OfficeTabular):
    model = ActionReport
    fields = ["reported_on", "session", "text_en", "text_fr", "by_label"]
    readonly_fields = ["by_label"]


@admin.register(Action)
class ActionAdmin(Register):
    resource_classes = [ActionResource]
    list_display = ["number", "title_en", "kind", "owner", "addressee", "due_on", "state"]
    list_filter = ["state", "kind", "session__body", "to_body", "due_on"]
    list_select_related = ["owner", "addressee"]
    search_fields = ["number", "title_en", "title_fr", "owner__search_name"]
    date_hierarchy = "due_on"
    fields = [
        *("number", "kind", "state", "title_en", "title_fr", "addressee", "to_body", "decision"),
        *("owner", "due_on", "closed_on"),
    ]
    frozen_fields = [
        *("number", "kind", "title_en", "title_fr", "addressee", "to_body", "decision", "closed_on"),
    ]
    autocomplete_fields = ["owner"]
    inlines = [ReportInline]
    revise_verb = actions.revise_action
    actions = [
        verb_action(
            actions.close_action,
            label=_("Withdraw the chosen actions"),
            state=Settlement.WITHDRAWN,
            text_en="Withdrawn by the office.",
            text_fr="Retirée par le secrétariat.",
        )
    ]

    def is_issued(self, obj: Action) -> bool:
        return obj.closed_on is not None


@admin.register(RecordIssue)
class RecordIssueAdmin(LookedAt, OfficeAdmin):
    list_display = ["__str__", "session", "issued_at", "reopened_at", "reopen_reason"]
    list_filter = ["session__body"]
    list_select_related = ["session"]
    search_fields = ["number", "session__label"]
    date_hierarchy = "issued_at"
    fields = ["session", "number", "edition", "issued_at", "reopened_at", "reopen_reason"]
