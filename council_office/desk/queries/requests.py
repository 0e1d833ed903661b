"""Reads of requests: until when, what was said, which files, what stands in the calendar."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from council_office.calendar import deadlines
from council_office.calendar.models import DeadlineRule
from council_office.calendar.queries import calendar_around, rules_in_force
from council_office.calendar.sources import Entry, kind, source
from council_office.desk.models import Message, Request
from council_office.desk.states import OWED
from council_office.directory.models import User
from documents.models import Document, Grant
from documents.queries import documents_about

OCCASION = "desk.request"
ANSWER, CLOSE = "answer", "close"

kind("request", gettext_lazy("Requests to the desk"), "help-hexagon")


@dataclass(frozen=True)
class Due:
    """The day by which a request is answered, the rule that says so, and why in words."""

    on: date
    rule: DeadlineRule
    why: deadlines.Explanation


def due(topic: str, day: date) -> Due | None:
    """Until when a request of this topic, counted from this day, is answered; None without a rule."""
    return _counted(ANSWER, topic, day)


def _counted(code: str, topic: str, day: date) -> Due | None:
    rule = next((rule for rule in rules_in_force(OCCASION, day, topic) if rule.code == code), None)
    if rule is None:
        return None
    found = deadlines.due_date(rule, day, day, calendar_around(day))
    return Due(found.on, rule, deadlines.explain(rule, found))


def why(request: Request) -> deadlines.Explanation | None:
    """Why a request is due on its day, by the rule that it was counted with."""
    if request.rule is None:
        return None
    day = request.counted_from
    return deadlines.explain(request.rule, deadlines.due_date(request.rule, day, day, calendar_around(day)))


def closes_on(request: Request) -> date | None:
    """The last day on which an answered request waits for its asker."""
    found = _counted(CLOSE, request.topic, timezone.localdate(request.answered_at))
    return found.on if found else None


def listed(user: User) -> QuerySet[Request]:
    """The requests that a person sees, with what a list reads."""
    return Request.objects.visible_to(user).select_related("asked_by__person__organisation", "owner__person")


def said_in(request: Request, user: User) -> QuerySet[Message]:
    return Message.objects.visible_to(user).filter(request=request).select_related("by__person")


def sees(user: User, message: Message) -> bool:
    return Message.objects.visible_to(user).filter(pk=message.pk).exists()


def files_of(request: Request, user: User) -> QuerySet[Document]:
    return documents_about(request, user)


def is_granted(document: Document, user: User) -> bool:
    return Grant.objects.on(timezone.localdate()).filter(document=document, user=user).exists()


def to_answer(user: User) -> int:
    """How many requests wait for this person's answer."""
    return Request.objects.to_answer(user).count()


@source("desk.requests")
def request_entries(user: User, start: date, end: date) -> list[Entry]:
    """Requests that the person should answer, on the day they are due."""
    found = Request.objects.visible_to(user).to_answer(user).filter(due_on__range=(start, end))
    return [
        Entry(
            uid=f"request-{request.pk}",
            starts_at=request.due_on,
            ends_at=request.due_on,
            title=f"{request.number} · {request.title}",
            url=request.get_absolute_url(),
            kind="request",
            late=request.is_overdue,
            done=request.state not in OWED,
        )
        for request in found
    ]
