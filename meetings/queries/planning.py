"""What a date of a session draws after it: the next days and numbers, the chain, what a move would move."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from council_office.calendar.models import Plan
from council_office.calendar.queries import Moved, calendar_around, moves_of
from council_office.calendar.working_days import DAY, Calendar
from meetings import rhythm
from meetings.models import Body, BodyRules, Session
from meetings.rhythm import Days
from meetings.states import SessionKind, SessionState

OCCASION = "meetings.session"
# What stands in the calendars of those invited: when it changes, they are told.
CALENDAR_FACTS = ("starts_on", "ends_on", "opens_at", "closes_at", "place_en", "place_fr", "remote_link")
MOVABLE = (SessionState.DRAFT, SessionState.CONVENED)


@dataclass(frozen=True)
class SessionMoved:
    """One session whose days change."""

    session: Session
    before: Days
    after: Days


@dataclass(frozen=True)
class Rescheduled:
    """Everything that moves with a session, and what stays because its date was fixed by hand."""

    tasks: tuple[Moved, ...] = ()
    sessions: tuple[SessionMoved, ...] = ()
    kept_sessions: tuple[Session, ...] = ()
    kept_tasks: int = 0

    def __bool__(self) -> bool:
        return bool(self.tasks or self.sessions)


@dataclass(frozen=True)
class Proposal:
    """Days proposed for a committee before a Council."""

    body: Body
    days: Days
    number: int


def next_number(body: Body, kind: str) -> int | None:
    """The number after the last one; extraordinary and ministerial sessions have none."""
    if kind not in (SessionKind.ORDINARY, SessionKind.INTERIM):
        return None
    last = body.sessions.filter(kind=kind).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def free_label(body: Body, kind: str, number: int | None, starts_on: date) -> str:
    """The label by the pattern; a second extraordinary session of a month says its day."""
    label = rhythm.label(body.code, kind, number, starts_on)
    if number is None and Session.objects.filter(label=label).exists():
        return f"{label.split()[0]} {starts_on:%Y-%m-%d}"
    return label


def proposed_days(body: Body, today: date | None = None) -> Days | None:
    """The next days: in a usual month after the last session, or before the Council that waits for it."""
    today = today or timezone.localdate()
    rules = body.rules_on(today)
    if rules is None:
        return None
    if rules.months and rules.usual_weekday is not None:
        return usual_days(body, rules, today)
    council = next_council(body, today) if rules.days_before_council else None
    return chained_days(council, rules) if council else None


def usual_days(body: Body, rules: BodyRules, today: date) -> Days:
    last = (
        body.sessions.coming(today).filter(kind=SessionKind.ORDINARY).aggregate(last=Max("ends_on"))["last"]
    )
    after = max(today, last or today)
    calendar = calendar_around(after, after + 366 * DAY)  # at most thirteen months are looked at
    return rhythm.usual_days(after, rules.months, rules.usual_weekday, rules.usual_days, calendar)


def next_council(body: Body, today: date) -> Session | None:
    """The coming session of the body's parent that nothing of this body prepares yet."""
    if body.reports_to_id is None:
        return None
    coming = body.reports_to.sessions.coming(today).filter(kind=SessionKind.ORDINARY, starts_on__gt=today)
    return coming.exclude(prepared_by__body=body).first()


def chained_days(council: Session, rules: BodyRules, after: date | None = None) -> Days:
    calendar = calendar_around(council.starts_on)
    return rhythm.committee_days(
        council.starts_on, rules.days_before_council, rules.usual_days, calendar, after
    )


def chain_of(council: Session, on: date | None = None) -> list[BodyRules]:
    """The rules of the committees that prepare this body's sessions, the earliest first."""
    day = on or council.starts_on
    bodies = Body.objects.filter(reports_to=council.body_id).prefetch_related("rules")
    rules = [found for body in bodies if (found := body.rules_on(day)) and found.days_before_council]
    return sorted(rules, key=lambda each: -each.days_before_council)


def proposals(council: Session) -> list[Proposal]:
    """Days for every committee of the chain that has no session before this Council yet."""
    prepared = {session.body_id: session for session in committees_of(council)}
    after, found = None, []
    for rules in chain_of(council):
        session = prepared.get(rules.body_id)
        days = Days(session.starts_on, session.ends_on) if session else chained_days(council, rules, after)
        after = days.ends_on
        if session is None:
            number = next_number(rules.body, SessionKind.ORDINARY)
            found.append(Proposal(rules.body, days, number))
    return found


def committees_of(council: Session) -> list[Session]:
    """The sessions that prepare this one, the earliest first, cancelled ones left out."""
    sessions = council.prepared_by.exclude(state=SessionState.CANCELLED).select_related(
        "body", "prepares__body"
    )
    return list(sessions.order_by("starts_on", "label"))


def would_move(session: Session, starts_on: date, ends_on: date) -> Rescheduled:
    """What moving a session to these days moves with it; nothing is written."""
    if (starts_on, ends_on) == (session.starts_on, session.ends_on):
        return Rescheduled()
    moved, kept = committee_moves(session, starts_on)
    tasks = [task for plan in plans_of(session) for task in moves_of(plan, starts_on, ends_on)]
    tasks += [
        task
        for each in moved
        for plan in plans_of(each.session)
        for task in moves_of(plan, each.after.starts_on, each.after.ends_on)
    ]
    return Rescheduled(tuple(tasks), tuple(moved), tuple(kept), fixed_tasks(session))


def committee_moves(council: Session, starts_on: date) -> tuple[list[SessionMoved], list[Session]]:
    """New days for the committees before a Council that opens on another day, and those that stay."""
    prepared = {session.body_id: session for session in committees_of(council)}
    calendar, after = calendar_around(starts_on), None
    moved, kept = [], []
    for rules in chain_of(council, starts_on):
        session = prepared.get(rules.body_id)
        if session is None:
            continue
        before = Days(session.starts_on, session.ends_on)
        if session.fixed_by_hand or session.state not in MOVABLE:
            kept.append(session)
            after = before.ends_on
            continue
        days = new_days(session, rules, starts_on, calendar, after)
        after = days.ends_on
        if days != before:
            moved.append(SessionMoved(session, before, days))
    return moved, kept


def new_days(
    session: Session, rules: BodyRules, council_on: date, calendar: Calendar, after: date | None
) -> Days:
    length = (session.ends_on - session.starts_on).days + 1
    return rhythm.committee_days(council_on, rules.days_before_council, length, calendar, after)


def plans_of(session: Session) -> list[Plan]:
    return list(Plan.objects.of(session).filter(occasion=OCCASION))


def fixed_tasks(session: Session) -> int:
    """How many open deadlines of the session keep their date because somebody fixed it by hand."""
    return sum(plan.tasks.open().filter(fixed_by_hand=True).count() for plan in plans_of(session))


def previous_session(session: Session) -> Session | None:
    """The last ordinary session of the same body before this one that was not cancelled."""
    earlier = session.body.sessions.filter(starts_on__lt=session.starts_on).exclude(
        state=SessionState.CANCELLED
    )
    return earlier.exclude(kind=SessionKind.BETWEEN).order_by("-starts_on").first()
