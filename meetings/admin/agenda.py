"""Agendas and papers in the administration."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council_office.web.admin import OfficeAdmin
from meetings import actions
from meetings.models import AgendaItem, AgendaVersion, PaperFile, SessionPaper, StandingItem
from meetings.states import PaperState


@admin.register(StandingItem)
class StandingItemAdmin(OfficeAdmin):
    list_display = ["title_en", "body", "parent", "position", "purpose", "minutes", "carries_actions"]
    list_select_related = ["body", "parent"]
    list_filter = ["body", "purpose"]
    search_fields = ["title_en", "title_fr"]
    autocomplete_fields = ["body", "parent"]
    fields = [
        *("body", "parent", "position", "title_en", "title_fr"),
        *("purpose", "minutes", "carries_actions"),
    ]


@admin.register(AgendaItem)
class AgendaItemAdmin(OfficeAdmin):
    list_display = ["title_en", "session", "parent", "position", "fixed_number", "purpose", "presenter"]
    list_select_related = ["session", "parent", "presenter"]
    list_filter = ["session__body", "purpose", "access"]
    search_fields = ["title_en", "title_fr", "session__label"]
    autocomplete_fields = ["session", "parent", "presenter", "readers"]
    frozen_fields = ["position", "carried"]
    fieldsets = [
        (None, {"fields": ("session", "parent", "position", "fixed_number", "title_en", "title_fr")}),
        (_("How it is taken"), {"fields": ("purpose", "minutes", "presenter", "decision_rule", "carried")}),
        (_("Access"), {"fields": ("access", "readers")}),
        (None, {"fields": ("note",)}),
    ]
    create_verb = actions.add_item
    revise_verb = actions.revise_item
    remove_verb = actions.remove_item

    def get_readonly_fields(self, request: HttpRequest, obj: AgendaItem | None = None) -> list[str]:
        """An item stays in its session, at the place that the agenda page gives it."""
        frozen = ["session", "parent"] if obj is not None else []
        return [*super().get_readonly_fields(request, obj), *frozen]


@admin.register(AgendaVersion)
class AgendaVersionAdmin(OfficeAdmin):
    list_display = ["session", "number", "state", "issued_at", "reason"]
    list_select_related = ["session"]
    list_filter = ["state", "session__body"]
    search_fields = ["session__label", "reason"]
    fields = ["session", "number", "state", "issued_at", "reason"]
    readonly_fields = ["issued_at"]

    def is_issued(self, obj: AgendaVersion) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Versions come from issuing an agenda."""
        return False


@admin.register(SessionPaper)
class SessionPaperAdmin(OfficeAdmin):
    list_display = ["number", "title_en", "session", "item", "kind", "due_on", "access", "state"]
    list_select_related = ["session", "item"]
    list_filter = ["session__body", "state", "kind", "access"]
    search_fields = ["number", "title_en", "title_fr"]
    autocomplete_fields = ["session", "item", "owner", "readers"]
    frozen_fields = ["kind", "serial", "base", "published_at", "gap_reason"]
    open_fields = ["owner", "due_on"]
    fieldsets = [
        (None, {"fields": ("session", "item", "number", "state", "title_en", "title_fr")}),
        (_("Who and when"), {"fields": ("owner", "due_on", "published_at", "gap_reason")}),
        (_("What it follows"), {"fields": ("kind", "serial", "base")}),
        (_("Access"), {"fields": ("access", "readers")}),
    ]
    create_verb = actions.add_paper
    revise_verb = actions.revise_paper

    def is_issued(self, obj: SessionPaper) -> bool:
        return obj.state in (PaperState.PUBLISHED, PaperState.WITHDRAWN)

    def get_readonly_fields(self, request: HttpRequest, obj: SessionPaper | None = None) -> list[str]:
        frozen = ["session"] if obj is not None else []
        return [*super().get_readonly_fields(request, obj), *frozen]

    def has_delete_permission(self, request: HttpRequest, obj: SessionPaper | None = None) -> bool:
        """Papers are withdrawn with a reason, never deleted."""
        return False


@admin.register(PaperFile)
class PaperFileAdmin(OfficeAdmin):
    list_display = ["paper", "language", "edition", "received_at"]
    list_select_related = ["paper"]
    list_filter = ["language", "paper__session__body"]
    search_fields = ["paper__number", "paper__title_en"]
    fields = ["paper", "language", "edition", "document", "received_at"]
    readonly_fields = ["received_at"]

    def is_issued(self, obj: PaperFile) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Files are uploaded on the page of their paper, where their content is checked."""
        return False
