"""Verbs on sessions: created from the body's pattern, moved with their chain, convened, held, cancelled."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.calendar import actions as calendar
from council_office.calendar.queries import Moved, calendar_around
from council_office.calendar.working_days import DAY
from council_office.directory.models import Member
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from meetings.actions import agenda, delegations, followup, invitations
from meetings.models import Body, Delegation, Session
from meetings.queries import planning
from meetings.queries.planning import MOVABLE, OCCASION, Rescheduled, SessionMoved
from meetings.rules import sessions as rules
from meetings.states import MembershipRole, SessionKind, SessionState

audit.say("reschedule", gettext_lazy("moved the session and what hangs on it"))
audit.say("chain_committees", gettext_lazy("put the committees before it: %(sessions)s"))


@transaction.atomic
def create_session(
    *,
    body: Body,
    starts_on: date,
    by,
    ends_on: date | None = None,
    kind: str = SessionKind.ORDINARY,
    number: int | None = None,
    carry_delegations: bool = False,
    with_committees: bool = False,
    **fields,
) -> Session:
    """The next session from the body's pattern: number, label, delegations to be confirmed, deadlines."""
    body = moves.lock(body)
    ends_on = ends_on or usual_end(body, starts_on)
    check_days(starts_on, ends_on, fixed_by_hand=fields.get("fixed_by_hand", False))
    number = number or planning.next_number(body, kind)
    session = moves.create(
        Session,
        by=by,
        body=body,
        kind=kind,
        number=number,
        label=planning.free_label(body, kind, number, starts_on),
        starts_on=starts_on,
        ends_on=ends_on,
        **{**usual_people(body, starts_on), **fields},
    )
    Delegation.objects.bulk_create(
        Delegation(session=session, member=member) for member in Member.objects.all()
    )
    if carry_delegations:
        delegations.carry_delegations(session, by=by)
    if session.ends_on >= timezone.localdate():
        plan_session(session, by=by)
        agenda.fill_agenda(session, by=by)
        followup.carry_over(session, by=by)
    if with_committees:
        chain_committees(session, by=by)
    return session


@transaction.atomic
def revise_session(
    session: Session, *, by, seen: int | None = None, **changes
) -> tuple[Session, Rescheduled]:
    """The session with other facts; another date moves its deadlines and committees, hand-fixed ones stay."""
    session = moves.lock(session)
    starts_on, ends_on = (changes.get(name, getattr(session, name)) for name in ("starts_on", "ends_on"))
    entry = calendar_facts(session)
    if (starts_on, ends_on) == (session.starts_on, session.ends_on):
        session, moved = moves.revise(session, by=by, seen=seen, **changes), Rescheduled()
    else:
        changes = changes | check_move(session, starts_on, ends_on, changes)
        would = planning.would_move(session, starts_on, ends_on)
        session = moves.revise(session, by=by, seen=seen, **changes)
        moved = reschedule(session, would, by=by)
    if calendar_facts(session) != entry:
        invitations.tell_moved(session, by=by)
    return session, moved


def calendar_facts(session: Session) -> tuple:
    """What stands in the calendars of those invited."""
    return tuple(getattr(session, name) for name in planning.CALENDAR_FACTS)


@transaction.atomic
def chain_committees(session: Session, *, by) -> list[Session]:
    """A session of every committee that prepares this one and has none, on the proposed working days."""
    session = moves.lock(session)
    require(session, MOVABLE)
    proposed = planning.proposals(session)
    if not proposed:
        raise Refused(_("Every committee that prepares %(session)s has its dates.") % {"session": session})
    made = [
        create_session(
            body=proposal.body,
            starts_on=proposal.days.starts_on,
            ends_on=proposal.days.ends_on,
            number=proposal.number,
            prepares=session,
            place_en=session.place_en,
            place_fr=session.place_fr,
            mode=session.mode,
            by=by,
        )
        for proposal in proposed
    ]
    audit.record("chain_committees", session, by=by, sessions=[str(one) for one in made])
    return made


def convene_session(session: Session, *, by) -> Session:
    """The session stands: letters may go out, participants may see it."""
    if missing := rules.missing_to_convene(session):
        told = {"session": session, "missing": "; ".join(missing)}
        raise Refused(_("%(session)s cannot be convened yet. Still missing: %(missing)s.") % told)
    return moves.move(session, SessionState.CONVENED, by=by)


@transaction.atomic
def hold_session(session: Session, *, by) -> Session:
    """The session took place; from now on everybody keeps the title they held on its first day."""
    if session.starts_on > timezone.localdate():
        told = {"session": session, "day": rules.shown(session.starts_on)}
        raise Refused(_("%(session)s opens on %(day)s only: until then it cannot have been held.") % told)
    session = moves.move(session, SessionState.HELD, by=by)
    delegations.freeze_titles(session, by=by)
    return session


@transaction.atomic
def cancel_session(session: Session, *, by, reason: str) -> Session:
    """The session does not take place: deadlines end, letters are taken back, its committees stay."""
    if not reason.strip():
        raise Refused(_("Say why the session is cancelled: the reason stays in its history."))
    session = moves.move(session, SessionState.CANCELLED, by=by, reason=reason.strip())
    for plan in planning.plans_of(session):
        calendar.cancel_plan(plan, by=by, reason=reason.strip())
    invitations.revoke_invitations(session, by=by, reason=reason.strip())
    return session


def usual_end(body: Body, starts_on: date) -> date:
    found = body.rules_on(starts_on)
    return starts_on + ((found.usual_days if found else 1) - 1) * DAY


def usual_people(body: Body, day: date) -> dict:
    """The Chair in office on the day, and whoever signed the letters last time."""
    chair = body.memberships.on(day).filter(role=MembershipRole.CHAIR).first()
    last = body.sessions.filter(signatory__isnull=False).order_by("-starts_on").first()
    return {"chair": chair.person if chair else None, "signatory": last.signatory if last else None}


def plan_session(session: Session, *, by) -> None:
    """The deadlines counted from the session's days."""
    days = {"on": session.starts_on, "ends_on": session.ends_on}
    calendar.make_plan(session, occasion=OCCASION, variant=session.body.code, by=by, **days)


def reschedule(session: Session, moved: Rescheduled, *, by) -> Rescheduled:
    """Move the deadlines of a session that has its new days, and its committees with theirs."""
    tasks = move_plans(session, by=by)
    for each in moved.sessions:
        days = {"starts_on": each.after.starts_on, "ends_on": each.after.ends_on}
        tasks += move_plans(moves.revise(each.session, by=by, **days), by=by)
        invitations.tell_moved(each.session, by=by)
    delegations.freeze_titles(session, by=by)
    moved = Rescheduled(tuple(tasks), moved.sessions, moved.kept_sessions, moved.kept_tasks)
    audit.record("reschedule", session, by=by, deadlines=len(tasks), sessions=list(map(told, moved.sessions)))
    return moved


def move_plans(session: Session, *, by) -> list[Moved]:
    """The session's deadlines counted from its days as they are now."""
    return [
        task
        for plan in planning.plans_of(session)
        for task in calendar.move_plan(plan, session.starts_on, ends_on=session.ends_on, by=by)
    ]


def told(moved: SessionMoved) -> dict:
    days = {"before": moved.before.starts_on, "after": moved.after.starts_on}
    return {"session": str(moved.session), **{name: day.isoformat() for name, day in days.items()}}


def check_move(session: Session, starts_on: date, ends_on: date, changes: dict) -> dict:
    """Refuse days that cannot be; a committee moved by hand no longer follows its Council."""
    require(session, MOVABLE)
    fixed = changes.get("fixed_by_hand", session.fixed_by_hand)
    check_days(starts_on, ends_on, fixed_by_hand=fixed)
    return {"fixed_by_hand": True} if session.prepares_id else {}


def check_days(starts_on: date, ends_on: date, *, fixed_by_hand: bool) -> None:
    if ends_on < starts_on:
        raise Refused(_("The last day is before the first."))
    if fixed_by_hand:
        return
    days = calendar_around(starts_on, ends_on)
    if reason := rules.not_working(starts_on, days) or rules.not_working(ends_on, days):
        raise Refused(reason)


def require(session: Session, states: tuple[str, ...]) -> None:
    if session.state not in states:
        told = {"session": session, "state": session.get_state_display()}
        raise Refused(_("%(session)s is “%(state)s”: its dates no longer change.") % told)
