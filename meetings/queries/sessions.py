"""Reads of sessions: what comes next, deadlines in words, the chain, the history, calendar entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from council_office.calendar.deadlines import DueDate
from council_office.calendar.models import DeadlineRule, Task
from council_office.calendar.queries import calendar_around, counted, explanation, tasks_of
from council_office.calendar.sources import Entry, kind, source
from council_office.calendar.states import TaskState, Unit
from council_office.directory.models import User
from council_office.ledger.models import Event
from meetings.models import Credentials, Session
from meetings.queries.planning import MOVABLE, chain_of, committees_of
from meetings.queries.readiness import SOON, Result
from meetings.rules.sessions import missing_to_convene
from meetings.states import SessionState

HISTORY = 200

kind("session", gettext_lazy("Sessions"), "users-group")


@dataclass(frozen=True)
class Step:
    """What should be done next: its words and where."""

    label: str
    url_name: str
    method: str = "GET"
    icon: str = ""


def next_step(session: Session, results: Iterable[Result]) -> Step | None:
    """The one thing to press now; nothing when the session only waits, or is public history."""
    missing = {result.check.code: result.missing for result in results}
    if session.state == SessionState.DRAFT:
        if missing_to_convene(session):
            return Step(_("Complete the session"), "meetings:revise_session", icon="pencil")
        return Step(_("Convene"), "meetings:convene_session", "POST", "send")
    if session.state == SessionState.CONVENED:
        return next_of_convened(session, missing)
    if session.is_public_history or session.state == SessionState.CANCELLED:
        return None
    words = _("Write the record") if session.state == SessionState.HELD else _("Open the record")
    return Step(words, "meetings:record", icon="file-text")


def next_of_convened(session: Session, missing: dict[str, int]) -> Step | None:
    if session.starts_on <= timezone.localdate():
        return Step(_("Mark as held"), "meetings:hold_session", "POST", "check")
    if missing.get("invited"):
        return Step(_("Invite"), "meetings:invitations", icon="mail")
    if silent := missing.get("answers"):
        words = ngettext("Send %(n)d reminder", "Send %(n)d reminders", silent) % {"n": silent}
        return Step(words, "meetings:remind", icon="bell")
    if missing.get("credentials"):
        return Step(_("Examine credentials"), "meetings:delegations", icon="id-badge-2")
    return None


def opens_in(session: Session, today: date | None = None) -> int | None:
    """How many working days are left until the session opens; None once it has."""
    today = today or timezone.localdate()
    if session.starts_on <= today or session.state not in (SessionState.DRAFT, SessionState.CONVENED):
        return None
    return calendar_around(today, session.starts_on).between(today, session.starts_on)


@dataclass(frozen=True)
class Deadline:
    """A deadline as the page shows it: why this day, briefly and in full, and how urgent."""

    task: Task
    on: str
    brief: str
    why: str
    words: str
    tone: str


def deadlines(session: Session, today: date | None = None) -> list[Deadline]:
    """What is open first, by day; then what is done."""
    today = today or timezone.localdate()
    days = calendar_around(session.starts_on, session.ends_on)
    tasks = tasks_of(session).exclude(state=TaskState.CANCELLED)
    found = [
        Deadline(
            task,
            short(task.due_on, "D j M"),
            brief(task, counted(task, days)),
            str(explanation(task, days)),
            *urgency(task, today),
        )
        for task in tasks
    ]
    return sorted(found, key=lambda each: (each.task.state != TaskState.OPEN, each.task.due_on))


def brief(task: Task, due: DueDate | None) -> str:
    """−14 working days · 11 Nov skipped."""
    if task.fixed_by_hand or due is None:
        return _("fixed by hand") if task.fixed_by_hand else _("set by hand")
    notes = [distance(task.rule)]
    if due.skipped:
        notes.append(skipped(due))
    if due.moved_from:
        notes.append(_("moved from %(day)s") % {"day": short(due.moved_from)})
    return " · ".join(notes)


def distance(rule: DeadlineRule) -> str:
    if not rule.offset:
        return _("on the first day")
    units = {
        Unit.WORKING_DAYS: ngettext("%(n)s working day", "%(n)s working days", abs(rule.offset)),
        Unit.CALENDAR_DAYS: ngettext("%(n)s calendar day", "%(n)s calendar days", abs(rule.offset)),
    }
    return units[rule.unit] % {"n": f"{'−' if rule.offset < 0 else '+'}{abs(rule.offset)}"}


def skipped(due: DueDate) -> str:
    days = [short(day) for day, _name in due.skipped]
    if len(days) > 2:
        return ngettext("%(n)d day off skipped", "%(n)d days off skipped", len(days)) % {"n": len(days)}
    return _("%(days)s skipped") % {"days": ", ".join(days)}


def short(day: date, pattern: str = "j M") -> str:
    return date_format(day, pgettext("format of a day", pattern))


def urgency(task: Task, today: date) -> tuple[str, str]:
    """Words and tone of a deadline seen from a day."""
    days = (task.due_on - today).days
    if task.state == TaskState.DONE:
        return _("done"), "good"
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}, "bad"
    if days == 0:
        return _("today"), "waiting"
    if days <= SOON:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}, "waiting"
    return "", "neutral"


@dataclass(frozen=True)
class Chain:
    """The committees before the Council and the Council itself; whether some committee has no session yet."""

    sessions: list[Session]
    incomplete: bool


def chain(session: Session) -> Chain:
    """The chain that the session stands in, whichever of its sessions it is."""
    council = session.prepares or session
    committees = committees_of(council)
    bodies = {rules.body_id for rules in chain_of(council)} if session.state in MOVABLE else set()
    missing = bool(bodies - {each.body_id for each in committees}) and council == session
    return Chain([*committees, council], missing)


def history(session: Session) -> list[Event]:
    """What happened to the session, its delegations, participants and credentials; newest first."""
    kinds = {
        "meetings.session": [session.pk],
        "meetings.delegation": session.delegations.values_list("pk", flat=True),
        "meetings.participant": session.participants.values_list("pk", flat=True),
        "meetings.credentials": Credentials.objects.filter(participant__session=session).values_list(
            "pk", flat=True
        ),
    }
    wanted = Q(pk__in=[])
    for name, keys in kinds.items():
        wanted |= Q(subject_type=name, subject_id__in=[str(key) for key in keys])
    return list(Event.objects.filter(wanted).select_related("actor__person").order_by("-id")[:HISTORY])


def with_counts(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Sessions with how many people have a place at each."""
    coming = Count("participants", filter=Q(participants__withdrawn=False))
    return sessions.select_related("body", "chair").annotate(people=coming)


@source("meetings.sessions")
def session_entries(user: User, start: date, end: date) -> list[Entry]:
    """Sessions on their days; those cancelled, and those whose days nobody knows, left out."""
    found = Session.objects.visible_to(user).filter(starts_on__lte=end, ends_on__gte=start)
    found = found.exclude(state=SessionState.CANCELLED).select_related("body")
    return [
        Entry(
            uid=f"session-{session.pk}",
            starts_at=session.starts_on,
            ends_at=session.ends_on,
            title=f"{session.label} · {session.body.name()}",
            url=session.get_absolute_url(),
            kind="session",
            place=session.place(),
        )
        for session in found
        if session.days_are_known
    ]
