"""Today for one person, and the search over everything that person may see."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.calendar import queries as calendar
from council_office.calendar.models import Task
from council_office.directory.models import OFFICE, Organisation, Person, User
from council_office.directory.states import Role
from council_office.ledger.models import Job
from council_office.ledger.states import JobState
from council_office.reports.queries import overdue_actions, unanswered
from council_office.web.access import may
from documents.models import Delivery, Document
from documents.states import DeliveryState
from meetings.models import Action, Decision, Session, SessionPaper

SOON = 7
SHOWN = 8


@dataclass(frozen=True)
class Figure:
    """A count that calls for action, and the address of exactly its rows."""

    count: int
    label: Any
    url: str
    tone: str = "waiting"


@dataclass(frozen=True)
class Today:
    """What one person's day holds."""

    day: date
    sessions: list[tuple[Session, int]]
    figures: list[Figure]
    late: list[tuple[Task, Any]]
    soon: list[tuple[Task, Any]]


def today(user: User) -> Today:
    """The day of `user`: sessions with working days left, what calls for action, tasks late and near."""
    day = timezone.localdate()
    coming = list(Session.objects.visible_to(user).coming(day).select_related("body")[:4])
    counted = calendar.calendar_around(day, *(each.starts_on for each in coming))
    return Today(
        day=day,
        sessions=[(each, counted.between(day, each.starts_on)) for each in coming],
        figures=[figure for figure in figures(user, day) if figure.count],
        late=calendar.explain_tasks(calendar.overdue(user)[:SHOWN]),
        soon=calendar.explain_tasks(calendar.due_soon(user, SOON)[:SHOWN]),
    )


def figures(user: User, day: date) -> list[Figure]:
    """Counts for this person's roles; each opens its list."""
    late = Figure(
        calendar.overdue(user).count(), _("tasks late"), listed("calendar:tasks", due="late"), "bad"
    )
    return [late, *office_figures(user, day)] if user.has_role(*OFFICE) else [late]


def office_figures(user: User, day: date) -> list[Figure]:
    """What calls for action of the office's own people."""
    silent = [
        Figure(
            count,
            _("answers missing for %(session)s") % {"session": session.label},
            reverse("meetings:invitations", args=[session.pk]) + "?state=sent&answer=none",
        )
        for session, count in unanswered(user, day)
    ]
    mails, jobs = Delivery.objects.visible_to(user), Job.objects.visible_to(user)
    counted = [
        (overdue_actions(user, day), _("actions overdue"), listed("meetings:actions", show="overdue")),
        (
            mails.filter(state=DeliveryState.UNCERTAIN),
            _("mails uncertain"),
            listed("documents:deliveries", state=DeliveryState.UNCERTAIN),
        ),
        (
            mails.filter(state=DeliveryState.FAILED),
            _("mails failed"),
            listed("documents:deliveries", state=DeliveryState.FAILED),
        ),
        (jobs.filter(state=JobState.FAILED), _("jobs failed"), listed("web:jobs", state=JobState.FAILED)),
    ]
    return [*silent, *(Figure(rows.count(), label, url, "bad") for rows, label, url in counted)]


def listed(url_name: str, **filters: str) -> str:
    """The address of a list with these filters."""
    return f"{reverse(url_name)}?{urlencode(filters)}"


@dataclass(frozen=True)
class Hits:
    """What was found in one room: the first rows, whether there are more, and where all of them stand."""

    label: Any
    icon: str
    rows: list[tuple[Any, Any]]
    more: bool
    url: str


@dataclass(frozen=True)
class Room:
    """One kind of thing that the search looks for; `note` says of a row what its name does not."""

    label: Any
    icon: str
    url_name: str
    find: Callable[[User, str], QuerySet]
    note: Callable[[Any], Any]


def words(text: str, *fields: str) -> Q:
    """Every word of the text stands in one of the fields."""
    found = Q()
    for word in text.split():
        found &= Q.create([(f"{field}__icontains", word) for field in fields], connector=Q.OR)
    return found


ROOMS = (
    Room(
        _("People"),
        "address-book",
        "people:people",
        lambda user, text: (
            Person.objects.visible_to(user).current().named(text).select_related("organisation")
        ),
        lambda person: person.organisation or "",
    ),
    Room(
        _("Sessions"),
        "users-group",
        "meetings:sessions",
        lambda user, text: (
            Session.objects.visible_to(user)
            .filter(words(text, "label", "place_en", "place_fr", "body__name_en", "body__name_fr"))
            .select_related("body")
        ),
        lambda session: session.body.name(),
    ),
    Room(
        _("Decisions"),
        "gavel",
        "meetings:decisions",
        lambda user, text: Decision.objects.visible_to(user).filter(
            words(text, "number", "text_en", "text_fr", "subject__name_en", "subject__name_fr")
        ),
        lambda decision: decision.text(),
    ),
    Room(
        _("Actions"),
        "checkbox",
        "meetings:actions",
        lambda user, text: Action.objects.visible_to(user).filter(
            words(text, "number", "title_en", "title_fr")
        ),
        lambda action: action.title(),
    ),
    Room(
        _("Papers"),
        "file-text",
        "",
        lambda user, text: SessionPaper.objects.visible_to(user).filter(
            words(text, "number", "title_en", "title_fr")
        ),
        lambda paper: paper.title(),
    ),
    Room(
        _("Documents"),
        "shield-lock",
        "documents:library",
        lambda user, text: Document.objects.visible_to(user).newest().filter(words(text, "number", "title")),
        lambda document: document.title,
    ),
    Room(
        _("Organisations"),
        "building",
        "people:organisations",
        lambda user, text: (
            Organisation.objects.filter(words(text, "name_en", "name_fr"))
            if user.has_role(*OFFICE, Role.STAFF)
            else Organisation.objects.none()
        ),
        lambda organisation: organisation.get_kind_display(),
    ),
)


def search(user: User, text: str) -> list[Hits]:
    """What `user` may see of everything that holds these words, one group a room, empty rooms left out."""
    found = []
    for room in ROOMS:
        rows = [(row, room.note(row)) for row in room.find(user, text)[: SHOWN + 1]]
        if rows:
            listed = room.url_name and may(user, room.url_name, "GET")
            url = reverse(room.url_name) if listed else ""
            found.append(Hits(room.label, room.icon, rows[:SHOWN], len(rows) > SHOWN, url))
    return found
