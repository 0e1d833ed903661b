"""Meetings in the administration; one module a noun."""

from meetings.admin import agenda, delegations, drafts, invitations, record, sessions

__all__ = ["agenda", "delegations", "drafts", "invitations", "record", "sessions"]
