"""Reads for the numbers and the readers of papers."""

from django.db.models import Q, QuerySet

from council_office.directory.models import Person
from documents.models import Document, Grant
from meetings import paper_numbers
from meetings.models import AgendaItem, Session, SessionPaper
from meetings.queries.agenda import Agenda
from meetings.states import REPRESENTING, AccessClass, PaperState

USUAL_PATTERN = "{session}/{item}"


def proposed_number(session: Session, item: AgendaItem | None) -> str:
    """The number that the body's pattern proposes for the next paper of an item."""
    rules = session.body.rules_on(session.starts_on)
    return paper_numbers.proposed(
        rules.paper_pattern if rules else USUAL_PATTERN,
        session=session.label,
        item=Agenda(session).number_of(item),
        taken=set(session.papers.values_list("number", flat=True)),
    )


def published(session: Session) -> QuerySet[SessionPaper]:
    return session.papers.filter(state=PaperState.PUBLISHED)


def readers(paper: SessionPaper) -> QuerySet[Person]:
    """Who of the session reads the paper: everybody, who speaks for a Member, or the named readers."""
    places = paper.session.participants.known()
    if paper.access == AccessClass.RESTRICTED:
        seated = paper.item.seated.all() if paper.item else []
        places = places.filter(Q(role__in=REPRESENTING) | Q(person__in=seated))
    elif paper.access == AccessClass.CLOSED:
        places = places.filter(person__in=paper.readers.all())
    return Person.objects.filter(pk__in=places.values("person"))


def grants_of(person: Person, session: Session) -> QuerySet[Grant]:
    """The open grants by which somebody reads the papers of a session."""
    filed = Document.objects.filter(pk__in=session.papers.values("files__document"))
    return Grant.objects.filter(person=person, document__in=filed, ends_on__isnull=True)
