"""Reads over everything, with the rights of whoever reads."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from council_office.calendar.models import Task
from council_office.directory.models import User
from council_office.ledger.states import JobState
from council_office.reports.models import Run
from council_office.reports.states import RunState
from meetings.models import Action, Session
from meetings.states import Answer, InvitationState

WEEKS = 4


@dataclass(frozen=True)
class Outlook:
    """What comes in the next four weeks and what is late, as one person may see it."""

    day: date
    until: date
    sessions: list[Session]
    deadlines: list[Task]
    late: list[Task]
    unanswered: list[tuple[Session, int]]
    actions: list[Action]

    @property
    def is_empty(self) -> bool:
        return not (self.sessions or self.deadlines or self.late or self.unanswered or self.actions)


def outlook(user: User, day: date | None = None) -> Outlook:
    """The outlook of `user` on a day (today)."""
    day = day or timezone.localdate()
    until = day + timedelta(weeks=WEEKS)
    tasks = Task.objects.visible_to(user).open().shown().order_by("due_on", "pk")
    return Outlook(
        day=day,
        until=until,
        sessions=list(
            Session.objects.visible_to(user).coming(day).filter(starts_on__lte=until).select_related("body")
        ),
        deadlines=list(tasks.filter(due_on__range=(day, until))),
        late=list(tasks.filter(due_on__lt=day)),
        unanswered=unanswered(user, day),
        actions=list(overdue_actions(user, day)),
    )


def unanswered(user: User, day: date) -> list[tuple[Session, int]]:
    """Coming sessions with the number of invitations without an answer."""
    invitation = "participants__invitation"
    silent = Q(
        **{
            f"{invitation}__state": InvitationState.SENT,
            f"{invitation}__answer": Answer.NONE,
            "participants__withdrawn": False,
        }
    )
    visible = Session.objects.visible_to(user).coming(day).values("pk")
    sessions = Session.objects.filter(pk__in=visible).annotate(silent=Count("participants", silent))
    return [(each, each.silent) for each in sessions.filter(silent__gt=0).order_by("starts_on")]


def overdue_actions(user: User, day: date) -> QuerySet[Action]:
    """Open actions whose day, or whose session, has passed."""
    actions = Action.objects.visible_to(user).overdue(day)
    return actions.select_related("session", "addressee", "owner", "due_session").order_by("due_on", "pk")


def unsettled_runs() -> QuerySet[Run]:
    """Runs whose job has ended since they were last looked at."""
    over = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
    return Run.objects.filter(state=RunState.WORKING, job__state__in=over).select_related(
        "schedule__owner", "job"
    )
