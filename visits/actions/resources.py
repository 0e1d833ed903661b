"""Verbs on resources: booked, released, away, authorised; nobody is in two places without a reason."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from council_office.ledger import moves
from council_office.ledger.moves import Refused
from visits.models import Authorisation, Commitment, Programme, Resource, Stop, Transfer, Zone
from visits.queries import bookings
from visits.queries.programmes import Sheet
from visits.states import ResourceKind


def create_resource(*, by, **fields) -> Resource:
    return moves.create(Resource, by=by, **fields)


def revise_resource(resource: Resource, *, by, seen: int | None = None, **changes) -> Resource:
    return moves.revise(resource, by=by, seen=seen, **changes)


def authorise(resource: Resource, *, by, zone: Zone, training: str, valid_from, valid_to) -> Authorisation:
    """The resource may escort in the zone, and in what lies in it, while the training is valid."""
    return moves.create(
        Authorisation,
        by=by,
        resource=resource,
        zone=zone,
        training=training,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def end_authorisation(authorisation: Authorisation, *, by) -> None:
    moves.remove(authorisation, by=by)


@transaction.atomic
def book(resource: Resource, stop: Stop, *, by, override_reason: str = "") -> Commitment:
    """The resource goes with the group at this stop."""
    facts = {"stop": stop, "visit": stop.programme.visit}
    return _take(resource, stop.starts_at, stop.ends_at, by=by, override_reason=override_reason, **facts)


@transaction.atomic
def book_transfer(resource: Resource, transfer: Transfer, *, by, ends_at: datetime, **options) -> Commitment:
    """The car, or its driver, is away with a transfer."""
    facts = {"transfer": transfer, "visit": transfer.visit}
    return _take(resource, transfer.starts_at, ends_at, by=by, **facts, **options)


@transaction.atomic
def set_away(
    resource: Resource, *, by, starts_at: datetime, ends_at: datetime, reason: str, override_reason: str = ""
) -> Commitment:
    """Leave, a repair, another duty: nobody books the resource meanwhile."""
    if ends_at <= starts_at:
        raise Refused(_("The end is before the start."))
    resource, override = moves.lock(resource), override_reason.strip()
    busy = bookings.wanted(resource, starts_at, ends_at, None)
    found = [clash for clash in bookings.clashes_of(busy) if not clash.closed]
    facts = {"starts_at": starts_at, "ends_at": ends_at, "busy_from": starts_at, "busy_until": ends_at}
    told = _overriding(resource, found, override, by)
    return _written(Commitment, by=by, resource=resource, reason=reason.strip(), **facts, **told)


def release(commitment: Commitment, *, by, reason: str = "") -> None:
    """Free again."""
    moves.remove(commitment, by=by, reason=reason)


@transaction.atomic
def book_free(programme: Programme, *, by) -> list[Commitment]:
    """Free and fitting resources for all that is still needed, the same people all day."""
    made: list[Commitment] = []
    for row in Sheet(programme).rows:
        for kind in _missing(row.stop):
            if commitment := _book_one(row.stop, kind, _preferred(programme, made), by=by):
                made.append(commitment)
        made += _book_escorts(row.stop, _preferred(programme, made), by=by)
    return made


@transaction.atomic
def follow(stop: Stop, *, by, override_reason: str = "") -> None:
    """Whoever is booked for the stop comes at its new hour."""
    for commitment in stop.commitments.select_related("resource"):
        resource = moves.lock(commitment.resource)
        facts = _span(resource, stop.starts_at, stop.ends_at)
        if all(getattr(commitment, name) == value for name, value in facts.items()):
            continue
        busy = bookings.wanted(resource, stop.starts_at, stop.ends_at, commitment.visit_id)
        found = bookings.clashes_of(busy, besides=commitment)
        found = [
            clash for clash in found if not (clash.other and clash.other.occasion == commitment.visit_id)
        ]
        told = _overriding(resource, found, override_reason.strip() or commitment.override_reason, by)
        _guarded(resource, lambda c=commitment, f={**facts, **told}: moves.revise(c, by=by, **f))


def _take(resource: Resource, starts_at: datetime, ends_at: datetime, *, by, override_reason: str, **facts):
    """One winner: the resource is locked before anybody looks whether it is free."""
    resource = moves.lock(resource)
    if resource.retired:
        raise Refused(_("%(resource)s is no longer in use.") % {"resource": resource})
    busy = bookings.wanted(resource, starts_at, ends_at, facts["visit"].pk)
    told = _overriding(resource, bookings.clashes_of(busy), override_reason.strip(), by)
    span = _span(resource, starts_at, ends_at)
    return _written(Commitment, by=by, resource=resource, **span, **facts, **told)


def _span(resource: Resource, starts_at: datetime, ends_at: datetime) -> dict[str, datetime]:
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "busy_from": starts_at - resource.buffer,
        "busy_until": ends_at + resource.buffer,
    }


def _overriding(resource: Resource, found: list, reason: str, by) -> dict:
    """No clash needs no override; a clash without a reason is refused in words."""
    if not found:
        return {"overridden": False, "override_reason": "", "overridden_by": None}
    if not reason or by.actor_id is None:
        told = " ".join(dict.fromkeys(bookings.in_words(clash, resource) for clash in found))
        raise Refused(_("%(why)s Choose another, or book it all the same with a reason.") % {"why": told})
    return {"overridden": True, "override_reason": reason, "overridden_by_id": by.actor_id}


def _written(model: type[Commitment], *, by, resource: Resource, **fields) -> Commitment:
    return _guarded(resource, lambda: moves.create(model, by=by, resource=resource, **fields))


def _guarded(resource: Resource, write):
    """The database's own word against two bookings at once, in the user's."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        told = {"resource": resource}
        raise Refused(_("%(resource)s was booked by somebody else at this moment.") % told) from None


# Choosing for the user


def _missing(stop: Stop) -> list[str]:
    """The kinds still needed at a stop, the place before the people."""
    have = [each.resource.kind for each in stop.commitments.all()]
    missing = []
    for kind in stop.needed:
        if kind in have:
            have.remove(kind)
        elif kind in ResourceKind:
            missing.append(kind)
    return sorted(missing, key=lambda kind: kind != ResourceKind.ROOM)


def _preferred(programme: Programme, made: Iterable[Commitment]) -> set[int]:
    """Those who are with this group already."""
    known = Commitment.objects.filter(stop__programme=programme).values_list("resource_id", flat=True)
    return {*known, *(each.resource_id for each in made)}


def _book_one(stop: Stop, kind: str, preferred: set[int], *, by) -> Commitment | None:
    free = [offer.resource for offer in bookings.offers_for(stop, kind) if offer.is_free]
    if kind == ResourceKind.ROOM:
        free = [resource for resource in free if resource.place_id == stop.place_id]
    free.sort(key=lambda resource: (resource.pk not in preferred, resource.pk))
    return book(free[0], stop, by=by) if free else None


def _book_escorts(stop: Stop, preferred: set[int], *, by) -> list[Commitment]:
    """As many more authorised guides as the zone asks for these visitors."""
    made: list[Commitment] = []
    if not bookings.escorted(stop):
        return made
    while any(span for span in _red(stop)):
        commitment = _book_one(stop, ResourceKind.GUIDE, preferred, by=by)
        if commitment is None:
            break
        made.append(commitment)
    return made


def _red(stop: Stop) -> list:
    sheet = Sheet(stop.programme)
    return [span for span in sheet.uncovered if sheet.at(span, stop)]
