"""Verbs on actions, charges and deferred items: they come back at every session until they are closed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from meetings.actions import agenda
from meetings.actions.approvals import carry_approvals
from meetings.actions.decisions import facts_of, implement_decision, next_number
from meetings.models import Act, Action, ActionReport, AgendaItem, Decision, Outcome, Session
from meetings.queries.record import Paragraph
from meetings.queries.registers import UPCOMING, next_session, to_carry
from meetings.states import (
    ActionKind,
    ActionState,
    DecisionStatus,
    FollowUp,
    Purpose,
    Settlement,
)

audit.say("carry_actions", lazy("carried open actions on to its agenda: %(actions)s"))

ACTING = (FollowUp.ACTION, FollowUp.CHARGE, FollowUp.DEFERRED)


def start_action(act: Act, decision: Decision | None, session: Session, *, by) -> Action | None:
    """The action, charge or deferred item that an act starts; a known one only takes over the new words."""
    if act.formula.follow_up not in ACTING:
        return None
    facts, body = facts_of(act, session), act.addressee.body if act.addressee else None
    fields = {
        "kind": kind_of(act, session),
        "addressee": act.addressee,
        "to_body": body if body and body != session.body else None,
        "title_en": facts["text_en"],
        "title_fr": facts["text_fr"],
    }
    if action := getattr(act, "action", None):
        due = {"due_on": act.due_on or action.due_on, "due_session": act.due_session or action.due_session}
        return moves.revise(action, by=by, **fields, **due)
    serial, number = next_number(session, "action")
    return moves.create(
        Action,
        by=by,
        session=session,
        act=act,
        decision=decision,
        serial=serial,
        number=number,
        owner=act.owner or (act.addressee.owner if act.addressee else None),
        due_on=act.due_on,
        due_session=act.due_session,
        **fields,
    )


def kind_of(act: Act, session: Session) -> str:
    """What is put to a committee is a charge, whatever the verb."""
    if act.formula.follow_up == FollowUp.DEFERRED:
        return ActionKind.DEFERRED
    body = act.addressee.body if act.addressee else None
    charged = act.formula.follow_up == FollowUp.CHARGE or (body and body != session.body)
    return ActionKind.CHARGE if charged else ActionKind.ACTION


def settle(paragraph: Paragraph, session: Session, *, by) -> None:
    """What the outcome of a carried item says of its action: its new status, and whether it is closed."""
    outcome = paragraph.outcome
    action = outcome.item.carried if outcome.item_id else None
    if action is None:
        return
    note(
        action,
        session=session,
        on=session.ends_on,
        text_en=paragraph.text_en,
        text_fr=paragraph.text_fr,
        by=by,
    )
    wanted = outcome.settles or ActionState.OPEN
    if action.state not in (wanted, ActionState.OPEN) and action.closed_by_id == outcome.pk:
        action = open_again(action, by=by, reason=_("the record was corrected"))
    if action.state == ActionState.OPEN and wanted != ActionState.OPEN:
        close(action, wanted, by=by, closed_on=session.ends_on, closed_by=outcome)


@transaction.atomic
def revise_action(action: Action, *, by, seen: int | None = None, **changes: Any) -> Action:
    """Another owner or due date."""
    if action.state != ActionState.OPEN:
        raise Refused(_("%(action)s is closed. Open it again first.") % {"action": action})
    return moves.revise(action, by=by, seen=seen, **changes)


@transaction.atomic
def report_action(
    action: Action,
    *,
    by,
    text_en: str = "",
    text_fr: str = "",
    reported_on: date | None = None,
    session: Session | None = None,
) -> ActionReport:
    """How far the action has come; the last report is its status on the next agenda."""
    action = moves.lock(action)
    if action.state != ActionState.OPEN:
        raise Refused(_("%(action)s is closed. Open it again first.") % {"action": action})
    on = reported_on or timezone.localdate()
    return note(action, by=by, on=on, session=session, text_en=text_en, text_fr=text_fr)


@transaction.atomic
def close_action(
    action: Action,
    *,
    by,
    state: str = ActionState.DONE,
    closed_on: date | None = None,
    text_en: str = "",
    text_fr: str = "",
) -> Action:
    """The action is done, replaced or withdrawn: never without a word that says so."""
    action, on = moves.lock(action), closed_on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("An action cannot be closed on a day to come."))
    if state not in Settlement:
        raise Refused(_("An action is closed as done, superseded or withdrawn."))
    note(action, by=by, on=on, session=None, text_en=text_en, text_fr=text_fr)
    return close(action, state, by=by, closed_on=on)


@transaction.atomic
def reopen_action(action: Action, *, by, reason: str) -> Action:
    """The action was not at its end after all."""
    if not reason.strip():
        raise Refused(_("Say why the action is open again."))
    return open_again(action, by=by, reason=reason.strip())


def note(
    action: Action, *, on: date, session: Session | None, text_en: str, text_fr: str, by
) -> ActionReport:
    """A report, unless the last one of that session says the same already."""
    text_en, text_fr = text_en.strip(), text_fr.strip()
    if not (text_en or text_fr):
        raise Refused(_("Say in a sentence what became of %(action)s.") % {"action": action})
    last = action.reports.first()
    if last and (last.session, last.text_en, last.text_fr) == (session, text_en, text_fr):
        return last
    return moves.create(
        ActionReport,
        by=by,
        action=action,
        reported_on=on,
        session=session,
        text_en=text_en,
        text_fr=text_fr,
        by_label=by.actor_label,
    )


def close(action: Action, state: str, *, by, closed_on: date, closed_by: Outcome | None = None) -> Action:
    action = moves.move(action, state, by=by, closed_on=closed_on, closed_by=closed_by)
    decision = action.decision
    if state == ActionState.DONE and decision and decision.state == DecisionStatus.ACTIVE:
        implement_decision(decision, by=by, on=closed_on)
    return action


def open_again(action: Action, *, by, reason: str) -> Action:
    action = moves.move(action, ActionState.OPEN, by=by, reason=reason, closed_on=None, closed_by=None)
    decision = action.decision
    if decision and decision.state == DecisionStatus.IMPLEMENTED:
        moves.move(decision, DecisionStatus.ACTIVE, by=by, reason=reason, ended_on=None)
    return action


def carry_on(session: Session, *, by) -> None:
    """Put what is open on the next sessions that exist: the body's own, and those of charged bodies."""
    bodies = {session.body} | {action.to_body for action in session.actions.filter(to_body__isnull=False)}
    for body in sorted(bodies, key=lambda body: body.pk):
        if coming := next_session(body, session.ends_on):
            carry_actions(coming, by=by)
    if coming := next_session(session.body, session.ends_on):
        agenda.fill_agenda(coming, by=by)
        carry_approvals(coming, by=by)


def carry_over(session: Session, *, by) -> None:
    """What earlier sessions left for this one: open matters, and records to be approved."""
    carry_actions(session, by=by)
    carry_approvals(session, by=by)


@transaction.atomic
def carry_actions(session: Session, *, by) -> list[AgendaItem]:
    """Put every open action, charge and deferred item on the agenda, each once; returns the new items."""
    session = moves.lock(session)
    if session.state not in UPCOMING:
        raise Refused(_("Actions are carried to a session that is still to come."))
    waiting = list(to_carry(session))
    if not waiting:
        return []
    agenda.fill_agenda(session, by=by)
    under = session.items.filter(carries_actions=True).order_by("position").first()
    reason = _("carried on from the session before")
    made = [
        agenda.add_item(
            session,
            by=by,
            parent=under,
            reason=reason,
            carried=action,
            title_en=short(f"{action.number}: {action.title_en}"),
            title_fr=action.title_fr and short(f"{action.number}\N{NO-BREAK SPACE}: {action.title_fr}"),
            purpose=Purpose.DISCUSSION if action.kind == ActionKind.DEFERRED else Purpose.INFORMATION,
            minutes=5,
            **access_of(action),
        )
        for action in waiting
    ]
    audit.record("carry_actions", session, by=by, actions=[action.number for action in waiting])
    return made


def access_of(action: Action) -> dict[str, Any]:
    """What was restricted where it was decided stays so where it is carried."""
    item = action.act.outcome.item if action.act_id else None
    return {"access": item.access, "readers": list(item.readers.all())} if item else {}


def short(title: str) -> str:
    most = AgendaItem._meta.get_field("title_en").max_length
    return title if len(title) <= most else f"{title[: most - 1].rstrip()}…"
