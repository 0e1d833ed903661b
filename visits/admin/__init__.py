"""Visits in the administration; one module a noun."""

from visits.admin import people, programmes, visits

__all__ = ["people", "programmes", "visits"]
