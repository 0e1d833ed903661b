"""What a session still misses: declared checks, each one queryset whose `ok` splits it into done and missing.

Counts and lists come from the same queryset, so they cannot differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from council_office.calendar.deadlines import day as shown
from council_office.calendar.models import Task
from council_office.calendar.states import TaskState
from council_office.directory.models import User
from meetings.models import (
    Action,
    ActionReport,
    AgendaItem,
    Credentials,
    Delegation,
    Invitation,
    Outcome,
    Participant,
    Session,
    SessionPaper,
)
from meetings.queries.planning import previous_session
from meetings.states import (
    Answer,
    CredentialsState,
    InvitationState,
    PaperState,
    ParticipantRole,
    SessionState,
)

SOON = 7
YES, NO = Value(True, BooleanField()), Value(False, BooleanField())


@dataclass(frozen=True)
class Part:
    """Some of what is missing, and the words for how many."""

    which: Q
    words: Any


@dataclass(frozen=True)
class Check:
    """One thing a session must have: `rows` is all of it, with `ok`; `parts` tell what is missing."""

    code: str
    label: Any
    rows: Callable[[Session, User], QuerySet]
    parts: tuple[Part, ...]
    task: str = ""
    to: str = ""
    late: Callable[[], Q] | None = None
    describe: Callable[[Any], tuple[str, str]] = lambda row: (str(row), "")
    at: Callable[[Any], str] = lambda row: row.get_absolute_url()
    applies: Callable[[Session], bool] = lambda session: True


@dataclass(frozen=True)
class Result:
    """A check counted for one session."""

    check: Check
    done: int
    total: int
    missing_words: str
    late: int
    due_on: date | None

    @property
    def missing(self) -> int:
        return self.total - self.done

    @property
    def badge(self) -> tuple[str, str]:
        """Words and tone: ready, so many late, or until when."""
        if self.total and not self.missing:
            return _("ready"), "good"
        if self.late:
            return ngettext("%(n)d late", "%(n)d late", self.late) % {"n": self.late}, "bad"
        if not self.total or self.due_on is None:
            return "", "neutral"
        days = (self.due_on - timezone.localdate()).days
        if days < 0:
            return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}, "bad"
        return _("due %(day)s") % {"day": shown(self.due_on)}, "waiting" if days <= SOON else "neutral"

    @property
    def bar(self) -> str:
        tone = self.badge[1]
        return {"good": "good", "bad": "bad"}.get(tone, "going")


def whether(condition: Q) -> Case:
    return Case(When(condition, then=YES), default=NO)


def delegations(session: Session, user: User) -> QuerySet:
    heads = Participant.objects.filter(delegation=OuterRef("pk"), role=ParticipantRole.HEAD, withdrawn=False)
    rows = Delegation.objects.filter(session=session).select_related("member", "session")
    return rows.annotate(ok=whether(Q(confirmed_at__isnull=False)), headed=Exists(heads))


def invited(session: Session, user: User) -> QuerySet:
    rows = Participant.objects.filter(session=session, withdrawn=False).exclude(role=ParticipantRole.IO)
    rows = rows.select_related("person", "session", "delegation__member", "invitation")
    return rows.annotate(ok=whether(Q(invitation__state=InvitationState.SENT)))


def answers(session: Session, user: User) -> QuerySet:
    rows = Invitation.objects.filter(
        participant__session=session, participant__withdrawn=False, state=InvitationState.SENT
    ).select_related("participant__person", "participant__session")
    return rows.annotate(ok=whether(~Q(answer=Answer.NONE)))


def credentials(session: Session, user: User) -> QuerySet:
    rows = Credentials.objects.filter(participant__session=session, participant__withdrawn=False)
    rows = rows.select_related("participant__person", "participant__delegation__member")
    return rows.annotate(ok=whether(Q(state=CredentialsState.IN_ORDER)))


def papers(session: Session, user: User) -> QuerySet:
    rows = SessionPaper.objects.visible_to(user).filter(session=session).exclude(state=PaperState.WITHDRAWN)
    return rows.annotate(ok=whether(Q(state=PaperState.PUBLISHED)))


def both_languages(session: Session, user: User) -> QuerySet:
    """Papers that have a file; current when English and French are of the same edition."""
    rows = papers(session, user).annotate(
        newest_en=Max("files__edition", filter=Q(files__language="en")),
        newest_fr=Max("files__edition", filter=Q(files__language="fr")),
    )
    rows = rows.filter(Q(newest_en__isnull=False) | Q(newest_fr__isnull=False))
    return rows.annotate(ok=whether(Q(newest_en=F("newest_fr"))))


def reported(session: Session, user: User) -> QuerySet:
    """Matters from before on this agenda; told about when a report is younger than the last session."""
    before = previous_session(session)
    reports = ActionReport.objects.filter(action=OuterRef("pk"))
    if before:
        reports = reports.filter(Q(reported_on__gt=before.ends_on) | Q(session=session))
    carried = AgendaItem.objects.filter(session=session, carried__isnull=False).values("carried")
    rows = Action.objects.visible_to(user).filter(pk__in=carried).select_related("session")
    return rows.annotate(ok=Exists(reports))


def items(session: Session, user: User) -> QuerySet:
    rows = AgendaItem.objects.visible_to(user).filter(session=session, children__isnull=True)
    return rows.annotate(ok=whether(Q(presenter__isnull=False, minutes__gt=0)))


def outcomes(session: Session, user: User) -> QuerySet:
    rows = AgendaItem.objects.visible_to(user).filter(session=session, children__isnull=True)
    return rows.annotate(ok=Exists(Outcome.objects.filter(item=OuterRef("pk"))))


def has_opened(session: Session) -> bool:
    return session.state in (SessionState.HELD, SessionState.RECORDED) or (
        session.state == SessionState.CONVENED and session.starts_on <= timezone.localdate()
    )


def of_participant(participant: Participant) -> tuple[str, str]:
    member = participant.delegation.member.name() if participant.delegation else ""
    return str(participant.person), " · ".join(filter(None, (member, participant.get_role_display())))


def of_invitation(invitation: Invitation) -> tuple[str, str]:
    return str(invitation.participant.person), invitation.number


def of_credentials(found: Credentials) -> tuple[str, str]:
    return str(found.participant.person), " · ".join(
        (found.participant.delegation.member.name(), found.get_state_display())
    )


def of_delegation(delegation: Delegation) -> tuple[str, str]:
    return str(delegation.member), "" if delegation.headed else _("without a head of delegation")


def of_paper(paper: SessionPaper) -> tuple[str, str]:
    return f"{paper.number} · {paper.title()}", paper.get_state_display()


def of_languages(paper: SessionPaper) -> tuple[str, str]:
    english, french = paper.newest_en or 0, paper.newest_fr or 0
    words = _("French older or missing") if french < english else _("English older or missing")
    return f"{paper.number} · {paper.title()}", words if english != french else ""


def of_action(action: Action) -> tuple[str, str]:
    return f"{action.number} · {action.title()}", str(action.session)


CHECKS = [
    Check(
        "delegations",
        gettext_lazy("Delegations confirmed"),
        delegations,
        (
            Part(Q(ok=False), ngettext_lazy("%(n)d to confirm", "%(n)d to confirm", "n")),
            Part(Q(headed=False), ngettext_lazy("%(n)d without a head", "%(n)d without a head", "n")),
        ),
        to="meetings:delegations",
        describe=of_delegation,
    ),
    Check(
        "invited",
        gettext_lazy("Invitations sent"),
        invited,
        (
            Part(Q(invitation__isnull=True), ngettext_lazy("%(n)d not prepared", "%(n)d not prepared", "n")),
            Part(
                Q(invitation__state=InvitationState.DRAFT),
                ngettext_lazy("%(n)d draft to review", "%(n)d drafts to review", "n"),
            ),
            Part(
                Q(invitation__state=InvitationState.QUEUED),
                ngettext_lazy("%(n)d in the worker", "%(n)d in the worker", "n"),
            ),
        ),
        task="invitations",
        to="meetings:invitations",
        describe=of_participant,
    ),
    Check(
        "answers",
        gettext_lazy("Answers to invitations"),
        answers,
        (Part(Q(ok=False), ngettext_lazy("%(n)d not answered", "%(n)d not answered", "n")),),
        task="answers",
        to="meetings:invitations",
        describe=of_invitation,
    ),
    Check(
        "credentials",
        gettext_lazy("Credentials in good order"),
        credentials,
        (
            Part(
                Q(state=CredentialsState.NOMINATED),
                ngettext_lazy("%(n)d letter missing", "%(n)d letters missing", "n"),
            ),
            Part(
                Q(state=CredentialsState.RECEIVED), ngettext_lazy("%(n)d to examine", "%(n)d to examine", "n")
            ),
            Part(
                Q(state=CredentialsState.NOT_IN_ORDER),
                ngettext_lazy("%(n)d not in good order", "%(n)d not in good order", "n"),
            ),
        ),
        task="credentials",
        to="meetings:delegations",
        describe=of_credentials,
    ),
    Check(
        "papers",
        gettext_lazy("Papers published"),
        papers,
        (
            Part(Q(state=PaperState.EXPECTED), ngettext_lazy("%(n)d expected", "%(n)d expected", "n")),
            Part(Q(state=PaperState.RECEIVED), ngettext_lazy("%(n)d to publish", "%(n)d to publish", "n")),
        ),
        task="papers",
        to="meetings:papers",
        late=lambda: Q(due_on__lt=timezone.localdate()),
        describe=of_paper,
    ),
    Check(
        "languages",
        gettext_lazy("Papers in both languages"),
        both_languages,
        (
            Part(
                Q(newest_fr__isnull=True), ngettext_lazy("%(n)d without French", "%(n)d without French", "n")
            ),
            Part(
                Q(newest_en__isnull=True),
                ngettext_lazy("%(n)d without English", "%(n)d without English", "n"),
            ),
            Part(
                Q(newest_fr__lt=F("newest_en")),
                ngettext_lazy("%(n)d French older", "%(n)d French older", "n"),
            ),
            Part(
                Q(newest_en__lt=F("newest_fr")),
                ngettext_lazy("%(n)d English older", "%(n)d English older", "n"),
            ),
        ),
        task="papers-both-languages",
        to="meetings:papers",
        describe=of_languages,
    ),
    Check(
        "actions",
        gettext_lazy("Actions with a status"),
        reported,
        (Part(Q(ok=False), ngettext_lazy("%(n)d without a status", "%(n)d without a status", "n")),),
        to="meetings:session_actions",
        describe=of_action,
    ),
    Check(
        "items",
        gettext_lazy("Items with presenter and time"),
        items,
        (
            Part(
                Q(presenter__isnull=True),
                ngettext_lazy("%(n)d without a presenter", "%(n)d without a presenter", "n"),
            ),
            Part(Q(minutes=0), ngettext_lazy("%(n)d without a time", "%(n)d without a time", "n")),
        ),
        task="provisional-agenda",
        to="meetings:agenda",
    ),
    Check(
        "outcomes",
        gettext_lazy("Items with an outcome"),
        outcomes,
        (Part(Q(ok=False), ngettext_lazy("%(n)d without an outcome", "%(n)d without an outcome", "n")),),
        task="draft-record",
        to="meetings:record",
        applies=has_opened,
    ),
]


def also(*checks: Check) -> None:
    """Checks of a room above, before the papers: what visits know of those who come."""
    place = next(number for number, check in enumerate(CHECKS) if check.code == "papers")
    CHECKS[place:place] = checks


def check_of(code: str) -> Check | None:
    return next((check for check in CHECKS if check.code == code), None)


def readiness(session: Session, user: User, tasks: dict[str, Task] | None = None) -> list[Result]:
    """Every check that applies, counted: one query each; `tasks` are the session's deadlines by rule."""
    due = due_dates(session) if tasks is None else tasks
    return [counted(check, session, user, due) for check in CHECKS if check.applies(session)]


def counted(check: Check, session: Session, user: User, due: dict[str, Task]) -> Result:
    wanted = {"done": Q(ok=True), **{f"part_{n}": Q(ok=False) & p.which for n, p in enumerate(check.parts)}}
    if check.late:
        wanted["late"] = Q(ok=False) & check.late()
    counts = {name: Count("pk", filter=which) for name, which in wanted.items()}
    found = check.rows(session, user).aggregate(total=Count("pk"), **counts)
    words = [part.words % {"n": n} for place, part in enumerate(check.parts) if (n := found[f"part_{place}"])]
    task = due.get(check.task)
    due_on = task.due_on if task and task.state == TaskState.OPEN else None
    return Result(check, found["done"], found["total"], ", ".join(words), found.get("late", 0), due_on)


def due_dates(session: Session) -> dict[str, Task]:
    """The session's counted deadlines by the code of their rule."""
    tasks = Task.objects.of(session).filter(rule__isnull=False).select_related("rule")
    return {task.rule.code: task for task in tasks}
