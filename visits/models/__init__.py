"""Nouns of visits."""

from visits.models.visit import Visit, Visitor
from visits.models.zone import Place, Zone

__all__ = ["Place", "Visit", "Visitor", "Zone"]
