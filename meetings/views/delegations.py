"""Doors to delegations."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.directory.models import Member
from council_office.web.door import door
from council_office.web.pages import answer, form_page
from meetings import actions
from meetings.actions.delegations import OPEN
from meetings.forms.delegations import (
    ExaminedForm,
    FocalPointForm,
    NewPlaceForm,
    ReceivedForm,
    ReplaceForm,
    RevisedPlaceForm,
)
from meetings.forms.invitations import ReasonForm
from meetings.letters.credentials import KIND as REPORT
from meetings.letters.credentials import report
from meetings.letters.delegations import KIND
from meetings.models import Delegation, Participant, Session
from meetings.queries import delegations as queries
from meetings.queries import planning
from meetings.rules import delegations as rules
from meetings.views.answers import language_of, paper_answer
from meetings.views.tabs import session_page

FORM = ["GET", "POST"]


@require_GET
@door(Session)
def delegations(request: HttpRequest, session: Session) -> HttpResponse:
    """Who comes, by Member in the body's order."""
    people = queries.people_of(session)
    rows = queries.delegations_of(session, people)
    context = {
        "rows": rows,
        "others": queries.others_of(people),
        "people": sum(not one.withdrawn for one in people),
        "flags": queries.mandate_flags(session, people),
        "limits": session.body.rules_on(session.starts_on) or rules.USUAL,
        "before": planning.previous_session(session) if not people else None,
        "lists": queries.issued_papers(session, KIND),
        "reports": queries.issued_papers(session, REPORT),
        "open": session.state in OPEN,
    }
    return session_page(request, session, "meetings/delegations.html", context)


@require_http_methods(FORM)
@door(Session)
def add_participant(request: HttpRequest, session: Session) -> HttpResponse:
    def verb(**data):
        return actions.add_participant(session, by=request.user, **data)

    member = Member.objects.filter(code=request.GET.get("member", "")).first()
    return form_page(
        request,
        NewPlaceForm,
        verb=verb,
        to=lambda participant: place_of(participant),
        title=_("Add a person to %(session)s") % {"session": session},
        submit=_("Add"),
        initial={"member": member, "role": request.GET.get("role", "")},
        message=lambda participant: _("%(person)s has a place.") % {"person": participant.person},
    )


@require_http_methods(FORM)
@door(Participant)
def revise_participant(request: HttpRequest, participant: Participant) -> HttpResponse:
    def verb(**data):
        return actions.revise_participant(participant, by=request.user, **data)

    return form_page(
        request,
        RevisedPlaceForm,
        verb=verb,
        to=place_of(participant),
        instance=participant,
        title=str(participant),
        template="meetings/revise_participant.html",
        context={"participant": participant},
    )


@require_http_methods(FORM)
@door(Participant)
def withdraw_participant(request: HttpRequest, participant: Participant) -> HttpResponse:
    def verb(**data):
        return actions.withdraw_participant(participant, by=request.user, **data)

    return form_page(
        request,
        ReasonForm,
        verb=verb,
        to=place_of(participant),
        title=_("Withdraw %(person)s") % {"person": participant},
        submit=_("Withdraw"),
        message=_("%(person)s was withdrawn.") % {"person": participant.person},
        reason_required=False,
    )


@require_http_methods(FORM)
@door(Participant)
def replace_participant(request: HttpRequest, participant: Participant) -> HttpResponse:
    def verb(**data):
        return actions.replace_participant(participant, by=request.user, **data)

    return form_page(
        request,
        ReplaceForm,
        verb=verb,
        to=lambda replaced: place_of(replaced),
        title=_("Somebody instead of %(person)s") % {"person": participant},
        submit=_("Replace"),
        initial={"role": participant.role},
    )


@require_POST
@door(Session)
def carry_delegations(request: HttpRequest, session: Session) -> HttpResponse:
    made = actions.carry_delegations(session, by=request.user)
    words = ngettext("%(n)d person was taken over.", "%(n)d people were taken over.", len(made))
    return answer(request, reverse("meetings:delegations", args=[session.pk]), words % {"n": len(made)})


@require_POST
@door(Session)
def freeze_titles(request: HttpRequest, session: Session) -> HttpResponse:
    changed = actions.freeze_titles(session, by=request.user)
    words = ngettext("%(n)d title changed.", "%(n)d titles changed.", len(changed)) % {"n": len(changed)}
    return answer(request, reverse("meetings:delegations", args=[session.pk]), words)


@require_POST
@door(Delegation)
def confirm_delegation(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    actions.confirm_delegation(delegation, by=request.user)
    words = _("Noted: %(member)s confirmed its delegation.") % {"member": delegation.member}
    return answer(request, delegation, words)


@require_POST
@door(Delegation)
def unconfirm_delegation(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    actions.unconfirm_delegation(delegation, by=request.user)
    return answer(request, delegation, _("Noted: to be confirmed."))


@require_http_methods(FORM)
@door(Delegation)
def revise_delegation(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    def verb(**data):
        return actions.revise_delegation(delegation, by=request.user, **data)

    return form_page(
        request,
        FocalPointForm,
        verb=verb,
        to=delegation,
        title=str(delegation),
        initial={"focal_point": delegation.focal_point_id},
    )


@require_POST
@door(Delegation)
def ask_delegation(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    """The Member’s focal point gets a page of their own to enter the delegation."""
    actions.ask_delegation(delegation, by=request.user)
    told = {"person": delegation.focal_point, "member": delegation.member}
    return answer(request, delegation, _("%(person)s is asked for the delegation of %(member)s.") % told)


@require_http_methods(FORM)
@door(Delegation)
def receive_credentials(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    def verb(**data):
        return actions.receive_credentials(delegation, by=request.user, **data)

    return form_page(
        request,
        ReceivedForm,
        verb=verb,
        to=delegation,
        delegation=delegation,
        title=_("Letter of credentials: %(member)s") % {"member": delegation.member},
        submit=_("Letter received"),
    )


@require_http_methods(FORM)
@door(Delegation)
def examine_credentials(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    def verb(**data):
        return actions.examine_credentials(delegation, by=request.user, **data)

    return form_page(
        request,
        ExaminedForm,
        verb=verb,
        to=delegation,
        delegation=delegation,
        title=_("Examination of credentials: %(member)s") % {"member": delegation.member},
        submit=_("Record the finding"),
    )


@require_GET
@door(Session)
def credentials_report(request: HttpRequest, session: Session) -> HttpResponse:
    """The Chair’s report on credentials as it stands, as PDF or Word."""
    rows = queries.delegations_of(session)
    language = language_of(request)
    return paper_answer(request, report(session, rows, language=language, dated_on=timezone.localdate()))


@require_POST
@door(Session)
def issue_credentials_report(request: HttpRequest, session: Session) -> HttpResponse:
    job = actions.issue_credentials_report(session, by=request.user)
    return answer(request, reverse("web:job", args=[job.pk]), _("The worker makes the report."))


def place_of(participant: Participant) -> str:
    """The delegations tab, at the participant's row."""
    return f"{reverse('meetings:delegations', args=[participant.session_id])}#participant-{participant.pk}"
