"""Meetings in the administration; one module a noun."""

from meetings.admin import agenda, delegations, desk, drafts, invitations, record, sessions

__all__ = ["agenda", "delegations", "desk", "drafts", "invitations", "record", "sessions"]
