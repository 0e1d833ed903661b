"""Verbs on decisions being taken: where the Members stand, and who is there."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from council_office.directory.models import Member
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from meetings.actions.opening import reseat
from meetings.actions.refusals import require_writable
from meetings.models import AgendaItem, Participant, Position, PresenceChange
from meetings.queries.voting import Ballot
from meetings.states import DecisionRule, Presence, Stance

audit.say("note_positions", lazy("noted the positions: %(positions)s"))


@transaction.atomic
def note_positions(
    item: AgendaItem, *, by, positions: Mapping[Member, Mapping[str, Any]], rule: str = ""
) -> Ballot:
    """Where each Member stands: `stance` (empty: nothing noted), `note`, `lift_expected_on`; and the rule."""
    item = moves.lock(item)
    require_writable(item.session)
    if rule and rule != item.decision_rule:
        item = moves.revise(item, by=by, decision_rule=DecisionRule(rule))
    known = {each.member_id: each for each in item.positions.select_for_update()}
    for member, facts in positions.items():
        note_position(item, member, known.get(member.pk), facts, by=by)
    ballot = Ballot(AgendaItem.objects.get(pk=item.pk))
    told = {member.code: each.stance for member, each in ballot.positions.items()}
    audit.record("note_positions", item, by=by, positions=told, carried=ballot.result.carried)
    return ballot


def note_position(
    item: AgendaItem, member: Member, known: Position | None, facts: Mapping[str, Any], *, by
) -> None:
    if not facts.get("stance"):
        if known:
            moves.remove(known, by=by)
    elif known:
        moves.revise(known, by=by, **facts)
    else:
        moves.create(Position, by=by, item=item, member=member, **facts)


@transaction.atomic
def note_agreement(item: AgendaItem, *, by) -> Ballot:
    """Every Member present agrees."""
    present = Ballot(item).present
    return note_positions(item, by=by, positions={m: {"stance": Stance.AGREES} for m in present})


@transaction.atomic
def note_presence(
    item: AgendaItem,
    *,
    by,
    participant: Participant,
    presence: str,
    replaced_by: Participant | None = None,
) -> PresenceChange:
    """From this item on somebody is in the room, remote or away, perhaps with another in the seat."""
    require_writable(item.session)
    require_seat(item, participant, presence, replaced_by)
    facts = {"presence": Presence(presence), "replaced_by": replaced_by}
    if known := PresenceChange.objects.filter(item=item, participant=participant).first():
        change = moves.revise(known, by=by, **facts)
    else:
        change = moves.create(PresenceChange, by=by, item=item, participant=participant, **facts)
    reseat(item.session, by=by)
    return change


def require_seat(
    item: AgendaItem, participant: Participant, presence: str, replaced_by: Participant | None
) -> None:
    strangers = [p for p in (participant, replaced_by) if p and p.session_id != item.session_id]
    if strangers:
        raise Refused(_("%(name)s does not take part in this session.") % {"name": strangers[0].person})
    if replaced_by is None:
        return
    if presence != Presence.ABSENT:
        raise Refused(_("Only who is away is replaced."))
    if replaced_by == participant or replaced_by.delegation_id != participant.delegation_id:
        raise Refused(_("Somebody of the same delegation takes the place."))


@transaction.atomic
def remove_presence(change: PresenceChange, *, by) -> None:
    """The change was noted by mistake: the presence before it goes on."""
    require_writable(change.item.session)
    moves.remove(change, by=by)
    reseat(change.item.session, by=by)
