"""Doors of the library for those who fill it: filing, versions, who may receive a document, who read it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from documents import actions, queries
from documents.forms import FileForm, RecipientsForm, SendForm, VersionForm
from documents.models import Document
from documents.rules import may_file, may_see_log
from documents.tables import AccessLog, Versions


@door()
def file_document(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        FileForm,
        verb=partial(actions.file_document, by=request.user),
        to=partial(page_of, request),
        title=_("File a document"),
        submit=_("File it"),
        message=lambda made: _("Filed as %(number)s.") % {"number": made.number},
    )


def page_of(request: HttpRequest, document: Document) -> Document | str:
    """Where the filer goes next: not everybody may read what they filed."""
    return document if queries.may_read(request.user, document) else reverse("documents:library")


@door(Document, may_file)
def add_version(request: HttpRequest, document: Document) -> HttpResponse:
    return form_page(
        request,
        VersionForm,
        verb=partial(actions.add_version, document, by=request.user),
        to=partial(page_of, request),
        title=_("New version of %(number)s") % {"number": document.number},
        submit=_("File it"),
        message=lambda made: _("Filed as version %(version)s.") % {"version": made.version_number},
    )


@door(Document)
def versions(request: HttpRequest, document: Document) -> HttpResponse:
    """Every version, language and form of one paper that opens for the reader."""
    rows = queries.versions(document, request.user)
    return listing(
        request, Versions, rows, template="documents/versions.html", context={"document": document}
    )


@door(Document, may_see_log)
def access_log(request: HttpRequest, document: Document) -> HttpResponse:
    """Who looked at it, took it, was refused it."""
    rows = queries.access_log(document)
    return listing(
        request, AccessLog, rows, template="documents/access_log.html", context={"document": document}
    )


@door(Document)
def why_not(request: HttpRequest, document: Document) -> HttpResponse:
    """Before sending: who of a list may receive the document, and the rule for each who may not."""
    asked = any(request.GET.getlist(name) for name in RecipientsForm.base_fields)
    form = RecipientsForm(request.GET if asked else None, user=request.user)
    people = form.cleaned_data["everybody"] if form.is_bound and form.is_valid() else []
    verdicts = queries.verdicts(document, people)
    red = sum(not decision for _person, decision in verdicts)
    context = {
        "document": document,
        "form": form,
        "verdicts": verdicts,
        "red": red,
        "send_form": send_form(request, document, people) if people and not red else None,
    }
    return page(request, "documents/why_not.html", context)


def send_form(request: HttpRequest, document: Document, people: list) -> SendForm:
    """The mail as it may be sent, in the document's language."""
    with override(document.language):
        body = _("Please find attached %(document)s.") % {"document": document}
    initial = {"to": [person.pk for person in people], "subject": document.title[:250], "body": body}
    return SendForm(initial=initial, user=request.user)


@door(Document)
def send_document(request: HttpRequest, document: Document) -> HttpResponse:
    form = SendForm(request.POST, user=request.user)
    if not form.is_valid():
        context = {"document": document, "form": RecipientsForm(user=request.user), "send_form": form}
        return page(request, "documents/why_not.html", context, status=422)
    sent = actions.send_document(document, by=request.user, **form.cleaned_data)
    words = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", len(sent))
    return answer(request, document, words % {"count": len(sent)})
