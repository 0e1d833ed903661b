"""Answers that are files."""

from urllib.parse import quote

from django.http import HttpResponse


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at, under a name that a person would give it."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return response
