"""Nouns for the tests of documents: a filed document without the work of rendering it."""

import io
import itertools
import uuid
import zipfile

import pikepdf
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger import audit
from documents import actions, archive
from documents.actions.documents import insert
from documents.models import Level, NeedToKnow
from tests.factories import OrganisationFactory, PersonFactory

NUMBERS = itertools.count(1)


def document(*, level="internal", group=None, by=audit.CLOCK, data=None, form="pdf", about=None, **facts):
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
        stored=archive.write(SMALL_PDF if data is None else data, uid, form),
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


def pages(*sizes: tuple[int, int], rotate: int = 0) -> bytes:
    """An empty PDF with pages of these sizes in points, the last one turned."""
    pdf = pikepdf.new()
    for size in sizes:
        pdf.add_blank_page(page_size=size)
    if rotate:
        pdf.pages[-1].Rotate = rotate
    return saved(pdf)


def one_page() -> bytes:
    return pages((595, 842))


def claiming_pdf_a() -> bytes:
    """A PDF that says of itself that it is PDF/A-2b."""
    pdf = pikepdf.open(io.BytesIO(one_page()))
    with pdf.open_metadata() as about:
        about["pdfaid:part"], about["pdfaid:conformance"], about["dc:title"] = "2", "B", "Claims"
    pdf.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name("/GTS_PDFA1"))])
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def incoming(office, **facts):
    """A letter that came today, registered by the assistant."""
    given = {
        "subject": "Visit in spring",
        "written_name": "Dr A. Nobody",
        "received_on": timezone.localdate(),
    }
    given |= {"level": Level.objects.get(code="internal")} | facts
    return actions.register_letter(by=office[Role.ASSISTANT], **given)


def draft(office, *, by=None, **facts):
    """A letter that the assistant drafted."""
    given = {
        "correspondent": PersonFactory(),
        "signatory": office[Role.COUNCIL_SECRETARY].person,
        "subject": "Your visit in spring",
        "text": "We thank you for your letter.",
        "level": Level.objects.get(code="internal"),
    } | facts
    return actions.draft_letter(by=by or office[Role.ASSISTANT], **given)


SMALL_PDF = one_page()
