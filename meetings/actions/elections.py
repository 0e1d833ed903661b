"""Putting an election on the agenda of the session that elects."""

from django.db import transaction
from django.utils.translation import gettext as _

from council_office.ledger import moves
from council_office.ledger.moves import Refused
from meetings.actions import agenda
from meetings.models import AgendaItem, Membership
from meetings.queries.elections import Elections, titles
from meetings.states import Purpose


@transaction.atomic
def put_election(term: Membership, *, by) -> AgendaItem:
    """The election that the end of this term asks for, on the next session of the body that elects; once."""
    body = moves.lock(term.body)
    found = next((each for each in Elections([body]).rows if each.term == term), None)
    if found is None:
        raise Refused(_("This term asks for no election now: it has a follower, or does not end soon."))
    if found.item:
        return found.item
    if found.session is None:
        electing = body.reports_to or body
        raise Refused(_("No session of %(body)s is planned: create it first.") % {"body": electing.name()})
    return agenda.add_item(
        found.session,
        by=by,
        reason=_("a term ends"),
        elects=term,
        purpose=Purpose.DECISION,
        minutes=10,
        **titles(term),
    )
