"""Doors to questions of one's own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.reports import actions, rules
from council_office.reports.catalogue import REGISTERS
from council_office.reports.forms import QuestionForm
from council_office.reports.models import Question
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page


@require_GET
@door()
def ask(request: HttpRequest) -> HttpResponse:
    """Of which register?"""
    context = {"title": _("Ask a question"), "registers": REGISTERS.values()}
    return page(request, "reports/registers.html", context)


@door()
def ask_of(request: HttpRequest, register: str) -> HttpResponse:
    """Which fields, shown how?"""
    if register not in REGISTERS:
        raise Http404

    def verb(**facts):
        return actions.ask(by=request.user, register=register, **facts)

    return form_page(
        request,
        QuestionForm,
        verb=verb,
        to=lambda made: made,
        title=_("Ask of %(register)s") % {"register": REGISTERS[register].title},
        submit=_("Show the answer"),
        message=_("Kept. Change it until it says what you want to know."),
        register=register,
    )


@door(Question, rules.may_revise_question)
def revise_question(request: HttpRequest, question: Question) -> HttpResponse:
    def verb(**facts):
        return actions.revise_question(question, by=request.user, **facts)

    return form_page(
        request,
        QuestionForm,
        verb=verb,
        to=question,
        instance=question,
        title=question.name,
        submit=_("Show the answer"),
        register=question.register,
    )


@require_POST
@door(Question, rules.may_revise_question)
def remove_question(request: HttpRequest, question: Question) -> HttpResponse:
    actions.remove_question(question, by=request.user)
    return answer(request, "reports:reports", _("The question is gone."))
