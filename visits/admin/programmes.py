"""Profiles, programmes, resources and commitments in the administration."""

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import TabularInline

from council_office.web.admin import LookedAt, OfficeAdmin
from visits import actions
from visits.models import (
    Authorisation,
    Commitment,
    Lateness,
    ProfileStop,
    Programme,
    ProgrammeIssue,
    ProgrammeProfile,
    Resource,
    Stop,
    Told,
    Way,
)


class ProfileStopInline(TabularInline):
    model = ProfileStop
    extra = 0
    fields = [
        *("position", "kind", "title_en", "title_fr", "place", "minutes", "pause_minutes", "movable"),
        *("owner_role", "needs"),
    ]
    autocomplete_fields = ["place"]


@admin.register(ProgrammeProfile)
class ProgrammeProfileAdmin(OfficeAdmin):
    list_display = ["code", "name_en", "kind", "opens_at", "valid_from", "valid_to", "illustrative"]
    list_filter = ["kind", "illustrative"]
    search_fields = ["code", "name_en", "name_fr"]
    inlines = [ProfileStopInline]


@admin.register(Way)
class WayAdmin(OfficeAdmin):
    list_display = ["one", "other", "minutes", "illustrative"]
    list_select_related = ["one", "other"]
    list_filter = ["illustrative"]
    search_fields = ["one__name_en", "one__name_fr", "other__name_en", "other__name_fr"]
    autocomplete_fields = ["one", "other"]


@admin.register(Programme)
class ProgrammeAdmin(OfficeAdmin):
    list_display = ["visit", "profile", "state", "issue"]
    list_select_related = ["visit", "profile"]
    list_filter = ["state", "profile"]
    search_fields = ["visit__number", "visit__title_en", "visit__title_fr"]
    frozen_fields = ["visit", "profile", "issue"]
    fields = ["visit", "profile", "state", "issue"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A programme is made from its visit."""
        return False


@admin.register(Stop)
class StopAdmin(OfficeAdmin):
    list_display = ["title_en", "programme", "starts_at", "minutes", "place", "movable"]
    list_select_related = ["programme__visit", "place"]
    list_filter = ["kind", "movable", "place"]
    search_fields = ["title_en", "title_fr", "programme__visit__number"]
    date_hierarchy = "starts_at"
    frozen_fields = ["programme"]
    autocomplete_fields = ["place", "owner"]
    fields = [
        *("programme", "kind", "title_en", "title_fr", "place", "starts_at", "minutes", "travel_minutes"),
        *("movable", "owner_role", "owner", "needs", "notes"),
    ]
    revise_verb = actions.revise_stop
    remove_verb = actions.remove_stop

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A stop is added on its programme."""
        return False


@admin.register(Told)
class ToldAdmin(OfficeAdmin):
    list_display = ["programme", "audience", "recipient", "state", "made_at", "said_at"]
    list_select_related = ["programme__visit", "recipient"]
    list_filter = ["audience", "state"]
    search_fields = ["text", "programme__visit__number"]
    frozen_fields = ["programme", "audience", "recipient", "text", "said_at"]
    fields = ["programme", "audience", "recipient", "text", "state", "said_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Messages come of a delay."""
        return False


class AuthorisationInline(TabularInline):
    model = Authorisation
    extra = 0
    fields = ["zone", "training", "valid_from", "valid_to"]


@admin.register(Resource)
class ResourceAdmin(OfficeAdmin):
    list_display = ["name", "kind", "languages", "capacity", "plate", "buffer_minutes", "retired"]
    list_filter = ["kind", "retired"]
    search_fields = ["name", "languages", "plate", "person__search_name"]
    autocomplete_fields = ["person", "place"]
    fields = [
        *("kind", "name", "person", "place", "languages", "capacity", "luggage", "plate", "hourly_cost"),
        *("buffer_minutes", "retired"),
    ]
    inlines = [AuthorisationInline]
    create_verb = actions.create_resource
    revise_verb = actions.revise_resource


@admin.register(Commitment)
class CommitmentAdmin(OfficeAdmin):
    list_display = ["resource", "visit", "starts_at", "ends_at", "overridden", "overridden_by"]
    list_select_related = ["resource", "visit", "stop", "transfer__terminal", "overridden_by__person"]
    list_filter = ["overridden", "resource__kind"]
    search_fields = ["resource__name", "visit__number", "reason"]
    date_hierarchy = "starts_at"
    frozen_fields = ["resource", "visit", "stop", "transfer", "reason", "starts_at", "ends_at"]
    fields = [
        *("resource", "visit", "stop", "transfer", "reason", "starts_at", "ends_at"),
    ]
    remove_verb = actions.release

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Resources are booked on a programme, or set away on their page."""
        return False


@admin.register(ProgrammeIssue)
class ProgrammeIssueAdmin(LookedAt, OfficeAdmin):
    list_display = ["programme", "number", "issued_at", "issued_by"]
    list_select_related = ["programme__visit", "issued_by__person"]


@admin.register(Lateness)
class LatenessAdmin(LookedAt, OfficeAdmin):
    list_display = ["programme", "minutes", "tapped_at", "received_at", "by"]
    list_select_related = ["programme__visit", "by__person"]
