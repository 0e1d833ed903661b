"""Opening filed papers to the people of a session, and closing them again."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from council_office.directory.models import Person
from documents import actions as documents
from documents.models import Document
from meetings.models import Session, SessionPaper
from meetings.queries.attendance import Attendance
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
    """What the session has published is open to somebody as their place now lets them in, and no further."""
    for paper in published(session):
        lets_in = readers(paper).filter(pk=person.pk).exists()
        for file in paper.files.select_related("document"):
            if lets_in:
                open_to(file.document, [person], by=by)
            else:
                close_to(file.document, person, by=by, reason=_("Another place in the session."))


def close_to(document: Document, person: Person, *, by, reason: str) -> None:
    for grant in document.grants.filter(person=person, ends_on__isnull=True):
        documents.end_grant(grant, by=by, reason=reason)


def reseat(session: Session, *, by) -> None:
    """Keep with each item who sits there in a Representative's place; restricted papers follow the seat."""
    seated, changed = Attendance(session).seated, set()
    for item in session.items.prefetch_related("seated"):
        before = {person.pk for person in item.seated.all()}
        if before != seated[item.pk]:
            item.seated.set(seated[item.pk])
            changed |= before ^ seated[item.pk]
    for person in Person.objects.filter(pk__in=changed):
        open_papers_to(session, person, by=by)


def close_papers_to(session: Session, person: Person, *, by, reason: str) -> None:
    """Somebody who no longer takes part no longer reads the session's papers."""
    for grant in grants_of(person, session):
        documents.end_grant(grant, by=by, reason=reason)
