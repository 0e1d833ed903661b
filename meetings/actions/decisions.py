"""Verbs on decisions: permanent numbers from the record, and what becomes of what was decided."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from council_office.directory.models import Member
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from meetings.models import Act, Addressee, BodyRules, Decision, Session
from meetings.numbering import written
from meetings.queries.record import said_alone
from meetings.queries.registers import replaced_by_each
from meetings.states import DecisionStatus, FollowUp
from meetings.supersession import would_loop

audit.say("supersede_decision", lazy("replaced it by %(by_decision)s"))

DECIDING = (FollowUp.DECISION, FollowUp.ACTION, FollowUp.CHARGE)
USUAL = BodyRules()


def decide(act: Act, session: Session, known: list[Decision], *, on: date, by) -> Decision | None:
    """The decision that an act of the record is: new, or with its new words under its old number."""
    decision = getattr(act, "decision", None) or take_up(act, known)
    if decision is None and act.formula.follow_up not in DECIDING:
        return None
    facts = facts_of(act, session)
    if decision is not None:
        entered = {name: value for name, value in facts.items() if value}
        return moves.revise(decision, by=by, act=act, **entered)
    serial, number = next_number(session, "decision")
    decision = moves.create(
        Decision,
        by=by,
        session=session,
        act=act,
        serial=serial,
        number=number,
        state=DecisionStatus.AD_REFERENDUM if act.ad_referendum else DecisionStatus.ACTIVE,
        decided_on=session.ends_on,
        effective_on=None if act.ad_referendum else session.ends_on,
        communicated_on=on,
        reserving=act.reserving.all(),
        lift_expected_on=act.lift_expected_on,
        **facts,
    )
    if act.supersedes:
        replace(act.supersedes, decision, by=by)
    return decision


def take_up(act: Act, known: list[Decision]) -> Decision | None:
    """The first row of the public history with the same verb that no act has taken up yet."""
    found = next((row for row in known if row.formula_id == act.formula_id), None)
    if found:
        known.remove(found)
    return found


def facts_of(act: Act, session: Session) -> dict[str, Any]:
    """What the register says of an act; a decision without addressee speaks to its own body."""
    own = act.addressee or Addressee.objects.filter(body=session.body_id).first()
    return {
        "formula": act.formula,
        "subject": act.subject,
        "addressee": own,
        "due_on": act.due_on,
        "due_session": act.due_session,
        "text_en": said_alone(act, "en", session),
        "text_fr": said_alone(act, "fr", session) if act.text_fr.strip() else "",
    }


def next_number(session: Session, noun: str) -> tuple[int, str]:
    """The next permanent number of the session; its row is locked by whoever issues its record."""
    rows = {"decision": session.decisions, "action": session.actions}[noun]
    serial = (rows.order_by("-serial").values_list("serial", flat=True).first() or 0) + 1
    pattern = getattr(session.body.rules_on(session.starts_on) or USUAL, f"{noun}_pattern")
    try:
        return serial, written(pattern, session=session.label, body=session.body.code, number=serial)
    except ValueError as error:
        told = {"pattern": pattern, "place": error}
        raise Refused(
            _("The pattern “%(pattern)s” of permanent numbers cannot be read at “%(place)s”.") % told
        ) from error


@transaction.atomic
def revise_decision(decision: Decision, *, by, seen: int | None = None, **changes: Any) -> Decision:
    """Subject, addressee, due date and note of a decision; its words come from the record alone."""
    return moves.revise(decision, by=by, seen=seen, **changes)


@transaction.atomic
def implement_decision(
    decision: Decision, *, by, on: date | None = None, note_en: str = "", note_fr: str = ""
) -> Decision:
    """What was decided is done; a request ends with it, an approval goes on binding."""
    on = on or timezone.localdate()
    ends = {"ended_on": on} if decision.formula.follow_up in (FollowUp.ACTION, FollowUp.CHARGE) else {}
    return moves.move(decision, DecisionStatus.IMPLEMENTED, by=by, **ends, **noted(note_en, note_fr))


@transaction.atomic
def lapse_decision(
    decision: Decision, *, by, on: date | None = None, note_en: str = "", note_fr: str = ""
) -> Decision:
    """The decision binds no longer though nothing replaced it."""
    if not (note_en.strip() or note_fr.strip()):
        raise Refused(_("Say why the decision lapsed."))
    on = on or timezone.localdate()
    return moves.move(decision, DecisionStatus.LAPSED, by=by, ended_on=on, **noted(note_en, note_fr))


@transaction.atomic
def lift_decision(
    decision: Decision,
    *,
    by,
    on: date | None = None,
    note_en: str = "",
    note_fr: str = "",
    members: Iterable[Member] | None = None,
) -> Decision:
    """These Members (or all) lift; with the last one the decision comes into force and replaces others."""
    on = on or timezone.localdate()
    left = decision.reserving.exclude(pk__in=[member.pk for member in members]) if members is not None else ()
    if left:
        if len(left) == decision.reserving.count():
            raise Refused(_("Choose the Members that lift their reservation."))
        return moves.revise(decision, by=by, reserving=left, **noted(note_en, note_fr))
    if on < decision.decided_on:
        raise Refused(_("Reservations cannot be lifted before the decision was taken."))
    decision = moves.move(decision, DecisionStatus.ACTIVE, by=by, effective_on=on, **noted(note_en, note_fr))
    for older in decision.supersedes.all():
        push_out(older, decision, by=by)
    return decision


@transaction.atomic
def supersede_decision(decision: Decision, *, by, newer: Decision) -> Decision:
    """Another decision takes the place of this one."""
    replace(moves.lock(decision), moves.lock(newer), by=by)
    return decision


def replace(older: Decision, newer: Decision, *, by) -> None:
    """Note that `newer` replaces `older`; at once, or when `newer` comes into force."""
    if would_loop(newer.pk, older.pk, replaced_by_each()):
        told = {"older": older, "newer": newer}
        raise Refused(_("%(newer)s cannot replace %(older)s: it was itself replaced by it.") % told)
    if newer.decided_on < older.decided_on:
        raise Refused(
            _("%(newer)s was taken before %(older)s and cannot replace it.")
            % {"older": older, "newer": newer}
        )
    newer.supersedes.add(older)
    audit.record("supersede_decision", older, by=by, by_decision=str(newer))
    if newer.effective_on is not None:
        push_out(older, newer, by=by)


def push_out(older: Decision, newer: Decision, *, by) -> None:
    if older.state not in (DecisionStatus.SUPERSEDED, DecisionStatus.LAPSED):
        moves.move(older, DecisionStatus.SUPERSEDED, by=by, reason=str(newer))


def noted(note_en: str, note_fr: str) -> dict[str, str]:
    """The note on what became of a decision, kept unless a new one is given."""
    notes = {"outcome_note_en": note_en.strip(), "outcome_note_fr": note_fr.strip()}
    return notes if any(notes.values()) else {}
