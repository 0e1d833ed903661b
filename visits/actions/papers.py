"""The papers of an issued programme, made by the worker: each once under its number and issue."""

from council_office.directory.models import User
from documents import actions as documents
from visits.letters.programmes import KINDS
from visits.models import Programme
from visits.queries.papers import paper_of

LANGUAGES = ("en", "fr")


def produce_programme(programme: Programme, *, by: User) -> None:
    """Booklet, brief, guide sheet, sign, badges and service sheet in both languages, as PDF and Word."""
    for kind in KINDS:
        for language in LANGUAGES:
            documents.issue(paper_of(programme, kind, language), about=programme, by=by)
