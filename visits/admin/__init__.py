"""Visits in the administration; one module a noun."""

from visits.admin import people, programmes, travel, visits

__all__ = ["people", "programmes", "travel", "visits"]
