"""Documents in the administration: issued things are looked at, who may read is kept by those who keep it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council_office.directory.states import Role
from council_office.web.admin import OfficeAdmin, OfficeTabular, verb_action
from documents import actions
from documents.models import (
    Briefing,
    Checkup,
    Delivery,
    DeliveryDocument,
    Document,
    Grant,
    Letter,
    LetterDraft,
    LetterStep,
    Level,
    MarkedCopy,
    NeedToKnow,
    TemplateText,
)
from documents.states import KEEPERS


class Visible:
    """The administration shows what the gate shows."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).visible_to(request.user)


class LookedAt(Visible):
    """Made by verbs only: neither added, nor changed, nor deleted by hand."""

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class Kept:
    """Changed by those who decide who reads, looked at by the others."""

    hands = KEEPERS

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return request.user.has_role(*self.hands)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return request.user.has_role(*self.hands)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return request.user.has_role(*self.hands)


@admin.register(Document)
class DocumentAdmin(LookedAt, OfficeAdmin):
    list_display = [
        "number",
        "title",
        "kind",
        "version_number",
        "language",
        "form",
        "level",
        "issued_at",
        "on_hold",
    ]
    list_filter = ["kind", "level", "language", "form", "on_hold", "issued_at"]
    search_fields = ["number", "title", "reference", "sha256"]
    list_select_related = ["level"]
    date_hierarchy = "issued_at"
    fields = [
        *("number", "version_number", "title", "kind", "language", "form", "reference", "dated_on"),
        *("level", "group", "on_hold", "hold_reason", "replaces"),
        *("issued_at", "issued_by", "issued_label", "original_name", "file_name", "size", "sha256"),
    ]
    frozen_fields = fields


@admin.register(Level)
class LevelAdmin(Kept, OfficeAdmin):
    hands = (*KEEPERS, Role.ADMINISTRATOR)
    list_display = [
        "name_en",
        "name_fr",
        "code",
        "rank",
        "open_to_all",
        "needs_briefing",
        "by_mail",
        "watched",
    ]
    search_fields = ["name_en", "name_fr", "code"]
    filter_horizontal = ["roles"]


class GrantInline(Kept, OfficeTabular):
    model = Grant
    fields = ["person", "user", "starts_on", "ends_on", "reason"]
    autocomplete_fields = ["person", "user"]


@admin.register(NeedToKnow)
class NeedToKnowAdmin(Kept, Visible, OfficeAdmin):
    list_display = ["name_en", "name_fr", "reason"]
    search_fields = ["name_en", "name_fr", "reason"]
    inlines = [GrantInline]


@admin.register(Grant)
class GrantAdmin(Kept, Visible, OfficeAdmin):
    list_display = ["holder", "document", "group", "starts_on", "ends_on", "reason"]
    list_filter = ["starts_on", "ends_on", "group"]
    search_fields = ["person__search_name", "user__email", "document__number", "group__name_en"]
    list_select_related = ["person", "user__person", "document", "group"]
    autocomplete_fields = ["person", "user", "document", "group"]
    date_hierarchy = "starts_on"
    actions = [verb_action(actions.end_grant, label=_("End the chosen grants"))]


@admin.register(Briefing)
class BriefingAdmin(Kept, Visible, OfficeAdmin):
    list_display = ["holder", "level", "starts_on", "ends_on"]
    list_filter = ["level", "starts_on", "ends_on"]
    search_fields = ["person__search_name", "user__email"]
    list_select_related = ["person", "user__person", "level"]
    autocomplete_fields = ["person", "user"]


@admin.register(MarkedCopy)
class MarkedCopyAdmin(LookedAt, OfficeAdmin):
    list_display = ["document", "number", "recipient", "medium", "state", "made_at"]
    list_filter = ["state", "medium", "made_at"]
    search_fields = ["document__number", "document__title", "recipient"]
    list_select_related = ["document"]
    date_hierarchy = "made_at"
    fields = [
        *("document", "number", "recipient", "person", "medium", "state"),
        *("made_at", "made_by", "made_label", "recalled_at", "recall_reason", "ended_at", "sha256", "size"),
    ]
    frozen_fields = fields
    actions = [
        verb_action(actions.return_copy, label=_("The chosen copies are back")),
        verb_action(actions.destroy_copy, label=_("The chosen copies are destroyed")),
    ]


@admin.register(Checkup)
class CheckupAdmin(LookedAt, OfficeAdmin):
    list_display = ["document", "state", "checked_at", "changed_at"]
    list_filter = ["state", "checked_at"]
    search_fields = ["document__number", "document__title"]
    list_select_related = ["document"]
    fields = ["document", "state", "checked_at", "changed_at", "quarantined_as"]
    frozen_fields = fields


class LookedAtInline(OfficeTabular):
    """Rows that verbs alone write."""

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class DraftInline(LookedAtInline):
    model = LetterDraft
    fields = ["number", "subject", "written_at", "written_label", "sha256"]
    readonly_fields = fields


class StepInline(LookedAtInline):
    model = LetterStep
    fields = ["step", "draft", "at", "by_label", "remark"]
    readonly_fields = fields


@admin.register(Letter)
class LetterAdmin(LookedAt, OfficeAdmin):
    list_display = ["number", "direction", "subject", "correspondent", "state", "received_on", "owner"]
    list_filter = ["direction", "state", "language", "level", "received_on"]
    search_fields = ["number", "subject", "their_reference", "correspondent__search_name", "written_name"]
    list_select_related = ["correspondent", "owner__person"]
    inlines = [DraftInline, StepInline]
    fields = [
        *("direction", "number", "state", "subject", "language", "correspondent", "organisation"),
        *("written_name", "their_reference", "dated_on", "received_on", "channel", "level", "group"),
        *("answers", "owner", "signatory", "gist", "sent_to", "tracking", "dispatched_at"),
        *("acknowledged_on", "outcome", "version"),
    ]
    frozen_fields = fields
    actions = [verb_action(actions.submit_letter, label=_("Submit the chosen letters for review"))]


class AttachedInline(LookedAtInline):
    model = DeliveryDocument
    fields = ["position", "document"]
    readonly_fields = fields


@admin.register(Delivery)
class DeliveryAdmin(LookedAt, OfficeAdmin):
    list_display = ["subject", "to", "person", "state", "queued_at", "sent_at", "attempts"]
    list_filter = ["state", "language", "queued_at"]
    search_fields = ["subject", "to", "person__search_name", "key"]
    list_select_related = ["person"]
    date_hierarchy = "queued_at"
    inlines = [AttachedInline]
    fields = [
        *("subject", "to", "person", "language", "state", "error", "body"),
        *(
            "queued_at",
            "sending_at",
            "sent_at",
            "attempts",
            "ordered_by",
            "ordered_label",
            "key",
            "message_id",
        ),
    ]
    frozen_fields = fields
    actions = [
        verb_action(actions.send_again, label=_("Send the chosen mails again")),
        verb_action(actions.confirm_arrival, label=_("The chosen mails did arrive")),
        verb_action(actions.cancel_delivery, label=_("Do not send the chosen mails")),
    ]


@admin.register(TemplateText)
class TemplateTextAdmin(Visible, OfficeAdmin):
    list_display = ["kind", "body_code", "language", "subject", "version"]
    list_filter = ["kind", "language", "body_code"]
    search_fields = ["kind", "subject", "text"]
    fields = ["kind", "body_code", "language", "subject", "text", "version"]
    create_verb, revise_verb = actions.create_text, actions.revise_text
