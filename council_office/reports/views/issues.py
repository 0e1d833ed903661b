"""Doors to issued reports: ordered, watched, found again by their number."""

from io import BytesIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from council_office.ledger.moves import Refused
from council_office.reports import actions, letters, queries
from council_office.reports.declared import Asked
from council_office.reports.forms import DeckForm, OrderForm
from council_office.reports.models import Issue
from council_office.reports.tables import Issues
from council_office.reports.views.reports import asked_of, wanted_report
from council_office.web.door import door
from council_office.web.pages import answer, form_page, given, page
from council_office.web.tables import listing
from documents.states import MEDIA_TYPES, Form

DECK = MEDIA_TYPES[Form.PPTX]


@door()
def order(request: HttpRequest, code: str) -> HttpResponse:
    """The report as it is looked at, ordered as files."""
    wanted = wanted_report(request, code)
    asked = asked_of(request, wanted, queries.asks_of(wanted, request.user))

    def verb(forms, language):
        return actions.order(wanted, by=request.user, asked=asked, forms=forms, language=language)

    return form_page(
        request,
        OrderForm,
        verb=verb,
        to=lambda issue: issue,
        initial={"language": (get_language() or "en")[:2]},
        title=_("%(report)s as files") % {"report": wanted.title},
        submit=_("Make it"),
        message=_("The worker is making it."),
        template="reports/order.html",
        context={"report": wanted},
    )


@door()
def refresh_deck(request: HttpRequest, code: str) -> HttpResponse:
    """A deck that somebody made, back with the numbers of now."""
    wanted = wanted_report(request, code)
    asked, language = asked_of(request, wanted, queries.asks_of(wanted, request.user)), user_language()
    form = DeckForm(*given(request), user=request.user, initial={"language": language})
    if request.method == "POST" and form.is_valid():
        deck = actions.refresh_deck(wanted, form.cleaned_data["deck"], by=request.user, asked=asked,
                                    language=form.cleaned_data["language"])  # fmt: skip
        return FileResponse(
            BytesIO(deck), as_attachment=True, filename=request.FILES["deck"].name, content_type=DECK
        )
    found = queries.compute(wanted, request.user, asked)
    context = {
        "title": _("Refresh a deck"),
        "report": wanted,
        "form": form,
        "submit": _("Refresh it"),
        "names": letters.names_of(found, language),
    }
    return page(request, "reports/deck.html", context, part="form", status=422 if form.errors else 200)


def user_language() -> str:
    return (get_language() or "en")[:2]


@require_GET
@door()
def issues(request: HttpRequest) -> HttpResponse:
    return listing(
        request,
        Issues,
        Issue.objects.visible_to(request.user).select_related("reader__person"),
        template="reports/issues.html",
    )


@require_GET
@door()
def find(request: HttpRequest) -> HttpResponse:
    """The issue that has this number at its foot."""
    number = request.GET.get("number", "").strip()
    found = Issue.objects.visible_to(request.user).filter(number__iexact=number).first()
    if found is None:
        raise Refused(
            _("No report “%(number)s” was made for you. The number stands at the foot of every page.")
            % {"number": number}
        )
    return answer(request, found)


@require_GET
@door(Issue)
def issue(request: HttpRequest, issue: Issue) -> HttpResponse:
    """Its files, the rows it was counted from, its parameters and its author."""
    language = (get_language() or "en")[:2]
    context = {
        "title": issue.title(),
        "issue": issue,
        "documents": queries.documents_of(issue),
        "asked": Asked.from_json(issue.asked),
        "parts": queries.kept(issue, language) if issue.data else [],
        "span": letters.asked_in_words(issue, language),
        "level": queries.level_named(issue.level),
    }
    return page(request, "reports/issue.html", context, part="live")
