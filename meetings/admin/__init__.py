"""Meetings in the administration; one module a noun."""

from meetings.admin import agenda, delegations, invitations, record, sessions

__all__ = ["agenda", "delegations", "invitations", "record", "sessions"]
