"""Filing what others wrote: the bytes as they came, under the office's number."""

import re
import uuid

from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from council_office.ledger.moves import Refused
from documents import archive, uploads
from documents.actions.documents import insert
from documents.models import Document, Level
from documents.rendering import zips
from documents.states import Form


def receive(
    data: bytes,
    *,
    name: str,
    kind: str,
    number: str,
    title: str,
    language: str,
    about: models.Model,
    by,
    version: int = 1,
    level: str = "internal",
    reference: str = "",
) -> Document:
    """The document of an uploaded file; its name is never trusted, its type is read from its content.

    The same bytes under one number are filed once; other bytes there are Refused: they are a new version.
    """
    form = uploads.form_of(data, name)
    uid = uuid.uuid4()
    stored = archive.write(data, uid, form)
    place = {"kind": kind, "number": number, "version_number": version, "language": language, "form": form}
    try:
        return insert(
            by=by,
            about=about,
            stored=stored,
            uid=uid,
            title=title[:300],
            reference=reference,
            original_name=name[:200],
            level=Level.objects.get(code=level),
            **place,
        )
    except IntegrityError as error:
        archive.discard(stored.name)
        return same_or_refused(stored, place, error)


def keep_closed(data: bytes, *, name: str, by, level: str = "internal", **place) -> Document:
    """A file that `receive` refuses, kept as evidence all the same, in a ZIP so that nothing opens it."""
    inside = re.sub(r"[^\w.-]", "_", name)[-80:] or "file"
    return keep(zips.pack([(inside, data)]), form=Form.ZIP, name=name, level=level, by=by, **place)


def keep(
    data: bytes, *, form: str, kind: str, number: str, title: str, language: str, about, by,
    name: str = "", level: str = "internal",
) -> Document:  # fmt: skip
    """The document of bytes that the office itself made, under a number of its own."""
    uid = uuid.uuid4()
    return insert(
        by=by,
        about=about,
        stored=archive.write(data, uid, form),
        uid=uid,
        form=form,
        kind=kind,
        number=number,
        title=title[:300],
        language=language,
        original_name=name[:200],
        level=Level.objects.get(code=level),
    )


def same_or_refused(stored: archive.Stored, place: dict, error: IntegrityError) -> Document:
    there = Document.objects.filter(**place).first()
    if there is None or there.sha256 != stored.sha256:
        raise Refused(
            _("%(number)s (%(language)s, version %(version)s) is already filed with other content.")
            % {
                "number": place["number"],
                "language": place["language"].upper(),
                "version": place["version_number"],
            }
        ) from error
    return there
