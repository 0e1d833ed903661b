"""Bodies, their rules and terms, and sessions in the administration."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council_office.web.admin import ImportingAdmin, OfficeAdmin, OfficeTabular, verb_action
from meetings import actions
from meetings.models import Body, BodyRules, Delegation, Membership, Session
from meetings.resources.members import MembershipResource
from meetings.states import SessionState


@admin.register(Body)
class BodyAdmin(OfficeAdmin):
    list_display = ["code", "name_en", "name_fr", "reports_to", "member_order", "position"]
    list_select_related = ["reports_to"]
    list_filter = ["reports_to"]
    search_fields = ["code", "name_en", "name_fr"]
    fields = [
        *("code", "name_en", "name_fr", "short_en", "short_fr"),
        *("reports_to", "member_order", "time_zone", "position"),
    ]


@admin.register(BodyRules)
class BodyRulesAdmin(OfficeAdmin):
    list_display = ["body", "starts_on", "ends_on", "max_representatives", "decision_rule", "illustrative"]
    list_select_related = ["body"]
    list_filter = ["body", "illustrative"]
    search_fields = ["body__code", "source_en", "source_fr"]
    fieldsets = [
        (None, {"fields": ("body", "starts_on", "ends_on", "illustrative", "source_en", "source_fr")}),
        (
            _("Delegations and decisions"),
            {"fields": ("max_representatives", "limit_source_en", "limit_source_fr", "decision_rule")},
        ),
        (
            _("Rhythm"),
            {"fields": ("usual_months", "usual_weekday", "usual_days", "days_before_council")},
        ),
        (
            _("Terms"),
            {"fields": ("chair_term_years", "chair_most_years", "member_term_years", "member_most_terms")},
        ),
        (_("Numbers"), {"fields": ("paper_pattern", "decision_pattern", "action_pattern")}),
    ]


@admin.register(Membership)
class MembershipAdmin(ImportingAdmin):
    resource_classes = [MembershipResource]
    list_display = ["person", "body", "role", "member", "starts_on", "ends_on"]
    list_select_related = ["person", "body", "member"]
    list_filter = ["body", "role", "member", "starts_on"]
    search_fields = ["person__search_name", "body__code"]
    date_hierarchy = "starts_on"
    fields = ["body", "person", "member", "role", "starts_on", "ends_on", "basis_en", "basis_fr"]
    autocomplete_fields = ["person", "body"]
    create_verb = actions.add_membership
    revise_verb = actions.revise_membership


class DelegationInline(OfficeTabular):
    """Who belongs to a delegation is entered on the session's own page, where the limits are seen."""

    model = Delegation
    fields = ["member", "focal_point", "confirmed_at"]
    readonly_fields = ["member", "confirmed_at"]
    autocomplete_fields = ["focal_point"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def revised(session: Session, *, by, **changes) -> Session:
    """The session alone: what moved with it stands in its history."""
    session, _moved = actions.revise_session(session, by=by, **changes)
    return session


@admin.register(Session)
class SessionAdmin(OfficeAdmin):
    list_display = ["label", "body", "kind", "starts_on", "ends_on", "mode", "chair", "state"]
    list_select_related = ["body", "chair"]
    list_filter = ["body", "state", "kind", "mode", "starts_on"]
    search_fields = ["label", "place_en", "place_fr", "facts_en", "facts_fr", "chair__search_name"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["chair", "signatory", "prepares", "body"]
    fieldsets = [
        (None, {"fields": ("label", "state", "body", "kind", "number", "record_number")}),
        (
            _("When and where"),
            {
                "fields": (
                    *("starts_on", "ends_on", "fixed_by_hand", "opens_at", "closes_at"),
                    *("mode", "place_en", "place_fr", "remote_link", "prepares"),
                )
            },
        ),
        (_("People"), {"fields": ("chair", "chair_note_en", "chair_note_fr", "signatory")}),
        (
            _("Public history"),
            {"classes": ("collapse",), "fields": ("facts_en", "facts_fr", "basis_en", "basis_fr", "source")},
        ),
    ]
    frozen_fields = ["label", "record_number"]
    inlines = [DelegationInline]
    create_verb = actions.create_session
    revise_verb = revised
    actions = [
        verb_action(actions.convene_session, label=_("Convene the chosen sessions")),
        verb_action(actions.hold_session, label=_("The chosen sessions were held")),
        verb_action(actions.chain_committees, label=_("Create the committees before the chosen sessions")),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Session | None = None) -> list[str]:
        """A session keeps its body, kind and number: its label, papers and decisions carry them."""
        frozen = ["body", "kind", "number"] if obj is not None else []
        return [*super().get_readonly_fields(request, obj), *frozen]

    def is_issued(self, obj: Session) -> bool:
        return obj.state in (SessionState.RECORDED, SessionState.CANCELLED)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Sessions are cancelled with a reason, never deleted."""
        return False
