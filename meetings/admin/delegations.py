"""Delegations, places and credentials in the administration."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.ledger.moves import Refused
from council_office.web.admin import ImportingAdmin, OfficeAdmin, verb_action
from meetings import actions
from meetings.models import Credentials, Delegation, Participant, Session
from meetings.resources.members import ParticipantResource
from meetings.states import SessionState

CLOSED = (SessionState.RECORDED, SessionState.CANCELLED)


def added(*, by, session: Session, delegation: Delegation | None = None, **fields) -> Participant:
    """The member comes from the delegation that was chosen."""
    if delegation is not None and delegation.session_id != session.pk:
        raise Refused(_("This delegation belongs to another session."))
    member = delegation.member if delegation else None
    return actions.add_participant(session, by=by, member=member, **fields)


def revised(participant: Participant, *, by, delegation: Delegation | None = None, **changes) -> Participant:
    if delegation is not None:
        changes["member"] = delegation.member
    return actions.revise_participant(participant, by=by, **changes)


@admin.register(Delegation)
class DelegationAdmin(OfficeAdmin):
    list_display = ["session", "member", "focal_point", "confirmed_at"]
    list_select_related = ["session", "member", "focal_point"]
    list_filter = ["member", "session__body", "confirmed_at"]
    search_fields = ["session__label", "member__name_en", "member__name_fr"]
    fields = ["session", "member", "focal_point", "confirmed_at"]
    frozen_fields = ["session", "member", "confirmed_at"]
    autocomplete_fields = ["focal_point"]
    revise_verb = actions.revise_delegation
    actions = [
        verb_action(actions.confirm_delegation, label=gettext_lazy("The Member confirmed its delegation")),
        verb_action(actions.unconfirm_delegation, label=gettext_lazy("To be confirmed again")),
    ]

    def is_issued(self, obj: Delegation) -> bool:
        return obj.session.state in CLOSED

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Every session is created with its delegations."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Participant)
class ParticipantAdmin(ImportingAdmin):
    resource_classes = [ParticipantResource]
    list_display = ["person", "session", "delegation", "role", "title_en", "remote", "withdrawn"]
    list_select_related = ["person", "session", "delegation__member", "delegation__session"]
    list_filter = ["role", "delegation__member", "withdrawn", "session__body", "session__starts_on"]
    search_fields = ["person__search_name", "session__label", "title_en", "title_fr"]
    fields = [
        *("session", "delegation", "person", "role", "title_en", "title_fr"),
        *("remote", "withdrawn", "replaces", "basis_en", "basis_fr"),
    ]
    frozen_fields = ["withdrawn", "replaces", "basis_en", "basis_fr"]
    autocomplete_fields = ["session", "delegation", "person"]
    create_verb = added
    revise_verb = revised
    actions = [
        verb_action(actions.withdraw_participant, label=gettext_lazy("Withdraw the chosen people")),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Participant | None = None) -> list[str]:
        frozen = ["session", "person"] if obj is not None else []
        return [*super().get_readonly_fields(request, obj), *frozen]

    def is_issued(self, obj: Participant) -> bool:
        return obj.session.state in CLOSED

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People are withdrawn, never deleted: the history keeps them."""
        return False


@admin.register(Credentials)
class CredentialsAdmin(OfficeAdmin):
    """Looked at here; received and examined on the session's page, delegation by delegation."""

    list_display = ["participant", "state", "received_on", "examined_on", "examined_in_session", "note"]
    list_select_related = ["participant__person", "participant__session"]
    list_filter = ["state", "participant__delegation__member", "participant__session__body"]
    search_fields = ["participant__person__search_name", "participant__session__label", "note"]
    fields = ["participant", "state", "received_on", "examined_on", "examined_in_session", "note"]
    frozen_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
