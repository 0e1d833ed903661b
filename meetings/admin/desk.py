"""What was circulated, and the secretary's desk, in the administration: only looked at."""

from django.contrib import admin

from council_office.web.admin import LookedAt, OfficeAdmin, OfficeTabular
from meetings.models import (
    CirculatedPaper,
    Circulation,
    CirculationCopy,
    ConsoleEntry,
    ItemSheet,
    PaperSight,
    Passage,
    Turn,
)


class CirculatedPaperRows(LookedAt, OfficeTabular):
    model = CirculatedPaper
    fields = ["paper", "edition_en", "edition_fr", "is_late"]


class CirculationCopyRows(LookedAt, OfficeTabular):
    model = CirculationCopy
    fields = ["participant", "language", "delivery"]


@admin.register(Circulation)
class CirculationAdmin(LookedAt, OfficeAdmin):
    list_display = ["session", "number", "ordered_at", "ordered_label"]
    list_select_related = ["session"]
    fields = ["session", "number", "note", "ordered_at", "ordered_label"]
    inlines = [CirculatedPaperRows, CirculationCopyRows]


@admin.register(PaperSight)
class PaperSightAdmin(LookedAt, OfficeAdmin):
    list_display = ["session", "person", "seen_at"]
    list_select_related = ["session", "person"]


@admin.register(Passage)
class PassageAdmin(LookedAt, OfficeAdmin):
    list_display = ["session", "item", "began_at", "ended_at"]
    list_select_related = ["session", "item"]


@admin.register(Turn)
class TurnAdmin(LookedAt, OfficeAdmin):
    list_display = ["session", "item", "member", "label", "asked_at", "began_at", "ended_at"]
    list_select_related = ["session", "item", "member"]


@admin.register(ItemSheet)
class ItemSheetAdmin(LookedAt, OfficeAdmin):
    list_display = ["item", "written_by"]
    list_select_related = ["item", "written_by__person"]


@admin.register(ConsoleEntry)
class ConsoleEntryAdmin(LookedAt, OfficeAdmin):
    list_display = ["session", "kind", "entered_at", "received_at", "by", "state", "answer"]
    list_filter = ["state", "kind"]
    list_select_related = ["session", "by__person"]
