"""Opening filed papers to the people of a session, and closing them again."""

from collections.abc import Iterable

from council_office.directory.models import Person
from documents import actions as documents
from documents.models import Document
from meetings.models import Session, SessionPaper
from meetings.queries.papers import grants_of, published, readers


def open_to(document: Document, people: Iterable[Person], *, by) -> None:
    """Let each of these people read the document, once."""
    known = set(document.grants.filter(ends_on__isnull=True).values_list("person", flat=True))
    for person in people:
        if person.pk not in known:
            documents.grant(document, to=person, by=by, reason=str(document.about))


def open_paper(paper: SessionPaper, *, by) -> None:
    """Open every file of a published paper to those whom its access class lets in."""
    people = list(readers(paper))
    for file in paper.files.select_related("document"):
        open_to(file.document, people, by=by)


def open_papers_to(session: Session, person: Person, *, by) -> None:
    """Open what the session has published to somebody who has come in later."""
    for paper in published(session):
        if readers(paper).filter(pk=person.pk).exists():
            for file in paper.files.select_related("document"):
                open_to(file.document, [person], by=by)


def close_papers_to(session: Session, person: Person, *, by, reason: str) -> None:
    """Somebody who no longer takes part no longer reads the session's papers."""
    for grant in grants_of(person, session):
        documents.end_grant(grant, by=by, reason=reason)
