"""Doors to a Member’s own page: its people at a session, entered by its focal point without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council_office.web.door import link_door
from council_office.web.models import SignedLink
from council_office.web.pages import answer, form_page, page
from meetings import actions
from meetings.actions.delegations import OPEN
from meetings.actions.own_delegations import CORRECTED, is_new
from meetings.forms.delegations import OwnPersonForm
from meetings.forms.invitations import ReasonForm
from meetings.letters.words import days_in_words, session_as_heading
from meetings.models import Delegation, Participant
from meetings.queries import delegations as queries
from meetings.queries.invitations import answer_by
from meetings.rules import delegations as rules
from meetings.views.answers import chosen_language

FORM = ["GET", "POST"]
PLACE = ("role", "title_en", "title_fr", "remote")


@require_http_methods(FORM)
@link_door(actions.DELEGATION)
def own_delegation(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """The Member’s people as they stand; sent to the office when the list is complete."""
    delegation, language = delegation_of(link), chosen_language(request, link.recipient.language)
    session = delegation.session
    with translation.override(language):
        if request.method == "POST":
            actions.submit_own(delegation, by=link)
            thanks = _("Thank you. Your list has reached the Council Secretariat.")
            return answer(request, request.path, thanks)
        row = queries.row_of(delegation, queries.people_of(session))
        context = {
            **frame(request, link, delegation, language),
            "row": row,
            "flags": queries.mandate_flags(session, row.people),
            "limits": rules.limits_of(delegation),
            "answer_by": answer_by(session),
            "open": session.state in OPEN,
        }
        return page(request, "meetings/own_delegation.html", context)


@require_http_methods(FORM)
@link_door(actions.DELEGATION)
def enter_own(request: HttpRequest, link: SignedLink) -> HttpResponse:
    def verb(delegation: Delegation, **data):
        return actions.enter_own(delegation, by=link, **data)

    return own_form(request, link, OwnPersonForm, verb, title=lambda: _("Add a person"))


@require_http_methods(FORM)
@link_door(actions.DELEGATION)
def correct_own(request: HttpRequest, link: SignedLink, participant: int) -> HttpResponse:
    one = own(link, participant)

    def verb(delegation: Delegation, **data):
        return actions.correct_own(delegation, one, by=link, **data)

    initial = {name: getattr(one, name) for name in PLACE}
    initial |= {name: getattr(one.person, name) for name in CORRECTED}
    return own_form(
        request,
        link,
        OwnPersonForm,
        verb,
        title=lambda: str(one.person),
        initial=initial,
        names=is_new(one),
        context={"participant": one, "names": is_new(one)},
    )


@require_http_methods(FORM)
@link_door(actions.DELEGATION)
def withdraw_own(request: HttpRequest, link: SignedLink, participant: int) -> HttpResponse:
    one = own(link, participant)

    def verb(delegation: Delegation, reason: str = ""):
        return actions.withdraw_own(delegation, one, by=link, reason=reason)

    return own_form(
        request,
        link,
        ReasonForm,
        verb,
        title=lambda: _("Withdraw %(person)s") % {"person": one.person},
        submit=lambda: _("Withdraw"),
        reason_required=False,
    )


def own_form(request: HttpRequest, link: SignedLink, form: type, verb, *, title, submit=None, **options):
    """A form of the Member’s own page, in its language; then back to the list."""
    delegation, language = delegation_of(link), chosen_language(request, link.recipient.language)
    context = options.pop("context", {})
    with translation.override(language):
        return form_page(
            request,
            form,
            verb=lambda **data: verb(delegation, **data),
            to=list_of(request),
            title=title(),
            submit=submit() if submit else _("Save"),
            template="meetings/own_delegation_form.html",
            context={**frame(request, link, delegation, language), **context},
            **options,
        )


def frame(request: HttpRequest, link: SignedLink, delegation: Delegation, language: str) -> dict:
    session = delegation.session
    return {
        "delegation": delegation,
        "session": session,
        "person": link.recipient,
        "heading": session_as_heading(session, language),
        "days": days_in_words(session.starts_on, session.ends_on, language),
        "list_url": list_of(request),
        "language": language,
    }


def list_of(request: HttpRequest) -> str:
    return reverse("meetings:own_delegation", args=[request.resolver_match.kwargs["token"]])


def delegation_of(link: SignedLink) -> Delegation:
    found = Delegation.objects.select_related("session__body", "member")
    return get_object_or_404(found, pk=link.object_id)


def own(link: SignedLink, participant: int) -> Participant:
    """A person of this delegation only; anybody else does not exist on this page."""
    found = Participant.objects.coming().select_related("person", "session__body", "delegation__member")
    return get_object_or_404(found, pk=participant, delegation=link.object_id)
