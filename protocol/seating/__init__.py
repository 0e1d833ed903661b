"""Seating: the seats of a shape in order of honour, the plan that keeps the rules, its repair; pure."""

from protocol.seating.repair import Repair, repair
from protocol.seating.rooms import Room, Spot, room_of
from protocol.seating.rules import Demands, Person, Rule, broken_rules, parity_holds, same_side_pairs
from protocol.seating.solver import Seating, fill

__all__ = [
    "Demands",
    "Person",
    "Repair",
    "Room",
    "Rule",
    "Seating",
    "Spot",
    "broken_rules",
    "fill",
    "parity_holds",
    "repair",
    "room_of",
    "same_side_pairs",
]
