"""Reads of visits; one module a noun. The calendar source and the counter are registered here."""

from visits.queries import visits

__all__ = ["visits"]
