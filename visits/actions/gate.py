"""Verbs at the gate: let in, let out, refuse in words; what a gate without network decided is looked at."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from council_office.ledger import moves
from visits.actions.passes import activate_pass
from visits.models import Passage, PassRequest, Place
from visits.queries import gate as queries
from visits.states import Way

TOLERANCE = timedelta(minutes=5)  # clocks of phones differ; what comes from later is taken as now


@transaction.atomic
def admit(
    code: str,
    *,
    by,
    at: datetime | None = None,
    gate: Place | None = None,
    direction: str = Way.IN,
    uid: UUID | None = None,
    said: bool | None = None,
) -> Passage:
    """Let a pass through a gate, or refuse it in words; once per `uid`, with the true time of the scan.

    `said` is what a gate without network said at the time; where the office says otherwise it is a conflict.
    """
    if uid and (known := Passage.objects.filter(uid=uid).first()):
        return known
    moment, card = true_time(at), queries.card_of(code)
    why_not = refused(card, moment, direction)
    if card and not why_not and direction == Way.IN:
        activate_pass(card, by=by)
    return moves.create(
        Passage,
        by=by,
        uid=uid or uuid4(),
        code=shown(code, card),
        visitor=card.visitor if card else None,
        gate=gate,
        direction=Way(direction),
        scanned_at=moment,
        admitted=not why_not,
        reason=why_not,
        said_at_gate=said,
        by_id=by.actor_id,
    )


def true_time(at: datetime | None) -> datetime:
    now = timezone.now()
    return at if at and at - now < TOLERANCE else now


def refused(card: PassRequest | None, moment: datetime, direction: str) -> str:
    """Why not; whoever is inside may always leave."""
    if card is None:
        return queries.unknown()
    return queries.refusal(card, timezone.localdate(moment)) if direction == Way.IN else ""


def shown(code: str, card: PassRequest | None) -> str:
    """The number of the pass; of an unknown code only its end, for a code is a key."""
    return card.number if card else f"…{code.strip()[-4:]}"


def settle(passage: Passage, *, by) -> Passage:
    """Somebody looked at what the gate decided without network."""
    return moves.revise(passage, by=by, settled_at=timezone.now())
