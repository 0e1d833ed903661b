"""Visits in the administration; one module a noun."""

from visits.admin import people, visits

__all__ = ["people", "visits"]
