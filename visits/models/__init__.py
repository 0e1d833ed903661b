"""Nouns of visits."""

from visits.models.gate import Passage
from visits.models.ppe import Needs, PpeItem, PpeReservation
from visits.models.programme import (
    ProfileStop,
    Programme,
    ProgrammeIssue,
    ProgrammeProfile,
    Stop,
    Told,
    Way,
)
from visits.models.resource import Authorisation, Commitment, Resource
from visits.models.travel import Journey, RoomBlock, Stay, Terminal, Transfer
from visits.models.visit import Visit, Visitor
from visits.models.zone import Place, Zone

__all__ = [
    "Authorisation",
    "Commitment",
    "Journey",
    "Needs",
    "Passage",
    "Place",
    "PpeItem",
    "PpeReservation",
    "ProfileStop",
    "Programme",
    "ProgrammeIssue",
    "ProgrammeProfile",
    "Resource",
    "RoomBlock",
    "Stay",
    "Stop",
    "Terminal",
    "Told",
    "Transfer",
    "Visit",
    "Visitor",
    "Way",
    "Zone",
]
