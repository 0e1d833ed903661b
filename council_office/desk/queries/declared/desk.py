"""What the desk itself puts on Today: tasks, requests, ideas."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from council_office.calendar import queries as calendar
from council_office.desk.models import Idea, Request
from council_office.desk.queries.declaring import EVERYBODY, Line, Matter, Offer, Section
from council_office.desk.states import ASKERS, HANDS, INSIDERS, IdeaState, RequestState
from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.web.words import day as in_words
from council_office.web.words import tone

SHOWN = 6

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
)


def own_requests(user: User, day: date) -> Iterator[Line]:
    """What this person asked and the office has not closed."""
    asked = Request.objects.filter(asked_by=user).exclude(state=RequestState.CLOSED)
    for request in asked.order_by("-asked_at")[:SHOWN]:
        note = f"{request.number} · {in_words(request.due_on)}" if request.due_on else request.number
        badge = request.get_state_display()
        yield Line(request.title, request.get_absolute_url(), note, badge, tone(request))


SECTIONS = (Section(_("What you asked the office"), ASKERS, own_requests, "desk:requests"),)

OFFERS = (
    Offer(_("Ask the office"), "message-question", ASKERS, "desk:ask"),
    Offer(_("Look into the knowledge"), "bulb", INSIDERS, "desk:knowledge"),
    Offer(_("Propose an idea"), "sparkles", ASKERS, "desk:propose_idea"),
    Offer(_("Subscribe to your calendar"), "calendar-share", EVERYBODY, "calendar:feed"),
)
