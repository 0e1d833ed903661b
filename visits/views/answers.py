"""Answers that are files."""

from urllib.parse import quote

from django.http import HttpResponse

TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}
TYPES |= {"zip": "application/zip"}


def file_answer(content: bytes, name: str, form: str, *, inline: bool = True) -> HttpResponse:
    """A file under a name that a person would give it, kept by no cache."""
    response = HttpResponse(content, content_type=TYPES.get(form, "application/octet-stream"))
    way = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store, private"
    return response
