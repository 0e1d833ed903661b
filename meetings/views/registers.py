"""Doors to the registers of decisions and of actions."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.web.access import may
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from meetings import actions as verbs
from meetings.forms.invitations import ReasonForm
from meetings.forms.registers import (
    ActionForm,
    BecameForm,
    CloseForm,
    DecisionForm,
    InForceForm,
    LiftForm,
    ReportForm,
    SupersedeForm,
)
from meetings.models import Action, Decision, Session
from meetings.queries import registers as queries
from meetings.rules.record import may_report_action
from meetings.tables.registers import SHOWN, Actions, Decisions
from meetings.views.tabs import session_page


@require_GET
@door()
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision that the reader may know of, with what is in force on a day."""
    rows = Decision.objects.visible_to(request.user).select_related(
        "session", "session__body", "formula", "subject", "addressee", "due_session"
    )
    context = {"today": timezone.localdate()}
    return listing(request, Decisions, rows, template="meetings/decisions.html", context=context)


@require_GET
@door()
def in_force(request: HttpRequest) -> HttpResponse:
    """What binds on a subject on a day, in both languages, and what came before it."""
    form = InForceForm(request.GET or None, user=request.user)
    asked = form.is_valid()
    subject = form.cleaned_data["subject"] if asked else None
    on = (form.cleaned_data["on"] if asked else None) or timezone.localdate()
    visible = Decision.objects.visible_to(request.user)
    found = queries.in_force(subject, on).filter(pk__in=visible.values("pk")) if subject else visible.none()
    rows = found.select_related("session", "subject", "addressee").order_by("decided_on", "serial")
    context = {
        "form": form,
        "subject": subject,
        "on": on,
        "rows": [(each, queries.chain(each, request.user)) for each in rows],
        "counts": queries.subjects_in_force(on, request.user),
    }
    return page(request, "meetings/in_force.html", context)


@require_GET
@door(Decision)
def decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    """One decision: its words, what it replaced and what replaced it, what became of it."""
    today = timezone.localdate()
    context = {
        "decision": decision,
        "chain": queries.chain(decision, request.user),
        "binds": queries.binding(Decision.objects.filter(pk=decision.pk), today).exists(),
        "action": Action.objects.visible_to(request.user).filter(decision=decision).first(),
        "today": today,
    }
    return page(request, "meetings/decision.html", context)


@door(Decision)
def revise_decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    def verb(**data):
        return verbs.revise_decision(decision, by=request.user, **data)

    return form_page(request, DecisionForm, verb=verb, to=decision, instance=decision, title=decision.number)


@door(Decision)
def implement_decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    title = _("%(decision)s is implemented") % {"decision": decision}
    return became(request, decision, verbs.implement_decision, title)


@door(Decision)
def lapse_decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    title = _("%(decision)s has lapsed") % {"decision": decision}
    return became(request, decision, verbs.lapse_decision, title, note_required=True)


@door(Decision)
def lift_decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    def verb(**data):
        return verbs.lift_decision(decision, by=request.user, **data)

    title = _("Reservations on %(decision)s are lifted") % {"decision": decision}
    return form_page(request, LiftForm, verb=verb, to=decision, title=title, decision=decision)


def became(request: HttpRequest, decision: Decision, verb, title: str, **options) -> HttpResponse:
    def done(**data):
        return verb(decision, by=request.user, **data)

    return form_page(request, BecameForm, verb=done, to=decision, title=title, **options)


@door(Decision)
def supersede_decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    def verb(newer):
        return verbs.supersede_decision(decision, by=request.user, newer=newer)

    title = _("%(decision)s is replaced") % {"decision": decision}
    return form_page(request, SupersedeForm, verb=verb, to=decision, title=title)


@require_GET
@door()
def actions(request: HttpRequest) -> HttpResponse:
    """What is to be done, by whom and until when; open matters first."""
    rows = Action.objects.visible_to(request.user).select_related(
        "session", "session__body", "addressee", "owner", "to_body", "due_session"
    )
    shown = request.GET.get("show", "open")
    context = {"shown": shown, "choices": SHOWN}
    return listing(
        request, Actions, queries.with_status(rows), template="meetings/actions.html", context=context
    )


@require_GET
@door(Action)
def action(request: HttpRequest, action: Action) -> HttpResponse:
    """One action: what was asked, how far it came, on which agendas it stood."""
    items = action.agenda_items.filter(session__in=Session.objects.visible_to(request.user))
    context = {
        "action": action,
        "sees_session": may(request.user, "meetings:record", "GET")
        and Session.objects.visible_to(request.user).filter(pk=action.session_id).exists(),
        "reports": action.reports.select_related("session"),
        "agenda_items": items.select_related("session").order_by("session__starts_on"),
        "may_report": may_report_action(request.user, action),
        "is_overdue": Action.objects.filter(pk=action.pk).overdue(timezone.localdate()).exists(),
    }
    return page(request, "meetings/action.html", context)


@door(Action)
def revise_action(request: HttpRequest, action: Action) -> HttpResponse:
    def verb(**data):
        return verbs.revise_action(action, by=request.user, **data)

    return form_page(request, ActionForm, verb=verb, to=action, instance=action, title=action.number)


@door(Action, may_report_action)
def report_action(request: HttpRequest, action: Action) -> HttpResponse:
    def verb(**data):
        return verbs.report_action(action, by=request.user, **data)

    title = _("Status of %(action)s") % {"action": action}
    return form_page(request, ReportForm, verb=verb, to=action, title=title, submit=_("Report a status"))


@door(Action)
def close_action(request: HttpRequest, action: Action) -> HttpResponse:
    def verb(**data):
        return verbs.close_action(action, by=request.user, **data)

    title = _("Close %(action)s") % {"action": action}
    return form_page(request, CloseForm, verb=verb, to=action, title=title, submit=_("Close"))


@door(Action)
def reopen_action(request: HttpRequest, action: Action) -> HttpResponse:
    def verb(reason):
        return verbs.reopen_action(action, by=request.user, reason=reason)

    title = _("Open %(action)s again") % {"action": action}
    return form_page(request, ReasonForm, verb=verb, to=action, title=title, submit=_("Open again"))


@require_GET
@door(Session)
def session_actions(request: HttpRequest, session: Session) -> HttpResponse:
    """What the session started, what came back to it, and what its committees still owe."""
    visible = Action.objects.visible_to(request.user).select_related(
        "session", "addressee", "owner", "to_body", "due_session"
    )
    of_session = queries.with_status(visible.filter(pk__in=queries.of_session(session)))
    rows = list(of_session.order_by("due_key", "session__starts_on", "serial"))
    context = {
        "started": [each for each in rows if each.session_id == session.pk],
        "carried": [each for each in rows if each.session_id != session.pk],
        "owed": queries.with_status(visible.filter(pk__in=queries.unanswered_charges(session.body))),
        "answers": queries.with_status(visible.filter(pk__in=queries.answered_charges(session))),
        "waiting": queries.waiting(session),
        "today": timezone.localdate(),
    }
    return session_page(request, session, "meetings/session_actions.html", context)


@require_POST
@door(Session)
def carry_actions(request: HttpRequest, session: Session) -> HttpResponse:
    """Put what is still open on this session's agenda."""
    made = verbs.carry_actions(session, by=request.user)
    told = {"count": len(made)}
    message = (
        _("%(count)d matters now stand on the agenda.") % told if made else _("Everything open is there.")
    )
    return answer(request, reverse("meetings:session_actions", args=[session.pk]), message)
