"""Reads of meetings; one module a noun."""

from meetings.queries.sessions import session_entries

__all__ = ["session_entries"]
