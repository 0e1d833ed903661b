"""Visits in the administration; one module a noun."""

from visits.admin import programmes, visits

__all__ = ["programmes", "visits"]
