"""Rules, passes and letters in the administration; identity data never stand here."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council_office.web.admin import ImportingAdmin, OfficeAdmin, OfficeTabular, verb_action
from visits import actions
from visits.models import Approval, Inquiry, Letter, PassRequest, Requirement, Retention, VisaRule
from visits.resources import RequirementResource, VisaRuleResource


@admin.register(Requirement)
class RequirementAdmin(ImportingAdmin):
    resource_classes = [RequirementResource]
    list_display = ["item", "whose", "stage", "visit_kind", "entry", "zone", "valid_from", "valid_to"]
    list_filter = ["stage", "whose", "visit_kind", "entry", "zone", "document_kind", "illustrative"]
    search_fields = ["code", "why_en", "why_fr", "source"]
    fields = [
        *("code", "item", "whose", "stage", "visit_kind", "entry", "document_kind", "zone"),
        *("why_en", "why_fr", "valid_from", "valid_to", "source", "illustrative"),
    ]


@admin.register(VisaRule)
class VisaRuleAdmin(ImportingAdmin):
    resource_classes = [VisaRuleResource]
    list_display = ["nationality", "document_kind", "visa_class", "needs_checking", "valid_from", "valid_to"]
    list_filter = ["visa_class", "document_kind", "needs_checking", "biometric_only"]
    search_fields = ["nationality", "note_en", "note_fr"]
    fields = [
        *("nationality", "document_kind", "visa_class", "biometric_only", "authorisation_from"),
        *("note_en", "note_fr", "needs_checking", "valid_from", "valid_to", "source", "illustrative"),
    ]


@admin.register(Retention)
class RetentionAdmin(OfficeAdmin):
    list_display = ["days", "valid_from", "valid_to", "illustrative"]
    fields = ["days", "valid_from", "valid_to", "source", "illustrative"]


class NothingByHand(OfficeAdmin):
    """Made by the office's own pages: here it is read, and moved by its verbs."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class ApprovalInline(OfficeTabular):
    model = Approval
    fields = readonly_fields = ["aspect", "approved_at", "approved_by"]

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


@admin.register(PassRequest)
class PassRequestAdmin(NothingByHand):
    list_display = ["number", "visitor", "state", "submitted_at", "valid_from", "valid_until"]
    list_select_related = ["visitor__person"]
    list_filter = ["state", "visitor__visit__kind"]
    search_fields = ["number", "visitor__person__search_name", "visitor__visit__title_en"]
    date_hierarchy = "submitted_at"
    fields = frozen_fields = [
        *("number", "visitor", "state", "replaces", "submitted_at", "submitted_by", "decided_at", "note"),
        *("issued_at", "valid_from", "valid_until", "ended_on"),
    ]
    inlines = [ApprovalInline]
    actions = [
        verb_action(actions.submit_pass, label=_("Submit the chosen requests")),
        verb_action(actions.issue_pass, label=_("Issue the chosen passes")),
    ]


@admin.register(Letter)
class LetterAdmin(NothingByHand):
    list_display = ["number", "issue", "kind", "visitor", "state", "dated_on"]
    list_select_related = ["visitor__person"]
    list_filter = ["kind", "state", "language"]
    search_fields = ["number", "visitor__person__search_name", "visitor__visit__title_en"]
    date_hierarchy = "dated_on"
    fields = frozen_fields = [
        *("number", "issue", "kind", "visitor", "language", "state", "dated_on", "sent_at", "ended_at"),
    ]
    actions = [verb_action(actions.replace_letter, label=_("Make the next version of changed letters"))]


@admin.register(Inquiry)
class InquiryAdmin(NothingByHand):
    list_display = ["recipient", "visit", "asked_at", "reminders", "reminded_at", "escalated_at"]
    list_select_related = ["recipient", "visit"]
    list_filter = ["asked_at", "escalated_at"]
    search_fields = ["recipient__search_name", "visit__title_en", "visit__number"]
    fields = frozen_fields = [
        *("recipient", "visit", "asked_at", "reminders", "reminded_at", "escalated_at"),
    ]
