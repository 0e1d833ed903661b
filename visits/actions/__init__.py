"""Verbs of visits; one module a noun."""

from visits.actions.visitors import add_visitor, restore_visitor, revise_visitor, withdraw_visitor
from visits.actions.visits import (
    begin_visit,
    cancel_visit,
    close_visit,
    create_visit,
    plan_visit,
    reopen_visit,
    revise_visit,
)

__all__ = [
    "add_visitor",
    "begin_visit",
    "cancel_visit",
    "close_visit",
    "create_visit",
    "plan_visit",
    "reopen_visit",
    "restore_visitor",
    "revise_visit",
    "revise_visitor",
    "withdraw_visitor",
]
