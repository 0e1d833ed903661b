"""Verbs on what visitors need: sizes, route and diet noted; equipment reserved, handed back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.ledger import moves
from council_office.ledger.moves import Refused
from visits.models import Needs, PpeItem, PpeReservation, Programme, Visitor
from visits.queries import equipment


@transaction.atomic
def revise_needs(visitor: Visitor, *, by, seen: int | None = None, **values) -> Needs:
    """What the visitor told; without a diet nothing is kept of it."""
    if values.get("has_diet") is False:
        values["diet"] = ""
    needs = Needs.objects.filter(visitor=visitor).first()
    if needs is None:
        return moves.create(Needs, by=by, visitor=visitor, **values)
    return moves.revise(needs, by=by, seen=seen, **values)


@transaction.atomic
def reserve_equipment(programme: Programme, *, by) -> list[PpeReservation]:
    """One piece of everything that the zones of the programme ask for, for each visitor whose size is known.

    What is short stays unreserved; the page says what and how many.
    """
    slot = equipment.slot_of(programme)
    if slot is None:
        raise Refused(_("No stop of the programme lies where equipment is worn."))
    items = {item.pk: item for item in PpeItem.objects.select_for_update()}
    made = []
    for want in equipment.wanted(programme):
        if want.item is None or want.is_reserved:
            continue
        item = items[want.item.pk]
        if equipment.free_pieces(item, slot) > 0:
            facts = {"item": item, "visitor": want.visitor, "starts_at": slot[0], "ends_at": slot[1]}
            made.append(moves.create(PpeReservation, by=by, **facts))
    return made


@transaction.atomic
def take_back(reservations: Iterable[PpeReservation], *, by) -> None:
    """The pieces are back; after cleaning they are free, however long they were reserved."""
    for reservation in reservations:
        if reservation.returned_at is None:
            moves.revise(reservation, by=by, returned_at=timezone.now())
