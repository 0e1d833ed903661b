"""Verbs on gifts: proposed, agreed to, handed over; what was given stays known."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.ledger import moves, numbering
from council_office.ledger.moves import Refused, move
from protocol.models import Gift, Guest
from protocol.queries.show import limit_on
from protocol.rules import needs_dg_office
from protocol.states import GiftState

SERIES = "GFT"
DG_ONLY = "dg_office"


@transaction.atomic
def propose_gift(*, by, **fields) -> Gift:
    """A gift to be given, or one that was received, under its number; it waits for agreement."""
    number = numbering.take(SERIES, fields["day"].year)
    fields["member"] = fields.get("member") or fields["person"].member
    gift = moves.create(Gift, by=by, number=number, **fields)
    numbering.given(number, gift)
    return gift


def revise_gift(gift: Gift, *, by, seen: int | None = None, **changes) -> Gift:
    if gift.state != GiftState.PROPOSED:
        raise Refused(_("Only a gift that waits for agreement can be changed."))
    return moves.revise(gift, by=by, seen=seen, **changes)


def approve_gift(gift: Gift, *, by) -> Gift:
    """Agreed to; above the limit only by the Office of the Director-General."""
    limit = limit_on(gift)
    above = needs_dg_office(gift.value, limit.amount if limit else None)
    if above and not by.has_role(DG_ONLY):
        words = _("%(gift)s is above the limit (%(rule)s): the Office of the Director-General decides.")
        raise Refused(words % {"gift": gift, "rule": limit})
    return move(gift, GiftState.APPROVED, by=by, decided_at=timezone.now(), decided_by=by)


def refuse_gift(gift: Gift, *, by, reason: str) -> Gift:
    if not reason.strip():
        raise Refused(_("Say why the gift is refused."))
    decided = {"decided_at": timezone.now(), "decided_by": by}
    return move(gift, GiftState.REFUSED, by=by, reason=reason.strip(), **decided)


def hand_over_gift(gift: Gift, *, by) -> Gift:
    """It changed hands."""
    return move(gift, GiftState.HANDED, by=by)


def withdraw_gift(gift: Gift, *, by) -> Gift:
    """It is not given after all."""
    return move(gift, GiftState.WITHDRAWN, by=by)


def propose_again(gift: Gift, *, by) -> Gift:
    return move(gift, GiftState.PROPOSED, by=by, decided_at=None, decided_by=None)


def withdraw_gifts(guest: Guest, *, by) -> int:
    """Gifts prepared for a guest who does not come are not given; how many."""
    waiting = Gift.objects.filter(
        ceremony=guest.ceremony_id,
        person=guest.person_id,
        state__in=(GiftState.PROPOSED, GiftState.APPROVED),
    )
    for gift in waiting:
        withdraw_gift(gift, by=by)
    return len(waiting)
