"""Verbs of the reports, by noun."""

from council_office.reports.actions.issues import make, order, refresh_deck, settle_issues
from council_office.reports.actions.questions import ask, remove_question, revise_question
from council_office.reports.actions.schedules import (
    create_schedule,
    hand_over,
    revise_schedule,
    run_due,
    run_now,
    send,
    subscribe,
    unsubscribe,
)

__all__ = [
    "ask",
    "create_schedule",
    "hand_over",
    "make",
    "order",
    "refresh_deck",
    "remove_question",
    "revise_question",
    "revise_schedule",
    "run_due",
    "run_now",
    "send",
    "settle_issues",
    "subscribe",
    "unsubscribe",
]
