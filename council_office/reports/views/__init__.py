"""Doors to the reports, by noun."""

from council_office.reports.views.issues import find, issue, issues, order, refresh_deck
from council_office.reports.views.questions import ask, ask_of, remove_question, revise_question
from council_office.reports.views.reports import report, reports, rows
from council_office.reports.views.schedules import (
    create_schedule,
    revise_schedule,
    run_now,
    schedule,
    schedules,
    subscribe,
    unsubscribe,
)

__all__ = [
    "ask",
    "ask_of",
    "create_schedule",
    "find",
    "issue",
    "issues",
    "order",
    "refresh_deck",
    "remove_question",
    "report",
    "reports",
    "revise_question",
    "revise_schedule",
    "rows",
    "run_now",
    "schedule",
    "schedules",
    "subscribe",
    "unsubscribe",
]
