"""Organisations and the seven Members."""

from typing import Any

from council_office.directory.models import Member, Organisation
from council_office.ledger import moves
from council_office.ledger.audit import Actor


def create_organisation(*, by: Actor, **fields: Any) -> Organisation:
    """A new organisation; its English name is its own."""
    return moves.create(Organisation, by=by, **fields)


def revise_organisation(
    organisation: Organisation, *, by: Actor, seen: int | None = None, **changes: Any
) -> Organisation:
    """The organisation with these changes; Conflict when somebody was quicker."""
    return moves.revise(organisation, by=by, seen=seen, **changes)


def revise_member(member: Member, *, by: Actor, seen: int | None = None, **changes: Any) -> Member:
    """The Member with these names and places in the orders."""
    return moves.revise(member, by=by, seen=seen, **changes)
