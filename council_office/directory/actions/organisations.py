"""Organisations and the seven Members."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from council_office.directory.models import Member, Organisation
from council_office.ledger import moves
from council_office.ledger.audit import Actor
from council_office.ledger.moves import Refused


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


@transaction.atomic
def order_members(codes: Sequence[str], *, by: Actor) -> list[Member]:
    """The protocol order: all seven codes, from first to last."""
    members = {member.code: member for member in Member.objects.select_for_update().order_by("pk")}
    if sorted(codes) != sorted(members):
        raise Refused(_("The order must name each Member once."))
    return [
        moves.revise(members[code], by=by, order_protocol=place) for place, code in enumerate(codes, start=1)
    ]
