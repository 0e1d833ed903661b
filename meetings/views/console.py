"""Doors to the console of a session under way."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from council_office.ledger.moves import Refused
from council_office.web.door import door
from meetings import actions
from meetings.forms import console as forms
from meetings.models import Session
from meetings.queries.console import Console, Desk
from meetings.states import EntryState
from meetings.views.tabs import session_page


@require_GET
@door(Session)
def console(request: HttpRequest, session: Session) -> HttpResponse:
    """One screen for the secretary during the meeting, by keyboard."""
    shown = Console(session)
    chosen = request.GET.get("item", "")
    here = next((desk for desk in shown.desks if str(desk.item.pk) == chosen), shown.current)
    return session_page(request, session, "meetings/console.html", {"console": shown, "here": here})


@require_POST
@door(Session)
def keep_entries(request: HttpRequest, session: Session) -> HttpResponse:
    """What was entered, at once or after the network came back; a plain form sends one entry."""
    kept = [actions.keep_entry(session, entry, by=request.user) for entry in forms.entries(request)]
    if request.content_type == "application/json":
        return JsonResponse({"kept": [as_json(each) for each in kept], "parts": parts(request, session)})
    if kept[0].state != EntryState.DONE:
        raise Refused(kept[0].answer)
    return redirect(f"{request.path.removesuffix('entries/')}?item={request.POST.get('item', '')}")


def as_json(kept: actions.Kept) -> dict:
    return {
        "uid": str(kept.uid),
        "state": kept.state,
        "answer": kept.answer,
        "seen": kept.seen,
        "theirs": [list(each) for each in kept.theirs],
    }


def parts(request: HttpRequest, session: Session) -> dict[str, str]:
    """The parts of the page that follow what everybody entered, by the id of their place."""
    shown = Console(session)
    context = {"session": session, "console": shown}
    found = {"console-agenda": render_to_string("meetings/parts/console_agenda.html", context, request)}
    for desk in shown.desks:
        found[f"live-{desk.item.pk}"] = live(request, context, desk)
    return found


def live(request: HttpRequest, context: dict, desk: Desk) -> str:
    return render_to_string("meetings/parts/console_live.html", {**context, "desk": desk}, request)
