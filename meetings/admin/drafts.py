"""Drafts, procedures and votes in the administration: voting tables are edited, the rest is looked at."""

from django.contrib import admin

from council_office.web.admin import LookedAt, OfficeAdmin, OfficeTabular
from meetings.models import (
    Comment,
    Draft,
    HandEdit,
    MemberReply,
    Position,
    PresenceChange,
    Procedure,
    Reviewer,
    Statement,
    VotingTable,
    Weight,
)


class WeightInline(OfficeTabular):
    model = Weight
    fields = ["member", "weight"]


@admin.register(VotingTable)
class VotingTableAdmin(OfficeAdmin):
    list_display = ["body", "starts_on", "ends_on", "quorum", "majority", "host", "illustrative"]
    list_filter = ["body", "illustrative"]
    list_select_related = ["body", "host"]
    fields = [
        *("body", "starts_on", "ends_on", "quorum", "majority", "host"),
        *("illustrative", "source_en", "source_fr"),
    ]
    inlines = [WeightInline]


class ReviewerInline(LookedAt, OfficeTabular):
    model = Reviewer
    fields = ["member", "person", "asked_at", "done_at"]


@admin.register(Draft)
class DraftAdmin(LookedAt, OfficeAdmin):
    list_display = ["__str__", "state", "circulated_at", "comments_until", "adopted_at"]
    list_filter = ["state", "session__body"]
    list_select_related = ["session"]
    search_fields = ["session__label"]
    fields = ["session", "edition", "state", "circulated_at", "comments_until", "adopted_at", "sha256"]
    inlines = [ReviewerInline]


@admin.register(Comment)
class CommentAdmin(LookedAt, OfficeAdmin):
    list_display = ["__str__", "state", "because", "said_at"]
    list_filter = ["state", "reviewer__member"]
    list_select_related = ["reviewer__draft__session", "reviewer__member"]
    search_fields = ["text", "wording", "reviewer__draft__session__label"]
    fields = ["reviewer", "number", "language", "text", "wording", "state", "because", "said_at", "judged_at"]


@admin.register(HandEdit)
class HandEditAdmin(LookedAt, OfficeAdmin):
    list_display = ["__str__", "session", "language", "state", "uploaded_at"]
    list_filter = ["state"]
    list_select_related = ["session", "document"]
    search_fields = ["session__label", "known_as"]
    fields = ["session", "language", "document", "known_as", "state", "uploaded_at"]


@admin.register(Statement)
class StatementAdmin(LookedAt, OfficeAdmin):
    list_display = ["__str__", "session", "member", "speaker"]
    list_filter = ["session__body", "member"]
    list_select_related = ["session", "item", "member", "speaker"]
    search_fields = ["text_en", "text_fr", "session__label"]
    fields = ["session", "item", "member", "speaker", "text_en", "text_fr"]


class ReplyInline(LookedAt, OfficeTabular):
    model = MemberReply
    fields = ["member", "person", "answer", "text", "answered_at"]


@admin.register(Procedure)
class ProcedureAdmin(LookedAt, OfficeAdmin):
    list_display = ["title_en", "body", "kind", "state", "expires_at", "decision"]
    list_filter = ["state", "kind", "body"]
    list_select_related = ["body", "decision"]
    search_fields = ["title_en", "title_fr", "text_en", "text_fr"]
    date_hierarchy = "expires_at"
    fields = [
        *("body", "session", "kind", "rule", "title_en", "title_fr", "text_en", "text_fr"),
        *("state", "expires_at", "opened_at", "closed_at", "why", "decision"),
    ]
    inlines = [ReplyInline]


@admin.register(Position)
class PositionAdmin(LookedAt, OfficeAdmin):
    list_display = ["item", "member", "stance", "note", "lift_expected_on"]
    list_filter = ["stance", "member"]
    list_select_related = ["item", "member"]
    search_fields = ["item__title_en", "note"]
    fields = ["item", "member", "stance", "note", "lift_expected_on"]


@admin.register(PresenceChange)
class PresenceChangeAdmin(LookedAt, OfficeAdmin):
    list_display = ["participant", "item", "presence", "replaced_by"]
    list_filter = ["presence"]
    list_select_related = ["participant__person", "participant__session", "item", "replaced_by__person"]
    search_fields = ["participant__person__search_name", "item__title_en"]
    fields = ["participant", "item", "presence", "replaced_by"]
