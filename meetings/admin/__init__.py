"""Meetings in the administration; one module a noun."""

from meetings.admin import delegations, record, sessions

__all__ = ["delegations", "record", "sessions"]
