"""Nouns of meetings."""

from meetings.models.agenda import AgendaItem, AgendaVersion, PaperFile, SessionPaper, StandingItem
from meetings.models.body import Body, BodyRules, Membership
from meetings.models.circulation import CirculatedPaper, Circulation, CirculationCopy, PaperSight
from meetings.models.console import ConsoleEntry, ItemSheet, Passage, Turn
from meetings.models.draft import Comment, Draft, HandEdit, Reviewer, Statement
from meetings.models.invitation import Invitation
from meetings.models.procedure import MemberReply, Procedure
from meetings.models.record import Act, Addressee, Attachment, Formula, Outcome, RecordIssue, Subject
from meetings.models.registers import Action, ActionReport, Decision
from meetings.models.session import Credentials, Delegation, Participant, Session
from meetings.models.voting import Position, PresenceChange, VotingTable, Weight

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
    "Comment",
    "ConsoleEntry",
    "Credentials",
    "Decision",
    "Delegation",
    "Draft",
    "Formula",
    "HandEdit",
    "Invitation",
    "ItemSheet",
    "MemberReply",
    "Membership",
    "Outcome",
    "PaperFile",
    "PaperSight",
    "Participant",
    "Passage",
    "Position",
    "PresenceChange",
    "Procedure",
    "RecordIssue",
    "Reviewer",
    "Session",
    "SessionPaper",
    "StandingItem",
    "Statement",
    "Subject",
    "Turn",
    "VotingTable",
    "Weight",
]
