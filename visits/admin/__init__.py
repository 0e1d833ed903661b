"""Visits in the administration; one module a noun."""

from visits.admin import visits

__all__ = ["visits"]
