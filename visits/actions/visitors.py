"""Verbs on visitors: opened for a person, revised, withdrawn and taken back, arrived and left."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.directory.models import Person
from council_office.ledger import moves
from council_office.ledger.moves import Refused
from visits.actions import passes
from visits.actions.visits import require_open
from visits.models import TravelDocument, Visit, Visitor, Zone
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
    """A file for this person, with the document on record; left empty, the days are those of the visit."""
    require_open(visit)
    person = person.kept
    if visit.visitors.filter(Q(person=person) | Q(person__merged_into=person)).exists():
        raise Refused(_("%(person)s is already in this visit.") % {"person": person})
    known = TravelDocument.objects.filter(person=person).order_by("-given_at").first()
    return moves.create(
        Visitor,
        by=by,
        document=known,
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
    visitor = moves.revise(visitor, by=by, seen=seen, **changes)
    passes.follow(visitor, by=by)
    return visitor


@transaction.atomic
def withdraw_visitor(visitor: Visitor, *, by, reason: str = "") -> Visitor:
    """This person does not come; the others of the visit stay as they are."""
    today = timezone.localdate()
    visitor = moves.move(visitor, VisitorState.WITHDRAWN, by=by, reason=reason.strip(), access_ended_on=today)
    passes.end_pass_of(visitor, by=by, reason=reason.strip())
    return visitor


def restore_visitor(visitor: Visitor, *, by) -> Visitor:
    """Comes after all."""
    require_open(visitor.visit)
    return moves.move(visitor, VisitorState.EXPECTED, by=by, access_ended_on=None)
