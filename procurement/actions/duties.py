"""Segregation of duties: the matrix, its exceptions, and the refusal that names the pair."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory.models import User
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from procurement.models import ForbiddenPair, PairException, PurchaseRequest
from procurement.queries import duties as queries

audit.say("grant_exception", gettext_lazy("granted the exception until %(until)s"))


def require_free(
    request: PurchaseRequest | None, duty: str, *, by, did: dict | None = None
) -> PairException | None:
    """Refused when the matrix forbids this duty to this person; else the exception that allows it."""
    did = queries.done(request) if did is None else did
    today = timezone.localdate()
    pairs = queries.against(duty, did, by.actor_id, today)
    if not pairs:
        return None
    if found := queries.exception(pairs, by.actor_id, today):
        return found
    raise Refused(
        _(
            "Rule “segregation of duties”, at any amount: nobody both “%(first)s” and “%(second)s” for the "
            "same purchase. Ask somebody else, or have a dated exception granted by a second person."
        )
        % {"first": pairs[0].get_first_display(), "second": pairs[0].get_second_display()}
    )


def ask_exception(
    *, by: User, pair: ForbiddenPair, user: User, reason: str, starts_on: date, ends_on: date
) -> PairException:
    """Propose that one person may do both duties for a while; it holds once a second person grants it."""
    return moves.create(
        PairException,
        pair=pair,
        user=user,
        reason=reason,
        starts_on=starts_on,
        ends_on=ends_on,
        asked_by=by,
        by=by,
    )


@transaction.atomic
def grant_exception(exception: PairException, *, by: User) -> PairException:
    """The second person’s yes."""
    moves.lock(exception)
    if exception.granted_at:
        raise Refused(_("This exception is already granted."))
    if by.actor_id in (exception.asked_by_id, exception.user_id):
        raise Refused(_("A second person grants an exception: neither who asked for it nor whom it is for."))
    moves.revise(exception, by=by, granted_by=by, granted_at=timezone.now())
    audit.record("grant_exception", exception, by=by, until=date_format(exception.ends_on))
    return exception
