"""Travel, needs, equipment and the gate in the administration."""

from django.contrib import admin
from django.http import HttpRequest

from council_office.web.admin import OfficeAdmin
from visits import actions
from visits.models import (
    Journey,
    Needs,
    Passage,
    PpeItem,
    PpeReservation,
    RoomBlock,
    Stay,
    Terminal,
    Transfer,
)


@admin.register(Terminal)
class TerminalAdmin(OfficeAdmin):
    list_display = ["code", "name_en", "drive_minutes", "border_minutes", "luggage_minutes", "illustrative"]
    list_filter = ["illustrative"]
    search_fields = ["code", "name_en", "name_fr"]


@admin.register(Journey)
class JourneyAdmin(OfficeAdmin):
    list_display = ["visitor", "way", "number", "terminal", "moment", "luggage"]
    list_select_related = ["visitor__person", "terminal"]
    list_filter = ["way", "terminal", "first_schengen"]
    search_fields = ["number", "visitor__person__search_name", "visitor__visit__number"]
    date_hierarchy = "moment"
    autocomplete_fields = ["visitor"]
    revise_verb = actions.revise_journey


@admin.register(Transfer)
class TransferAdmin(OfficeAdmin):
    list_display = ["visit", "way", "terminal", "starts_at", "vehicle", "by_hand"]
    list_select_related = ["visit", "terminal", "vehicle"]
    list_filter = ["way", "terminal", "by_hand"]
    search_fields = ["visit__number", "vehicle__name"]
    date_hierarchy = "starts_at"
    frozen_fields = ["visit", "way", "terminal", "by_hand"]
    fields = ["visit", "way", "terminal", "starts_at", "vehicle", "by_hand"]
    revise_verb = actions.revise_transfer

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Cars are grouped from journeys."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Transfer | None = None) -> bool:
        """A car without people is given back by itself."""
        return False


@admin.register(RoomBlock)
class RoomBlockAdmin(OfficeAdmin):
    list_display = ["hotel", "visit", "rooms", "rate", "currency", "starts_on", "ends_on", "release_on"]
    list_select_related = ["visit"]
    search_fields = ["hotel", "visit__number"]
    autocomplete_fields = ["visit"]


@admin.register(Stay)
class StayAdmin(OfficeAdmin):
    list_display = ["visitor", "block", "starts_on", "ends_on"]
    list_select_related = ["visitor__person", "block"]
    search_fields = ["visitor__person__search_name", "block__hotel"]
    autocomplete_fields = ["visitor", "block"]


@admin.register(Needs)
class NeedsAdmin(OfficeAdmin):
    list_display = ["visitor", "shoe_size", "shoe_system", "clothes", "step_free", "has_diet"]
    list_select_related = ["visitor__person"]
    search_fields = ["visitor__person__search_name", "visitor__visit__number"]
    autocomplete_fields = ["visitor"]


@admin.register(PpeItem)
class PpeItemAdmin(OfficeAdmin):
    list_display = ["kind", "size", "stock", "cleaning_minutes", "illustrative"]
    list_filter = ["kind", "illustrative"]
    search_fields = ["kind", "size"]


@admin.register(PpeReservation)
class PpeReservationAdmin(OfficeAdmin):
    list_display = ["item", "visitor", "starts_at", "ends_at", "returned_at"]
    list_select_related = ["item", "visitor__person"]
    list_filter = ["item__kind"]
    search_fields = ["visitor__person__search_name"]
    frozen_fields = ["item", "visitor", "starts_at", "ends_at", "returned_at"]
    fields = ["item", "visitor", "starts_at", "ends_at", "returned_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Pieces are reserved from a programme."""
        return False


@admin.register(Passage)
class PassageAdmin(OfficeAdmin):
    list_display = ["scanned_at", "code", "visitor", "gate", "direction", "admitted", "said_at_gate"]
    list_select_related = ["visitor__person", "gate"]
    list_filter = ["direction", "admitted", "gate"]
    search_fields = ["code", "visitor__person__search_name"]
    date_hierarchy = "scanned_at"
    fields = ["scanned_at", "received_at", "code", "visitor", "gate", "direction", "admitted", "reason"]

    def is_issued(self, obj: Passage) -> bool:
        """What happened at a gate is never changed."""
        return True

    def get_readonly_fields(self, request: HttpRequest, obj: Passage | None = None) -> list[str]:
        return [*self.fields]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Passages are scanned."""
        return False
