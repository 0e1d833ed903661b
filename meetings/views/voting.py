"""Doors to votes and attendance."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page
from meetings import actions
from meetings.forms.voting import PositionsForm, PresenceForm
from meetings.models import AgendaItem, PresenceChange, Session
from meetings.queries.attendance import Attendance
from meetings.queries.voting import Ballot
from meetings.views.tabs import TABS, session_page


@require_http_methods(["GET", "POST"])
@door(AgendaItem)
def voting(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Where every Member stands on an item, and what that makes under its rule."""
    ballot = Ballot(item)

    def verb(**data):
        return actions.note_positions(item, by=request.user, **data)

    context = {
        "item": item,
        "session": item.session,
        "tabs": TABS,
        "ballot": ballot,
        "number": number_of(item),
    }
    return form_page(
        request,
        PositionsForm,
        verb=verb,
        to=reverse("meetings:voting", args=[item.pk]),
        title=_("Votes on item %(number)s") % {"number": context["number"]},
        template="meetings/voting.html",
        context=context,
        ballot=ballot,
    )


@require_POST
@door(AgendaItem)
def note_agreement(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    actions.note_agreement(item, by=request.user)
    return answer(request, reverse("meetings:voting", args=[item.pk]), _("Noted: all present agree."))


@require_GET
@door(Session)
def attendance(request: HttpRequest, session: Session) -> HttpResponse:
    """Who is there on each item: a change holds from its item on."""
    room = Attendance(session)
    rows = [
        {
            "number": each.number,
            "depth": each.depth,
            "item": each.item,
            "members": room.members(each.item),
            "seats": room.seats(each.item),
            "changes": room.changes.get(each.item.pk, []),
            "strangers": room.not_entitled(each.item),
        }
        for each in room.items
    ]
    return session_page(request, session, "meetings/attendance.html", {"rows": rows})


@door(AgendaItem)
def note_presence(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    def verb(**data):
        return actions.note_presence(item, by=request.user, **data)

    told = {"number": number_of(item), "title": item.title()}
    return form_page(
        request,
        PresenceForm,
        verb=verb,
        to=f"{reverse('meetings:attendance', args=[item.session_id])}#item-{item.pk}",
        title=_("From item %(number)s “%(title)s” on") % told,
        item=item,
    )


@require_POST
@door(PresenceChange)
def remove_presence(request: HttpRequest, change: PresenceChange) -> HttpResponse:
    session = change.item.session
    actions.remove_presence(change, by=request.user)
    return answer(request, reverse("meetings:attendance", args=[session.pk]), _("Removed."))


def number_of(item: AgendaItem) -> str:
    room = Attendance(item.session)
    return next((each.number for each in room.items if each.item == item), "")
