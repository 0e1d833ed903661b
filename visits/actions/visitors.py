"""Verbs on visitors: opened for a person, revised, withdrawn and taken back, arrived and left."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from council_office.directory.models import Person
from council_office.ledger import moves
from council_office.ledger.moves import Refused
from visits.actions.visits import require_open
from visits.models import Visit, Visitor, Zone
from visits.states import VisitorRole, VisitorState


@transaction.atomic
def add_visitor(
    visit: Visit,
    *,
    by,
    person: Person,
    role: str = VisitorRole.MEMBER,
    arrives_on: date | None = None,
    leaves_on: date | None = None,
    zones: Iterable[Zone] = (),
    **fields,
) -> Visitor:
    """A file for this person; left empty, the days are those of the visit."""
    require_open(visit)
    person = person.kept
    if Visitor.objects.filter(visit=visit, person=person).exists():
        raise Refused(_("%(person)s is already in this visit.") % {"person": person})
    return moves.create(
        Visitor,
        by=by,
        visit=visit,
        person=person,
        role=role,
        arrives_on=arrives_on or visit.starts_on,
        leaves_on=leaves_on or visit.ends_on,
        zones=list(zones),
        **fields,
    )


@transaction.atomic
def revise_visitor(visitor: Visitor, *, by, seen: int | None = None, **changes) -> Visitor:
    """Role, days, zones and who answers."""
    require_open(visitor.visit)
    return moves.revise(visitor, by=by, seen=seen, **changes)


@transaction.atomic
def withdraw_visitor(visitor: Visitor, *, by, reason: str = "") -> Visitor:
    """This person does not come; the others of the visit stay as they are."""
    return moves.move(visitor, VisitorState.WITHDRAWN, by=by, reason=reason.strip())


def restore_visitor(visitor: Visitor, *, by) -> Visitor:
    """Comes after all."""
    require_open(visitor.visit)
    return moves.move(visitor, VisitorState.EXPECTED, by=by)
