"""What calls for action: declared once, counted on Today, told to whoever has to decide.

A matter's `rows` are exactly those of the list that its number opens. Every app offers them in its own nouns
and queries; here they are only named, with the roles that they concern.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from council_office.calendar import queries as calendar
from council_office.desk.models import Idea, Request
from council_office.desk.queries.people import holding
from council_office.desk.states import ASKERS, HANDS, IdeaState, RequestState
from council_office.directory.models import OFFICE, User
from council_office.directory.states import Role
from council_office.ledger.models import Job
from council_office.ledger.states import JobState
from council_office.reports.queries import overdue_actions
from council_office.web.access import may
from documents.models import Delivery
from documents.states import DeliveryState

MOST = 200  # rows of one matter that one person is told of at a time
EVERYBODY = tuple(Role)


@dataclass(frozen=True)
class Matter:
    """One kind of thing that calls for action of these roles; `decision`: each row waits for a person."""

    label: Any
    roles: tuple[str, ...]
    rows: Callable[[User, date], QuerySet]
    url_name: str
    filters: tuple[tuple[str, str], ...] = ()
    tone: str = "waiting"
    decision: bool = False

    def concerns(self, user: User) -> bool:
        return user.has_role(*self.roles) and may(user, self.url_name, "GET")

    @property
    def url(self) -> str:
        query = urlencode(self.filters)
        return reverse(self.url_name) + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Figure:
    """A count that calls for action, and the address of exactly its rows."""

    count: int
    label: Any
    url: str
    tone: str = "waiting"


def figure(matter: Matter, user: User, day: date) -> Figure:
    count = matter.rows(user, day).count()
    return Figure(count, matter.label % {"count": count}, matter.url, matter.tone)


def figures(user: User, day: date | None = None) -> list[Figure]:
    """Every matter that concerns this person, counted."""
    day = day or timezone.localdate()
    return [figure(matter, user, day) for matter in MATTERS if matter.concerns(user)]


def decisions() -> Iterator[tuple[User, Model]]:
    """Everybody with every row that waits for their own decision."""
    day = timezone.localdate()
    for matter in MATTERS:
        for user in holding(*matter.roles) if matter.decision else ():
            if matter.concerns(user):
                yield from ((user, row) for row in matter.rows(user, day)[:MOST])


def mails(state: str) -> Callable[[User, date], QuerySet]:
    return lambda user, day: Delivery.objects.visible_to(user).filter(state=state)


MATTERS = (
    Matter(
        ngettext_lazy("task late", "tasks late", "count"),
        EVERYBODY,
        lambda user, day: calendar.overdue(user),
        "calendar:tasks",
        (("due", "late"),),
        tone="bad",
    ),
    Matter(
        ngettext_lazy("request to answer", "requests to answer", "count"),
        ASKERS,
        lambda user, day: Request.objects.to_answer(user),
        "desk:requests",
        (("show", "mine"),),
    ),
    Matter(
        ngettext_lazy("request late", "requests late", "count"),
        HANDS,
        lambda user, day: Request.objects.visible_to(user).overdue(day),
        "desk:requests",
        (("show", "late"),),
        tone="bad",
    ),
    Matter(
        ngettext_lazy("question of the office to you", "questions of the office to you", "count"),
        ASKERS,
        lambda user, day: Request.objects.filter(asked_by=user, state=RequestState.WAITING),
        "desk:requests",
        (("show", "asked"),),
    ),
    Matter(
        ngettext_lazy("answer to look at", "answers to look at", "count"),
        ASKERS,
        lambda user, day: Request.objects.filter(asked_by=user, state=RequestState.ANSWERED),
        "desk:requests",
        (("show", "answered"),),
        tone="good",
    ),
    Matter(
        ngettext_lazy("new idea", "new ideas", "count"),
        (Role.COUNCIL_SECRETARY,),
        lambda user, day: Idea.objects.visible_to(user).filter(state=IdeaState.NEW),
        "desk:ideas",
        (("state", IdeaState.NEW),),
        decision=True,
    ),
    Matter(
        ngettext_lazy("action overdue", "actions overdue", "count"),
        OFFICE,
        overdue_actions,
        "meetings:actions",
        (("show", "overdue"),),
        tone="bad",
    ),
    Matter(
        ngettext_lazy("mail uncertain", "mails uncertain", "count"),
        OFFICE,
        mails(DeliveryState.UNCERTAIN),
        "documents:deliveries",
        (("state", DeliveryState.UNCERTAIN),),
        tone="bad",
    ),
    Matter(
        ngettext_lazy("mail failed", "mails failed", "count"),
        OFFICE,
        mails(DeliveryState.FAILED),
        "documents:deliveries",
        (("state", DeliveryState.FAILED),),
        tone="bad",
    ),
    Matter(
        ngettext_lazy("job failed", "jobs failed", "count"),
        OFFICE,
        lambda user, day: Job.objects.visible_to(user).filter(state=JobState.FAILED),
        "web:jobs",
        (("state", JobState.FAILED),),
        tone="bad",
    ),
)
