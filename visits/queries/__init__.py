"""Reads of visits; one module a noun. Calendar source, counter and a session’s checks are registered here."""

from visits.queries import sessions, visits

__all__ = ["sessions", "visits"]
