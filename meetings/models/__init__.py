"""Nouns of meetings."""

from meetings.models.agenda import AgendaItem, AgendaVersion, PaperFile, SessionPaper, StandingItem
from meetings.models.body import Body, BodyRules, Membership
from meetings.models.circulation import CirculatedPaper, Circulation, CirculationCopy, PaperSight
from meetings.models.console import ConsoleEntry, ItemSheet, Passage, Turn
from meetings.models.invitation import Invitation
from meetings.models.record import Act, Addressee, Attachment, Formula, Outcome, RecordIssue, Subject
from meetings.models.registers import Action, ActionReport, Decision
from meetings.models.session import Credentials, Delegation, Participant, Session

__all__ = [
    "Act",
    "Action",
    "ActionReport",
    "Addressee",
    "AgendaItem",
    "AgendaVersion",
    "Attachment",
    "Body",
    "BodyRules",
    "CirculatedPaper",
    "Circulation",
    "CirculationCopy",
    "ConsoleEntry",
    "Credentials",
    "Decision",
    "Delegation",
    "Formula",
    "Invitation",
    "ItemSheet",
    "Membership",
    "Outcome",
    "PaperFile",
    "PaperSight",
    "Participant",
    "Passage",
    "RecordIssue",
    "Session",
    "SessionPaper",
    "StandingItem",
    "Subject",
    "Turn",
]
