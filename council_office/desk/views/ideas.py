"""Doors to ideas."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.desk import actions, rules
from council_office.desk.forms import IdeaForm, OutcomeForm
from council_office.desk.models import Idea
from council_office.desk.tables.requests import Ideas
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing


@require_GET
@door()
def ideas(request: HttpRequest) -> HttpResponse:
    """Ideas that this person may read."""
    found = Idea.objects.visible_to(request.user).select_related("proposed_by__person")
    return listing(request, Ideas, found, template="desk/ideas.html")


@door()
def propose_idea(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        IdeaForm,
        verb=partial(actions.propose_idea, by=request.user),
        to=lambda made: made,
        title=_("Propose an idea"),
        submit=_("Send"),
        message=lambda made: _("Your idea has the number %(number)s.") % {"number": made.number},
        template="desk/idea_form.html",
    )


@require_GET
@door(Idea)
def idea(request: HttpRequest, found: Idea) -> HttpResponse:
    """One idea, what it would save, what became of it."""
    revises = rules.may_revise_idea(request.user, found) and found.state in ("new", "considered")
    return page(request, "desk/idea.html", {"idea": found, "revises": revises})


@door(Idea, rules.may_revise_idea)
def revise_idea(request: HttpRequest, found: Idea) -> HttpResponse:
    return form_page(
        request,
        IdeaForm,
        verb=partial(actions.revise_idea, found, by=request.user),
        to=found,
        title=_("Change %(number)s") % {"number": found},
        instance=found,
        template="desk/idea_form.html",
    )


@require_POST
@door(Idea)
def consider_idea(request: HttpRequest, found: Idea) -> HttpResponse:
    actions.consider_idea(found, by=request.user)
    return answer(request, found, _("The office looks at it."))


@door(Idea)
def accept_idea(request: HttpRequest, found: Idea) -> HttpResponse:
    return outcome_page(request, found, actions.accept_idea, _("Accept %(number)s"), _("Accept"))


@door(Idea)
def finish_idea(request: HttpRequest, found: Idea) -> HttpResponse:
    return outcome_page(
        request, found, actions.finish_idea, _("%(number)s is in practice"), _("Put into practice")
    )


@door(Idea)
def decline_idea(request: HttpRequest, found: Idea) -> HttpResponse:
    return outcome_page(request, found, actions.decline_idea, _("Decline %(number)s"), _("Decline"))


def outcome_page(request: HttpRequest, found: Idea, verb, title: str, submit: str) -> HttpResponse:
    return form_page(
        request,
        OutcomeForm,
        verb=partial(verb, found, by=request.user),
        to=found,
        title=title % {"number": found},
        submit=submit,
        message=_("Kept. Whoever proposed it is told."),
        initial={"outcome": found.outcome},
        template="desk/idea_form.html",
        context={"idea": found},
    )
