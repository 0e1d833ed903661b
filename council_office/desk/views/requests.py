"""Doors to requests: asked, talked over, answered."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.desk import actions, rules
from council_office.desk.forms import (
    AnswerForm,
    AskForm,
    OwnerForm,
    RateForm,
    ReasonForm,
    ReplyForm,
    TextForm,
    TopicForm,
)
from council_office.desk.models import Request
from council_office.desk.queries import knowledge
from council_office.desk.queries import requests as queries
from council_office.desk.states import SETTLED
from council_office.desk.tables.requests import Requests
from council_office.web.door import door
from council_office.web.navigation import counter
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing

LONGEST = 5000
counter("desk:requests")(queries.to_answer)


@require_GET
@door()
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that this person asked or answers; the office's people see all."""
    return listing(request, Requests, queries.listed(request.user), template="desk/requests.html")


@door()
def ask(request: HttpRequest) -> HttpResponse:
    """One question; what may answer it already is shown while it is typed."""
    question = request.GET.get("question", "")[:LONGEST]
    return form_page(
        request,
        AskForm,
        verb=partial(actions.ask, by=request.user),
        to=lambda asked: asked,
        title=_("Ask the office"),
        submit=_("Send"),
        initial={"question": question},
        message=lambda asked: _("Your request has the number %(number)s.") % {"number": asked.number},
        template="desk/ask.html",
        context={"pages": knowledge.proposed(question, request.user)},
    )


@require_GET
@door()
def propose_pages(request: HttpRequest) -> HttpResponse:
    """Pages that may answer a question before it is asked."""
    question = request.GET.get("question", "")[:LONGEST]
    context = {"pages": knowledge.proposed(question, request.user), "asked": bool(question.strip())}
    return page(request, "desk/parts/proposed.html", context)


@require_GET
@door(Request)
def request(request: HttpRequest, asked: Request) -> HttpResponse:
    """One request: what was said, who answers until when, what to do next."""
    return page(request, "desk/request.html", shown(request, asked))


def shown(request: HttpRequest, asked: Request) -> dict[str, Any]:
    user = request.user
    return {
        "asked": asked,
        "said": queries.said_in(asked, user),
        "files": queries.files_of(asked, user),
        "why": queries.why(asked),
        "settled": asked.state in SETTLED,
        "handles": rules.may_handle(user, asked),
        "asks": rules.may_reply(user, asked),
        "page": asked.page if asked.page and _sees(user, asked.page) else None,
    }


def _sees(user, thing) -> bool:
    return type(thing).objects.visible_to(user).filter(pk=thing.pk).exists()


def about(request: HttpRequest, asked: Request, form_class: type, verb, **options) -> HttpResponse:
    """A form about a request, the conversation above it."""
    context = {"asked": asked, "said": queries.said_in(asked, request.user)} | options.pop("context", {})
    return form_page(
        request,
        form_class,
        verb=partial(verb, asked, by=request.user),
        to=asked,
        template="desk/request_form.html",
        context=context,
        **options,
    )


@require_POST
@door(Request, rules.may_handle)
def take_request(request: HttpRequest, asked: Request) -> HttpResponse:
    actions.take_request(asked, by=request.user)
    return answer(request, asked, _("You answer it."))


@door(Request, rules.may_handle)
def assign_request(request: HttpRequest, asked: Request) -> HttpResponse:
    return about(
        request,
        asked,
        OwnerForm,
        actions.assign_request,
        title=_("Who answers %(number)s?") % {"number": asked},
        initial={"owner": asked.owner_id},
    )


@door(Request, rules.may_handle)
def revise_request(request: HttpRequest, asked: Request) -> HttpResponse:
    return about(
        request,
        asked,
        TopicForm,
        actions.revise_request,
        title=_("What is %(number)s about?") % {"number": asked},
        initial={"topic": asked.topic},
    )


@door(Request, rules.may_handle)
def answer_request(request: HttpRequest, asked: Request) -> HttpResponse:
    """The answer, with the pages that may already hold it, and the mail as the asker will read it."""
    return about(
        request,
        asked,
        AnswerForm,
        actions.answer_request,
        title=_("Answer %(number)s") % {"number": asked},
        submit=_("Send the answer"),
        message=_("Answered. The asker is told."),
        context={"pages": knowledge.proposed(asked.question, request.user), "answers": True},
    )


@require_POST
@door(Request, rules.may_handle)
def preview_answer(request: HttpRequest, asked: Request) -> HttpResponse:
    """The mail that an answer would make; nothing is kept."""
    subject, text = actions.preview_answer(asked, request.POST.get("text", "")[:20_000], by=request.user)
    return page(request, "desk/parts/mail.html", {"subject": subject, "text": text})


@door(Request, rules.may_handle)
def ask_back(request: HttpRequest, asked: Request) -> HttpResponse:
    return about(
        request,
        asked,
        TextForm,
        actions.ask_back,
        title=_("Ask back about %(number)s") % {"number": asked},
        submit=_("Send the question"),
    )


@door(Request, rules.may_handle)
def add_note(request: HttpRequest, asked: Request) -> HttpResponse:
    return about(
        request,
        asked,
        TextForm,
        actions.add_note,
        title=_("Note of the office on %(number)s") % {"number": asked},
        submit=_("Keep the note"),
    )


@door(Request, rules.may_reply)
def reply(request: HttpRequest, asked: Request) -> HttpResponse:
    return about(
        request,
        asked,
        ReplyForm,
        actions.reply,
        title=_("Add to %(number)s") % {"number": asked},
        submit=_("Send"),
        message=_("Sent to the office."),
    )


@door(Request, rules.may_reply)
def rate_request(request: HttpRequest, asked: Request) -> HttpResponse:
    return about(
        request,
        asked,
        RateForm,
        actions.rate_request,
        title=_("How well was %(number)s answered?") % {"number": asked},
        submit=_("Send and close"),
        message=_("Thank you. The request is closed."),
        initial={"satisfaction": asked.satisfaction, "satisfaction_words": asked.satisfaction_words},
    )


@require_POST
@door(Request, rules.may_close)
def close_request(request: HttpRequest, asked: Request) -> HttpResponse:
    actions.close_request(asked, by=request.user)
    return answer(request, asked, _("Closed."))


@door(Request, rules.may_reopen)
def reopen_request(request: HttpRequest, asked: Request) -> HttpResponse:
    return about(
        request,
        asked,
        ReasonForm,
        actions.reopen_request,
        title=_("Open %(number)s again") % {"number": asked},
        submit=_("Open again"),
    )


@require_POST
@door(Request, rules.may_handle)
def write_page(request: HttpRequest, asked: Request) -> HttpResponse:
    """The answer becomes a draft of a page; the form that opens asks for the other language."""
    made = actions.write_page(asked, by=request.user)
    return answer(request, made, _("A draft from the answer. Complete both languages, then publish it."))
