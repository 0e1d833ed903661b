"""Filing what others wrote: the bytes as they came, under the office's number."""

import uuid

from django.db import IntegrityError, models

from council_office.ledger.moves import Refused
from documents import archive, uploads
from documents.actions.documents import insert
from documents.models import Document, Level


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
    """The document of an uploaded file; its name is never trusted, its type is read from its content."""
    form = uploads.form_of(data, name)
    uid = uuid.uuid4()
    stored = archive.write(data, uid, form)
    try:
        return insert(
            by=by,
            about=about,
            stored=stored,
            uid=uid,
            kind=kind,
            number=number,
            version_number=version,
            language=language,
            form=form,
            title=title[:300],
            reference=reference,
            original_name=name[:200],
            level=Level.objects.get(code=level),
        )
    except IntegrityError as error:
        archive.discard(stored.name)
        raise Refused(f"{number} ({language.upper()}, {version})") from error
