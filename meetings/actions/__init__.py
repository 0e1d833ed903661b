"""Verbs of meetings; one module a noun."""

from meetings.actions.delegations import (
    add_participant,
    carry_delegations,
    confirm_delegation,
    examine_credentials,
    freeze_titles,
    receive_credentials,
    receive_letter,
    replace_participant,
    revise_delegation,
    revise_participant,
    unconfirm_delegation,
    withdraw_participant,
)
from meetings.actions.memberships import add_membership, end_membership, revise_membership
from meetings.actions.sessions import (
    cancel_session,
    chain_committees,
    convene_session,
    create_session,
    hold_session,
    revise_session,
)

__all__ = [
    "add_membership",
    "add_participant",
    "cancel_session",
    "carry_delegations",
    "chain_committees",
    "confirm_delegation",
    "convene_session",
    "create_session",
    "end_membership",
    "examine_credentials",
    "freeze_titles",
    "hold_session",
    "receive_credentials",
    "receive_letter",
    "replace_participant",
    "revise_delegation",
    "revise_membership",
    "revise_participant",
    "revise_session",
    "unconfirm_delegation",
    "withdraw_participant",
]
