"""Doors for visitors and those who answer for them: one signed link, no account."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from council_office.directory.states import Language
from council_office.ledger.moves import Refused
from council_office.web.door import link_door
from council_office.web.models import SignedLink
from council_office.web.pages import answer, page, wants_part
from documents.queries import preview_pdf
from visits import actions
from visits.forms.files import ZONE_LINES, FileForm
from visits.models import Letter, Visitor
from visits.queries import people
from visits.queries.links import visitors_of
from visits.states import OF_SCANS, LetterState
from visits.views.answers import file_answer
from visits.views.files import keep, posted, scans_of


def in_their_language(view):
    """In the language chosen on the page, else that of the recipient."""

    @wraps(view)
    def spoken(request: HttpRequest, link: SignedLink, **kwargs) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        own = link.recipient.language if link.recipient else Language.ENGLISH
        language = chosen if chosen in Language else own
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return view(request, link, **kwargs)

    return spoken


def own_visitor(link: SignedLink, pk: int) -> Visitor:
    return get_object_or_404(visitors_of(link), pk=pk)


def address(request: HttpRequest, name: str, *args) -> str:
    """An address under the same link."""
    return reverse(f"visits:{name}", args=[request.resolver_match.kwargs["token"], *args])


@require_GET
@link_door(actions.LINK)
@in_their_language
def my_files(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """Whom this link answers for; a single person goes on to their own file at once."""
    visitors = visitors_of(link)
    if len(visitors) == 1:
        return redirect(address(request, "my_file", visitors[0].pk))
    rows = [(file, address(request, "my_file", file.visitor.pk)) for file in people.files(visitors)]
    return page(request, "visits/my_files.html", {"visit": link.about, "link": link, "rows": rows})


@require_http_methods(["GET", "POST"])
@link_door(actions.LINK)
@in_their_language
def my_file(request: HttpRequest, link: SignedLink, pk: int) -> HttpResponse:
    """What is asked of one visitor: saved as it is typed, taken up again at any time."""
    visitor = own_visitor(link, pk)
    file = people.file(visitor)
    form = FileForm(*posted(request), file=file, by_link=True)
    if request.method != "POST":
        return my_file_page(request, link, file, form)
    whole = keep(form, visitor, by=link)
    now = people.file(visitor)
    if not wants_part(request):
        if whole:
            return answer(request, request.path, _("Saved. You may close this page and come back."))
        return my_file_page(request, link, now, form, status=422)
    if whole and (asked_in(now) != asked_in(file) or request.POST.get(ZONE_LINES)):
        messages.success(request, _("Saved."))
        return HttpResponseClientRefresh()  # other fields and other pictures are asked for now
    return my_file_page(request, link, now, form, part="progress")


def asked_in(file: people.File) -> list[str]:
    return [need.item for need in file.of_visitor]


def my_file_page(
    request: HttpRequest,
    link: SignedLink,
    file: people.File,
    form: FileForm,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    several = visitors_of(link).count() > 1
    sent = [letter for letter in file.letters if letter.state == LetterState.SENT]
    context = {
        "link": link,
        "file": file,
        "visitor": file.visitor,
        "visit": file.visitor.visit,
        "form": form,
        "now": timezone.now(),
        "scans": [
            (*row, address(request, "my_scan", file.visitor.pk, row[0])) for row in scans_of(file) if row[2]
        ],
        "letters": [(letter, address(request, "my_letter", letter.pk)) for letter in sent],
        "all_url": address(request, "my_files") if several else "",
    }
    return page(request, "visits/my_file.html", context, part=part, status=status)


@require_POST
@link_door(actions.LINK)
@in_their_language
def my_scan(request: HttpRequest, link: SignedLink, pk: int, item: str) -> HttpResponse:
    """A picture from the camera or a file; the one before it is erased."""
    visitor = own_visitor(link, pk)
    if item not in OF_SCANS:
        raise Http404
    back = address(request, "my_file", pk)
    upload = next((file for file in (*request.FILES.getlist("camera"), *request.FILES.getlist("file"))), None)
    if upload is None:
        raise Refused(_("Choose a file or take a picture first."))
    actions.upload_scan(visitor, by=link, item=item, data=upload.read(), name=upload.name)
    return answer(request, f"{back}#scans", _("Received. Thank you."))


@require_GET
@link_door(actions.LINK)
@in_their_language
def my_letter(request: HttpRequest, link: SignedLink, pk: int) -> HttpResponse:
    """The holder's copy of the letter, with the whole number of the document."""
    letter = get_object_or_404(Letter, pk=pk, visitor__in=visitors_of(link))
    paper = actions.hand_over_letter(letter, by=link)
    return file_answer(preview_pdf(paper), f"{letter.number}.pdf", "pdf", inline=False)
