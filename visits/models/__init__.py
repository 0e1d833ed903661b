"""Nouns of visits."""

from visits.models.document import IDENTITY_READERS, Answer, Scan, TravelDocument
from visits.models.letter import Inquiry, Letter
from visits.models.passes import Approval, PassRequest
from visits.models.rule import Requirement, Retention, VisaRule
from visits.models.visit import Visit, Visitor
from visits.models.zone import Place, Zone

__all__ = [
    "IDENTITY_READERS",
    "Answer",
    "Approval",
    "Inquiry",
    "Letter",
    "PassRequest",
    "Place",
    "Requirement",
    "Retention",
    "Scan",
    "TravelDocument",
    "VisaRule",
    "Visit",
    "Visitor",
    "Zone",
]
