"""Nouns of visits."""

from visits.models.document import IDENTITY_READERS, Answer, Scan, TravelDocument
from visits.models.gate import Passage
from visits.models.letter import Inquiry, Letter
from visits.models.passes import Approval, PassRequest
from visits.models.ppe import Needs, PpeItem, PpeReservation
from visits.models.programme import (
    Lateness,
    ProfileStop,
    Programme,
    ProgrammeIssue,
    ProgrammeProfile,
    Stop,
    Told,
    Way,
)
from visits.models.resource import Authorisation, Commitment, Resource
from visits.models.rule import Requirement, Retention, VisaRule
from visits.models.travel import Journey, RoomBlock, Stay, Terminal, Transfer
from visits.models.visit import Visit, Visitor
from visits.models.zone import Place, Zone

__all__ = [
    "IDENTITY_READERS",
    "Answer",
    "Approval",
    "Authorisation",
    "Commitment",
    "Inquiry",
    "Journey",
    "Lateness",
    "Letter",
    "Needs",
    "PassRequest",
    "Passage",
    "Place",
    "PpeItem",
    "PpeReservation",
    "ProfileStop",
    "Programme",
    "ProgrammeIssue",
    "ProgrammeProfile",
    "Requirement",
    "Resource",
    "Retention",
    "RoomBlock",
    "Scan",
    "Stay",
    "Stop",
    "Terminal",
    "Told",
    "Transfer",
    "TravelDocument",
    "VisaRule",
    "Visit",
    "Visitor",
    "Way",
    "Zone",
]
