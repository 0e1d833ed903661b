"""The administration of what the desk keeps."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council_office.desk import actions
from council_office.desk.calendar import admin as calendar
from council_office.desk.models import (
    Idea,
    KnowledgePage,
    Message,
    Notice,
    NoticePreference,
    PageVersion,
    Request,
    SearchCursor,
    SearchEntry,
    Vote,
)
from council_office.desk.people import admin as people
from council_office.desk.states import SETTLED
from council_office.web.admin import OfficeAdmin, OfficeTabular, verb_action

__all__ = ["calendar", "people"]


class OnlyLookedAt:
    """Comes from the verbs of the desk; here it is only looked at."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MessageInline(OnlyLookedAt, OfficeTabular):
    model = Message
    fields = ["at", "by", "kind", "text"]
    readonly_fields = fields


@admin.register(Request)
class RequestAdmin(OfficeAdmin):
    list_display = ["number", "topic", "title", "asked_by", "owner", "due_on", "state", "satisfaction"]
    list_filter = ["state", "topic", "satisfaction", "asked_at"]
    list_select_related = ["asked_by__person", "owner__person"]
    search_fields = ["number", "question", "asked_by__person__search_name"]
    date_hierarchy = "asked_at"
    fields = [
        *("number", "topic", "question", "asked_by", "asked_at", "owner", "state", "due_on", "rule"),
        *("answered_at", "closed_at", "escalated_to", "escalated_at"),
        *("satisfaction", "satisfaction_words", "page"),
    ]
    frozen_fields = [name for name in fields if name != "topic"]
    inlines = [MessageInline]
    revise_verb = actions.revise_request
    actions = [
        verb_action(actions.take_request, label=_("I answer the chosen requests")),
        verb_action(actions.close_request, label=_("Close the chosen requests")),
    ]

    @admin.display(description=_("question"))
    def title(self, request: Request) -> str:
        return request.title

    def is_issued(self, obj: Request) -> bool:
        return obj.state in SETTLED

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VersionInline(OnlyLookedAt, OfficeTabular):
    model = PageVersion
    fields = ["number", "title_en", "title_fr", "published_at", "published_by"]
    readonly_fields = fields


class VoteInline(OnlyLookedAt, OfficeTabular):
    model = Vote
    fields = ["user", "helped", "at"]
    readonly_fields = fields


@admin.register(KnowledgePage)
class KnowledgePageAdmin(OfficeAdmin):
    list_display = ["title_en", "title_fr", "topic", "state", "published_at"]
    list_filter = ["state", "topic"]
    search_fields = ["title_en", "title_fr", "text_en", "text_fr"]
    fields = ["topic", "title_en", "text_en", "title_fr", "text_fr", "state", "published_at"]
    frozen_fields = ["published_at"]
    inlines = [VersionInline, VoteInline]
    create_verb, revise_verb = actions.create_page, actions.revise_page
    actions = [
        verb_action(actions.publish_page, label=_("Publish the chosen pages")),
        verb_action(actions.archive_page, label=_("Archive the chosen pages")),
    ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.published_at is None)


@admin.register(Idea)
class IdeaAdmin(OfficeAdmin):
    list_display = ["number", "title", "proposed_by", "hours", "euros", "state", "decided_at"]
    list_filter = ["state", "proposed_at"]
    list_select_related = ["proposed_by__person"]
    search_fields = ["number", "title", "text", "outcome"]
    date_hierarchy = "proposed_at"
    fields = [
        *("number", "title", "text", "hours", "euros", "proposed_by", "proposed_at"),
        *("state", "outcome", "decided_at"),
    ]
    frozen_fields = ["number", "proposed_by", "proposed_at", "outcome", "decided_at"]
    revise_verb = actions.revise_idea
    actions = [verb_action(actions.consider_idea, label=_("Look at the chosen ideas"))]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Notice)
class NoticeAdmin(OnlyLookedAt, OfficeAdmin):
    list_display = ["at", "user", "kind", "sentence", "read_at", "mailed_at"]
    list_filter = ["kind", "at"]
    list_select_related = ["user__person"]
    search_fields = ["user__email", "key"]
    date_hierarchy = "at"
    fields = ["user", "kind", "sentence", "details", "at", "read_at", "mailed_at", "key"]

    @admin.display(description=_("words"))
    def sentence(self, notice: Notice) -> str:
        return notice.sentence()


@admin.register(NoticePreference)
class NoticePreferenceAdmin(OnlyLookedAt, OfficeAdmin):
    list_display = ["user", "mailing"]
    list_filter = ["mailing"]
    list_select_related = ["user__person"]
    search_fields = ["user__email"]
    fields = ["user", "mailing"]


@admin.register(SearchEntry)
class SearchEntryAdmin(OnlyLookedAt, OfficeAdmin):
    list_display = ["kind", "object_id", "number"]
    list_filter = ["kind"]
    search_fields = ["number"]
    fields = ["kind", "object_id", "number", "text"]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).visible_to(request.user)


@admin.register(SearchCursor)
class SearchCursorAdmin(OnlyLookedAt, OfficeAdmin):
    list_display = ["event", "rebuilt_on"]
    fields = ["event", "rebuilt_on"]
