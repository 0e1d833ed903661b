"""Nouns for the tests of documents: a filed document without the work of rendering it."""

import io
import itertools
import uuid
import zipfile

from council_office.ledger import audit
from documents import archive
from documents.actions.documents import insert
from documents.models import Level, NeedToKnow
from tests.factories import OrganisationFactory

NUMBERS = itertools.count(1)
SMALL_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF"
)


def document(
    *, level="internal", group=None, by=audit.CLOCK, data=SMALL_PDF, form="pdf", about=None, **facts
):
    """A document as it is filed, with a small PDF for its bytes."""
    uid = uuid.uuid4()
    named = {
        "kind": "record",
        "number": f"T-{next(NUMBERS):04d}",
        "title": "Record of Decisions",
        "language": "en",
        "version_number": 1,
        "dated_on": None,
    } | facts
    return insert(
        by=by,
        about=about or subject(),
        stored=archive.write(data, uid, form),
        uid=uid,
        form=form,
        level=Level.objects.get(code=level),
        group=group,
        **named,
    )


def subject():
    """Something that papers are about."""
    return OrganisationFactory()


def group(name="Tender 12"):
    return NeedToKnow.objects.get_or_create(name_en=name)[0]


def stream(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def names_in(data: bytes) -> list[str]:
    """The names of the files of an archive."""
    return zipfile.ZipFile(stream(data)).namelist()
