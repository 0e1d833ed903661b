"""Protocol in the administration."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council_office.web.admin import ImportingAdmin, OfficeAdmin, OfficeTabular, verb_action
from protocol import actions, rules
from protocol.models import (
    Authority,
    BudgetLine,
    Ceremony,
    CommunicationSheet,
    Conflict,
    Cue,
    Flag,
    Gift,
    GiftLimit,
    Guest,
    Invitation,
    PlanVersion,
    PrintedCard,
    RankRow,
    RankTable,
    Seat,
    SeatPlan,
    StateOrder,
)
from protocol.resources import FlagResource, GiftResource, GuestResource, RankRowResource
from protocol.states import CardState, GiftState


class MadeInTheOffice(OfficeAdmin):
    """Rows that come from verbs of the office: seen here, never made or changed here."""

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class BudgetLines(OfficeTabular):
    model = BudgetLine
    fields = ["title", "planned", "spent"]


@admin.register(Ceremony)
class CeremonyAdmin(OfficeAdmin):
    list_display = ["title_en", "number", "kind", "held_on", "place_en", "scheme", "state"]
    list_filter = ["kind", "state", "scheme", "held_on"]
    search_fields = ["number", "title_en", "title_fr", "place_en"]
    date_hierarchy = "held_on"
    autocomplete_fields = ["host", "signatory", "contact"]
    inlines = [BudgetLines]
    fieldsets = [
        (None, {"fields": ("number", "state", "kind", "title_en", "title_fr")}),
        (_("When and where"), {"fields": ("held_on", "opens_at", "closes_at", "place_en", "place_fr")}),
        (_("People"), {"fields": ("host", "signatory", "contact")}),
        (_("Precedence and flags"), {"fields": ("scheme", "presiding", "equal_order", "lot", "flag_scheme")}),
    ]
    frozen_fields = ["number", "lot"]
    create_verb = actions.create_ceremony
    revise_verb = actions.revise_ceremony
    actions = [
        verb_action(actions.confirm_ceremony, label=_("Confirm the chosen ceremonies")),
        verb_action(actions.hold_ceremony, label=_("Mark the chosen ceremonies as held")),
    ]

    def is_issued(self, obj: Ceremony) -> bool:
        return not obj.is_open

    def has_delete_permission(self, request: HttpRequest, obj: Ceremony | None = None) -> bool:
        """Ceremonies are cancelled with a reason, never deleted."""
        return False


@admin.register(Guest)
class GuestAdmin(ImportingAdmin):
    resource_classes = [GuestResource]
    list_display = ["person", "ceremony", "capacity_en", "standing", "answer", "withdrawn"]
    list_select_related = ["person", "ceremony"]
    list_filter = ["ceremony", "answer", "standing", "member", "withdrawn"]
    search_fields = ["person__search_name", "ceremony__number", "capacity_en", "capacity_fr"]
    autocomplete_fields = ["person", "authority", "represented_authority"]
    raw_id_fields = ["represents", "partner", "interprets_for"]
    frozen_fields = ["answer", "answered_at", "remark", "withdrawn", "placed_at", "placed_reason"]
    fields = [
        *("ceremony", "person", "authority", "capacity_en", "capacity_fr", "took_office_at", "standing"),
        *("represents", "represented_authority", "member", "country", "partner", "interprets_for"),
        *("needs_access", "special_meal", "speaks", "notes", "answer", "answered_at", "remark"),
        *("placed_at", "placed_reason", "withdrawn"),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Guest | None = None) -> list[str]:
        """Whose guest this is stays as it was made."""
        return [*super().get_readonly_fields(request, obj), *(("ceremony", "person") if obj else ())]

    @staticmethod
    def create_verb(*, ceremony: Ceremony, **fields) -> Guest:
        return actions.add_guest(ceremony, **fields)

    revise_verb = actions.revise_guest

    def has_delete_permission(self, request: HttpRequest, obj: Guest | None = None) -> bool:
        """Guests are taken off the list with a reason."""
        return False


@admin.register(Invitation)
class CeremonyInvitationAdmin(OfficeAdmin):
    list_display = ["guest", "number", "language", "state", "sent_at", "reminders"]
    list_select_related = ["guest__person"]
    list_filter = ["guest__ceremony", "state", "language"]
    search_fields = ["number", "guest__person__search_name"]
    fields = ["guest", "state", "language", "number", "dated_on", "sent_at", "reminders", "reminded_at"]
    frozen_fields = ["guest", "number", "dated_on", "sent_at", "reminders", "reminded_at"]
    actions = [verb_action(actions.restore_invitation, label=_("Make drafts of revoked invitations"))]

    def is_issued(self, obj: Invitation) -> bool:
        return obj.state != CardState.DRAFT

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


@admin.register(Conflict)
class ConflictAdmin(MadeInTheOffice):
    list_display = ["one", "other", "ceremony", "reason"]
    list_select_related = ["one__person", "other__person", "ceremony"]
    list_filter = ["ceremony"]
    search_fields = ["one__person__search_name", "other__person__search_name"]


@admin.register(Authority)
class AuthorityAdmin(OfficeAdmin):
    list_display = ["code", "name_en", "name_fr", "office", "country"]
    list_select_related = ["office"]
    list_filter = ["office"]
    search_fields = ["code", "name_en", "name_fr"]
    fields = ["code", "name_en", "name_fr", "office", "country"]


class RankRows(OfficeTabular):
    model = RankRow
    fields = ["place", "authority", "verified"]
    autocomplete_fields = ["authority"]


@admin.register(RankTable)
class RankTableAdmin(OfficeAdmin):
    list_display = ["label", "code", "starts_on", "ends_on", "illustrative"]
    list_filter = ["code", "illustrative"]
    search_fields = ["label", "source"]
    fields = ["code", "label", "starts_on", "ends_on", "source", "caveat_en", "caveat_fr", "illustrative"]
    inlines = [RankRows]


@admin.register(RankRow)
class RankRowAdmin(ImportingAdmin):
    resource_classes = [RankRowResource]
    list_display = ["table", "place", "authority", "verified"]
    list_select_related = ["table", "authority"]
    list_filter = ["table", "verified"]
    search_fields = ["authority__name_en", "authority__name_fr", "authority__code"]
    fields = ["table", "place", "authority", "verified"]
    autocomplete_fields = ["table", "authority"]


@admin.register(StateOrder)
class StateOrderAdmin(OfficeAdmin):
    list_display = ["order", "place", "country", "name"]
    list_filter = ["order"]
    search_fields = ["name", "country"]
    fields = ["order", "place", "country", "name", "source"]


@admin.register(SeatPlan)
class SeatPlanAdmin(MadeInTheOffice):
    list_display = ["title_en", "ceremony", "shape", "tables", "per_table", "versions_kept"]
    list_select_related = ["ceremony"]
    list_filter = ["shape"]
    search_fields = ["title_en", "title_fr", "ceremony__number"]


@admin.register(Seat)
class SeatAdmin(MadeInTheOffice):
    list_display = ["plan", "number", "guest", "locked", "accessible"]
    list_select_related = ["plan", "guest__person"]
    list_filter = ["plan", "locked", "accessible"]
    search_fields = ["guest__person__search_name"]


@admin.register(PlanVersion)
class PlanVersionAdmin(MadeInTheOffice):
    list_display = ["plan", "number", "note", "kept_at", "kept_by"]
    list_select_related = ["plan"]
    search_fields = ["plan__title_en", "note"]


@admin.register(PrintedCard)
class PrintedCardAdmin(MadeInTheOffice):
    list_display = ["guest", "kind", "issue", "printed_at"]
    list_select_related = ["guest__person"]
    list_filter = ["kind", "guest__ceremony"]
    search_fields = ["guest__person__search_name"]


@admin.register(Cue)
class CueAdmin(OfficeAdmin):
    list_display = ["at", "title_en", "ceremony", "kind", "minutes", "owner"]
    list_select_related = ["ceremony"]
    list_filter = ["ceremony", "kind"]
    search_fields = ["title_en", "title_fr", "owner"]
    raw_id_fields = ["guest"]
    fields = [
        *("ceremony", "at", "minutes", "position", "kind", "title_en", "title_fr", "guest"),
        *("owner", "notes"),
    ]


@admin.register(CommunicationSheet)
class CommunicationSheetAdmin(OfficeAdmin):
    list_display = ["ceremony", "spokesperson", "embargo_until"]
    list_select_related = ["ceremony", "spokesperson"]
    search_fields = ["ceremony__title_en", "ceremony__number"]
    autocomplete_fields = ["spokesperson"]
    fields = [
        *("ceremony", "press", "photo_points", "languages", "consent", "message_en", "message_fr"),
        *("spokesperson", "embargo_until"),
    ]


@admin.register(BudgetLine)
class BudgetLineAdmin(OfficeAdmin):
    list_display = ["title", "ceremony", "planned", "spent"]
    list_select_related = ["ceremony"]
    list_filter = ["ceremony"]
    search_fields = ["title"]
    fields = ["ceremony", "title", "planned", "spent"]


@admin.register(Flag)
class FlagAdmin(ImportingAdmin):
    resource_classes = [FlagResource]
    list_display = ["code", "name_en", "name_fr", "stock", "size_cm", "changed_on", "checked_on"]
    list_filter = ["is_organisation", "illustrative"]
    search_fields = ["code", "name_en", "name_fr"]
    fields = [
        *("code", "name_en", "name_fr", "formal_en", "formal_fr", "is_organisation", "stock", "size_cm"),
        *("checked_on", "changed_on", "change_en", "change_fr", "illustrative"),
    ]


@admin.register(GiftLimit)
class GiftLimitAdmin(OfficeAdmin):
    list_display = ["direction", "amount", "starts_on", "ends_on", "illustrative"]
    list_filter = ["direction", "illustrative"]
    search_fields = ["text_en", "text_fr"]
    fields = ["direction", "amount", "text_en", "text_fr", "starts_on", "ends_on", "illustrative"]


@admin.register(Gift)
class GiftAdmin(ImportingAdmin):
    resource_classes = [GiftResource]
    list_display = ["number", "what_en", "direction", "person", "value", "day", "state"]
    list_select_related = ["person"]
    list_filter = ["direction", "state", "member", "day"]
    search_fields = ["number", "what_en", "what_fr", "person__search_name"]
    date_hierarchy = "day"
    autocomplete_fields = ["person", "ceremony"]
    fields = [
        *("number", "state", "direction", "person", "member", "ceremony", "what_en", "what_fr"),
        *("value", "day", "kept_at", "notes", "decided_at", "decided_by"),
    ]
    frozen_fields = ["number", "decided_at", "decided_by"]
    create_verb = actions.propose_gift
    revise_verb = actions.revise_gift
    actions = [
        verb_action(actions.approve_gift, rules.may_decide_gift, label=_("Agree to the chosen gifts")),
        verb_action(actions.hand_over_gift, label=_("Mark the chosen gifts as handed over")),
    ]

    def is_issued(self, obj: Gift) -> bool:
        return obj.state != GiftState.PROPOSED

    def has_delete_permission(self, request: HttpRequest, obj: Gift | None = None) -> bool:
        """Gifts are withdrawn, never deleted."""
        return False
