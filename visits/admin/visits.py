"""Visits, visitors, zones and places in the administration."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from council_office.web.admin import OfficeAdmin, verb_action
from visits import actions
from visits.models import Place, Visit, Visitor, Zone


@admin.register(Visit)
class VisitAdmin(OfficeAdmin):
    list_display = ["number", "title_en", "kind", "starts_on", "ends_on", "host", "state"]
    list_select_related = ["host"]
    list_filter = ["kind", "state", "member", "discretion"]
    search_fields = ["number", "title_en", "title_fr", "host__search_name"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["host", "signatory", "organisation"]
    frozen_fields = ["number"]
    fields = [
        *("number", "state", "kind", "title_en", "title_fr", "starts_on", "ends_on", "host"),
        *(
            "signatory",
            "organisation",
            "member",
            "purpose_en",
            "purpose_fr",
            "messages_en",
            "messages_fr",
            "discretion",
        ),
    ]
    create_verb = actions.create_visit
    revise_verb = actions.revise_visit
    actions = [
        verb_action(actions.plan_visit, label=_("Plan the chosen visits")),
        verb_action(actions.close_visit, label=_("Close the chosen visits")),
    ]


@admin.register(Visitor)
class VisitorAdmin(OfficeAdmin):
    list_display = ["person", "visit", "role", "arrives_on", "leaves_on", "state"]
    list_select_related = ["person", "visit"]
    list_filter = ["role", "state", "visit__kind"]
    search_fields = ["person__search_name", "visit__number", "visit__title_en"]
    date_hierarchy = "arrives_on"
    autocomplete_fields = ["person", "visit", "answered_by", "zones"]
    fields = [
        *("visit", "person", "role", "state", "arrives_on", "leaves_on", "access_until"),
        *("zones", "answered_by", "permanent_pass"),
    ]
    create_verb = actions.add_visitor
    revise_verb = actions.revise_visitor

    def get_readonly_fields(self, request, obj=None):
        """A file stays with its person and its visit."""
        frozen = ["visit", "person"] if obj is not None else []
        return [*super().get_readonly_fields(request, obj), *frozen]


@admin.register(Zone)
class ZoneAdmin(OfficeAdmin):
    list_display = [
        "code",
        "name_en",
        "parent",
        "controlled",
        "needs_escort",
        "needs_briefing",
        "illustrative",
    ]
    list_select_related = ["parent"]
    list_filter = ["controlled", "needs_escort", "needs_briefing", "export_controlled", "illustrative"]
    search_fields = ["code", "name_en", "name_fr"]


@admin.register(Place)
class PlaceAdmin(OfficeAdmin):
    list_display = ["code", "name_en", "zone", "capacity", "is_gate", "illustrative"]
    list_select_related = ["zone"]
    list_filter = ["zone", "is_gate", "illustrative"]
    search_fields = ["code", "name_en", "name_fr"]
    autocomplete_fields = ["zone"]
