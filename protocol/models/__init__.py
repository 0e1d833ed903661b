"""Ceremonies, guests and their letters, tables of precedence, seats, cues, flags and gifts."""

from protocol.models.ceremony import BudgetLine, Ceremony, CommunicationSheet
from protocol.models.guest import Conflict, Guest, Invitation
from protocol.models.rank import Authority, RankRow, RankTable, StateOrder
from protocol.models.seats import PlanVersion, Seat, SeatPlan
from protocol.models.show import Cue, Flag, Gift, GiftLimit, PrintedCard

__all__ = [
    "Authority",
    "BudgetLine",
    "Ceremony",
    "CommunicationSheet",
    "Conflict",
    "Cue",
    "Flag",
    "Gift",
    "GiftLimit",
    "Guest",
    "Invitation",
    "PlanVersion",
    "PrintedCard",
    "RankRow",
    "RankTable",
    "Seat",
    "SeatPlan",
    "StateOrder",
]
