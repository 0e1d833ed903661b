"""The papers of an issued programme, made by the worker: each once under its number and issue."""

from django.db import transaction

from council_office.directory.models import User
from council_office.ledger import audit
from documents import actions as documents
from visits.letters.programmes import KINDS
from visits.models import Programme
from visits.models.document import IDENTITY_READERS
from visits.queries import papers as queries

LANGUAGES = ("en", "fr")


def produce_programme(programme: Programme, *, by: User) -> None:
    """Booklet, brief, guide sheet, sign, badges and service sheet in both languages, as PDF and Word."""
    for kind in KINDS:
        for language in LANGUAGES:
            documents.issue(queries.paper_of(programme, kind, language), about=programme, by=by)


@transaction.atomic
def show_photos(programme: Programme, *, by: User) -> dict[int, str]:
    """The photographs for a brief, by visitor: for those who may see identity data, each look recorded."""
    if not by.has_role(*IDENTITY_READERS):
        return {}
    found = {}
    for scan in queries.photos_of(programme):
        if picture := queries.small(bytes(scan.content)):
            audit.record("open_scan", scan.visitor, by=by, item=scan.item)
            found[scan.visitor_id] = picture
    return found
