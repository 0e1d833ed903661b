"""Doors to documents: the list, one document, its bytes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.ledger.moves import Refused
from council_office.web.access import record_refusal
from council_office.web.door import door, link_door
from council_office.web.navigation import counter
from council_office.web.pages import page
from council_office.web.tables import listing
from documents import actions, papers, queries
from documents.forms import ReaderForm
from documents.models import Document
from documents.rules import may_keep, may_see_log, may_take_original
from documents.states import MEDIA_TYPES
from documents.tables import Library

counter("documents:library")(queries.calls_for_action)


@door()
def library(request: HttpRequest) -> HttpResponse:
    """Every document that the gate opens for this person."""
    documents = Document.objects.visible_to(request.user).select_related("level", "group").defer("paper")
    return listing(request, Library, documents, template="documents/library.html")


@door(Document)
def document(request: HttpRequest, document: Document) -> HttpResponse:
    """One document: its facts, what it says, its versions, who may read it, what became of it."""
    sees_traces = request.user.has_role(*OFFICE, Role.CUSTODIAN)
    actions.view(document, by=request.user)
    context = {
        "document": document,
        "decision": queries.may_read(request.user, document),
        "related": queries.related(document, request.user),
        "preview": queries.preview(papers.from_json(document.paper), marking=marking(document))
        if document.paper
        else "",
        "sees_traces": sees_traces,
        "takes_original": may_take_original(request.user, document),
        "sees_log": may_see_log(request.user, document),
        "copies": document.copies.all()[:8] if sees_traces else [],
        "deliveries": queries.deliveries_of(document, request.user) if sees_traces else [],
    }
    return page(request, "documents/document.html", context | keepers_part(request, document))


def marking(document: Document) -> str:
    return document.level.name(document.language)


def keepers_part(request: HttpRequest, document: Document) -> dict:
    """Who may read it and why somebody may not, for those who decide it."""
    if not may_keep(request.user, document):
        return {"keeps": False}
    form = ReaderForm(request.GET if request.GET.get("reader") else None, user=request.user)
    asked = form.cleaned_data.get("reader") if form.is_bound and form.is_valid() else None
    somebody = getattr(asked, "user", asked) if asked else None
    return {
        "keeps": True,
        "open_to": queries.open_to(document),
        "grants": queries.grants_for(document),
        "reader_form": form,
        "asked": asked,
        "answer": queries.may_read(somebody, document) if asked else None,
    }


@door(Document)
def download(request: HttpRequest, document: Document) -> HttpResponse:
    data = actions.download(document, by=request.user)
    return file_answer(data, document.download_name, document.media_type)


@link_door()
def download_by_link(request: HttpRequest, link, pk: int) -> HttpResponse:
    """A document for the holder of any signed link, when the gate opens it for the link's recipient."""
    document = Document.objects.visible_to(link).filter(pk=pk).first()
    if document is None:
        record_refusal(request, "hidden")
        raise Http404
    data = actions.download(document, by=link)
    return file_answer(data, document.download_name, document.media_type)


@door()
def bundle_pdf(request: HttpRequest) -> HttpResponse:
    """The chosen PDFs as one, with bookmarks."""
    documents = chosen(request).filter(form="pdf")
    return file_answer(
        actions.bundle_pdf(documents, by=request.user), _("Documents") + ".pdf", MEDIA_TYPES["pdf"]
    )


@door()
def bundle_zip(request: HttpRequest) -> HttpResponse:
    """The chosen documents as one archive."""
    data = actions.bundle_zip(chosen(request), by=request.user)
    return file_answer(data, _("Documents") + ".zip", MEDIA_TYPES["zip"])


def chosen(request: HttpRequest):
    """The documents ticked in a list, in the order of their numbers; the gate decides in the verb."""
    keys = [int(key) for key in request.POST.getlist("pk") if key.isdecimal() and len(key) < 19]
    if not keys:
        raise Refused(_("Choose at least one document."))
    return (
        Document.objects.filter(pk__in=keys).select_related("level").defer("paper").order_by("number", "pk")
    )


def file_answer(data: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to keep, never shown in place: no browser runs or guesses anything in it."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "no-store, private"
    return response
