"""Answers that are files, and the language of pages opened by a signed link."""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from council_office.directory.states import Language
from documents.papers import Paper
from documents.rendering import render

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at, under a name that a person would give it."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return response


def paper_answer(request: HttpRequest, paper: Paper) -> HttpResponse:
    """A paper kept nowhere: as PDF to look at, or as Word to take away."""
    name = f"{paper.reference} {paper.title} {paper.language.upper()}".replace("/", "-")
    if request.GET.get("form") != "docx":
        return pdf_answer(render(paper, "pdf"), f"{name}.pdf")
    response = HttpResponse(render(paper, "docx"), content_type=WORD)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.docx"
    return response


def chosen_language(request: HttpRequest, usual: str) -> str:
    """The language chosen on the page of a signed link, else the addressee's own."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in Language else usual


def language_of(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in Language else (get_language() or "en")[:2]
