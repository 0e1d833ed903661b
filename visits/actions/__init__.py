"""Verbs of visits; one module a noun."""

from visits.actions.needs import reserve_equipment, revise_needs, take_back
from visits.actions.papers import produce_programme
from visits.actions.programmes import (
    add_stop,
    issue_programme,
    make_programme,
    order_stops,
    remove_programme,
    remove_stop,
    revise_stop,
    shift_stop,
)
from visits.actions.resources import (
    authorise,
    book,
    book_free,
    book_transfer,
    create_resource,
    end_authorisation,
    release,
    revise_resource,
    set_away,
)
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
    "add_stop",
    "add_visitor",
    "authorise",
    "begin_visit",
    "book",
    "book_free",
    "book_transfer",
    "cancel_visit",
    "close_visit",
    "create_resource",
    "create_visit",
    "end_authorisation",
    "issue_programme",
    "make_programme",
    "order_stops",
    "plan_visit",
    "produce_programme",
    "release",
    "remove_programme",
    "remove_stop",
    "reopen_visit",
    "reserve_equipment",
    "restore_visitor",
    "revise_needs",
    "revise_resource",
    "revise_stop",
    "revise_visit",
    "revise_visitor",
    "set_away",
    "shift_stop",
    "take_back",
    "withdraw_visitor",
]
