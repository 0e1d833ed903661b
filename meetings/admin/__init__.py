"""Meetings in the administration; one module a noun."""

from meetings.admin import record

__all__ = ["record"]
