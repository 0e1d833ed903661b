"""Doors to sessions."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.calendar.queries import calendar_around
from council_office.directory.models import OFFICE
from council_office.web.access import may
from council_office.web.door import door
from council_office.web.pages import answer, form_page
from council_office.web.tables import listing
from meetings import actions
from meetings.forms.sessions import CancelForm, NewSessionForm, RevisedSessionForm
from meetings.models import Body, Session
from meetings.queries import delegations, invitations, planning, readiness
from meetings.queries import sessions as queries
from meetings.queries.timeline import Timeline
from meetings.rules.sessions import not_working
from meetings.states import SessionKind
from meetings.tables.sessions import Sessions
from meetings.views.tabs import session_page

MOST_ROWS = 500


@require_GET
@door()
def sessions(request: HttpRequest) -> HttpResponse:
    """Every session that the user may see; the coming ones first when nothing else is asked."""
    rows = queries.with_counts(Session.objects.visible_to(request.user))
    return listing(request, Sessions, rows, template="meetings/sessions.html")


@require_GET
@door(Session)
def session(request: HttpRequest, session: Session) -> HttpResponse:
    """What is still missing, by when, who comes, and what to do next; participants go to the agenda."""
    if not request.user.has_role(*OFFICE):
        return redirect("meetings:agenda", session.pk)
    deadlines = queries.deadlines(session)
    tasks = {each.task.rule.code: each.task for each in deadlines if each.task.rule}
    # Of public history nothing is missing: it is only as complete as its sources.
    results = [] if session.is_public_history else readiness.readiness(session, request.user, tasks)
    people = delegations.people_of(session)
    step = queries.next_step(session, results)
    context = {
        "results": results,
        "rows": delegations.delegations_of(session, people),
        "people": sum(not one.withdrawn for one in people),
        "deadlines": deadlines,
        "fixed": sum(each.task.fixed_by_hand for each in deadlines),
        "chain": queries.chain(session),
        "step": step if step and may(request.user, step.url_name, step.method) else None,
        "movable": session.state in planning.MOVABLE,
        "opens_in": queries.opens_in(session),
    }
    return session_page(request, session, "meetings/session.html", context)


@require_GET
@door(Session)
def timeline(request: HttpRequest, session: Session) -> HttpResponse:
    """The chain on its days, and what would move if the session opened on another day."""
    to = parse_day(request.GET.get("to", ""))
    line = Timeline(session, to)
    context = {
        "line": line,
        "to": to or session.starts_on,
        "movable": session.state in planning.MOVABLE,
        "mailed": invitations.told_of(session, line.moves) if to else [],
        "refusal": not_working(to, calendar_around(to)) if to else "",
    }
    return session_page(request, session, "meetings/timeline.html", context)


def parse_day(text: str) -> date | None:
    """A day of the address; nothing when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
@door()
def new_session(request: HttpRequest) -> HttpResponse:
    """The next session of a body, as its pattern proposes it."""
    bodies = Body.objects.visible_to(request.user)
    chosen = request.GET.get("body", "")
    body = get_object_or_404(bodies, pk=chosen) if chosen.isdigit() else bodies.first()
    if body is None:
        raise Http404

    def verb(**data):
        return actions.create_session(body=body, by=request.user, **data)

    return form_page(
        request,
        NewSessionForm,
        verb=verb,
        to=lambda session: session,
        title=_("New session of the %(body)s") % {"body": body.name()},
        submit=_("Create the session"),
        initial=proposed(body),
        body=body,
        template="meetings/new_session.html",
        message=lambda session: _("%(session)s was created with its deadlines.") % {"session": session},
        context={"bodies": bodies, "body": body},
    )


def proposed(body: Body) -> dict:
    """What the pattern of the body proposes, to be changed at will."""
    days = planning.proposed_days(body)
    last = body.sessions.order_by("-starts_on").first()
    return {
        "number": planning.next_number(body, SessionKind.ORDINARY),
        "starts_on": days.starts_on if days else None,
        "ends_on": days.ends_on if days else None,
        "place_en": last.place_en if last else "",
        "place_fr": last.place_fr if last else "",
        "with_committees": body.reports_to_id is None,
    }


@require_http_methods(["GET", "POST"])
@door(Session)
def revise_session(request: HttpRequest, session: Session) -> HttpResponse:
    """Its facts; a new date shows first what moves with it."""

    def verb(**data):
        return actions.revise_session(session, by=request.user, **data)

    return form_page(
        request,
        RevisedSessionForm,
        verb=verb,
        to=session,
        instance=session,
        initial={
            name: day for name in ("starts_on", "ends_on") if (day := parse_day(request.GET.get(name, "")))
        },
        title=_("Revise %(session)s") % {"session": session},
        template="meetings/revise_session.html",
        message=moved_words,
    )


def moved_words(result: tuple) -> str:
    """What was saved and what moved with it."""
    _session, moved = result
    if not moved:
        return _("Saved.")
    deadlines = ngettext("%(n)d deadline", "%(n)d deadlines", len(moved.tasks)) % {"n": len(moved.tasks)}
    others = ngettext("%(n)d session", "%(n)d sessions", len(moved.sessions)) % {"n": len(moved.sessions)}
    return _("Saved. Moved with it: %(deadlines)s, %(sessions)s. The history lists them.") % {
        "deadlines": deadlines,
        "sessions": others,
    }


@require_http_methods(["GET", "POST"])
@door(Session)
def chain_committees(request: HttpRequest, session: Session) -> HttpResponse:
    """The days proposed for the committees before the Council; then they are created."""
    if request.method == "POST":
        made = actions.chain_committees(session, by=request.user)
        names = ", ".join(str(one) for one in made)
        return answer(request, session, _("Created with their deadlines: %(names)s.") % {"names": names})
    context = {"session": session, "proposals": planning.proposals(session), "title": _("Committees")}
    return session_page(request, session, "meetings/chain_committees.html", context)


@require_POST
@door(Session)
def convene_session(request: HttpRequest, session: Session) -> HttpResponse:
    session = actions.convene_session(session, by=request.user)
    return answer(request, session, _("%(session)s is convened.") % {"session": session})


@require_POST
@door(Session)
def hold_session(request: HttpRequest, session: Session) -> HttpResponse:
    session = actions.hold_session(session, by=request.user)
    return answer(request, session, _("%(session)s was held.") % {"session": session})


@require_http_methods(["GET", "POST"])
@door(Session)
def cancel_session(request: HttpRequest, session: Session) -> HttpResponse:
    def verb(**data):
        return actions.cancel_session(session, by=request.user, **data)

    return form_page(
        request,
        CancelForm,
        verb=verb,
        to=session,
        title=_("Cancel %(session)s") % {"session": session},
        submit=_("Cancel the session"),
        template="meetings/cancel_session.html",
        context={"session": session, "mailed": invitations.sent_to(session)},
        message=_("%(session)s is cancelled.") % {"session": session},
    )


@require_GET
@door(Session)
def missing(request: HttpRequest, session: Session, code: str) -> HttpResponse:
    """The rows that a number of the readiness page counts: what is missing, or with ?done=1 what is done."""
    check = readiness.check_of(code)
    if check is None:
        raise Http404
    done = request.GET.get("done") == "1"
    found = check.rows(session, request.user).filter(ok=done)
    rows = [(check.at(row), *check.describe(row)) for row in found[:MOST_ROWS]]
    context = {"check": check, "done": done, "rows": rows, "count": found.count()}
    return session_page(request, session, "meetings/missing.html", context, part="rows")


@require_GET
@door(Session)
def session_history(request: HttpRequest, session: Session) -> HttpResponse:
    """Every change of the session and of who comes to it."""
    context = {"events": queries.history(session)}
    return session_page(request, session, "meetings/session_history.html", context)
