"""Invitations in the administration."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council_office.web.admin import OfficeAdmin, verb_action
from meetings import actions
from meetings.models import Invitation
from meetings.states import InvitationState


@admin.register(Invitation)
class InvitationAdmin(OfficeAdmin):
    list_display = ["participant", "number", "language", "form", "state", "answer", "answered_at"]
    list_select_related = ["participant__person", "participant__session"]
    list_filter = ["participant__session", "state", "answer", "language", "form"]
    search_fields = ["number", "participant__person__search_name", "participant__session__label"]
    date_hierarchy = "dated_on"
    frozen_fields = [
        *("participant", "number", "dated_on", "sent_at", "calendar_sequence"),
        *("answer", "answered_at", "substitute_name", "substitute_title", "substitute_email", "remark"),
        *("reminders", "reminded_at"),
    ]
    fieldsets = [
        (None, {"fields": ("participant", "state", "language", "form", "number", "dated_on", "sent_at")}),
        (
            _("Answer"),
            {
                "fields": (
                    *("answer", "answered_at", "substitute_name", "substitute_title", "substitute_email"),
                    *("remark", "reminders", "reminded_at"),
                )
            },
        ),
    ]
    revise_verb = actions.revise_invitation
    actions = [verb_action(actions.restore_invitation, label=_("Make drafts of revoked invitations"))]

    def is_issued(self, obj: Invitation) -> bool:
        return obj.state != InvitationState.DRAFT

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Invitations are prepared from the participants of a session."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Invitations are revoked with a reason, never deleted."""
        return False
