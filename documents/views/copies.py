"""Doors to marked copies: taken, made for somebody, recalled, back."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from documents import actions
from documents.forms import CopyForm, ReasonForm
from documents.models import Document, MarkedCopy
from documents.tables import Copies
from documents.views.library import file_answer


@door()
def copies(request: HttpRequest) -> HttpResponse:
    """The register of copies, newest first."""
    rows = MarkedCopy.objects.visible_to(request.user).select_related("document").defer("document__paper")
    return listing(request, Copies, rows, template="documents/copies.html")


@door(MarkedCopy)
def copy(request: HttpRequest, copy: MarkedCopy) -> HttpResponse:
    return page(request, "documents/copy.html", {"copy": copy, "document": copy.document})


@door(Document)
def take_copy(request: HttpRequest, document: Document) -> HttpResponse:
    """The reader's own copy, as a file."""
    made = actions.make_copy(document, by=request.user)
    data = actions.download_copy(made, by=request.user)
    return file_answer(data, made.download_name, made.media_type)


@door(Document)
def make_copy(request: HttpRequest, document: Document) -> HttpResponse:
    return form_page(
        request,
        CopyForm,
        verb=partial(actions.make_copy, document, by=request.user),
        to=lambda made: made,
        title=_("Marked copy of %(number)s") % {"number": document.number},
        submit=_("Make the copy"),
        message=_("The copy is made: download it here and hand it over."),
    )


@door(MarkedCopy)
def download_copy(request: HttpRequest, copy: MarkedCopy) -> HttpResponse:
    data = actions.download_copy(copy, by=request.user)
    return file_answer(data, copy.download_name, copy.media_type)


@door(MarkedCopy)
def recall_copy(request: HttpRequest, copy: MarkedCopy) -> HttpResponse:
    return form_page(
        request,
        ReasonForm,
        verb=partial(actions.recall_copy, copy, by=request.user),
        to=copy,
        title=_("Recall copy %(copy)s") % {"copy": copy},
        submit=_("Recall"),
    )


@door(MarkedCopy)
def return_copy(request: HttpRequest, copy: MarkedCopy) -> HttpResponse:
    return answer(request, actions.return_copy(copy, by=request.user), _("Noted: the copy is back."))


@door(MarkedCopy)
def destroy_copy(request: HttpRequest, copy: MarkedCopy) -> HttpResponse:
    return answer(request, actions.destroy_copy(copy, by=request.user), _("Noted: the copy is destroyed."))
