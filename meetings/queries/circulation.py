"""Reads for the circulation of papers: what is to be sent, to whom, what each reader has not seen yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet

from council_office.directory.models import OFFICE, FormOfAddress, Member, Person, User
from council_office.ledger.models import Job
from documents.models import Document, TemplateText
from meetings.models import (
    CirculatedPaper,
    Circulation,
    CirculationCopy,
    PaperFile,
    PaperSight,
    Participant,
    Session,
    SessionPaper,
)
from meetings.queries import agenda
from meetings.queries.agenda import LANGUAGES, PaperRow
from meetings.states import REPRESENTING, AccessClass, PaperState

TASK = "meetings.send_circulation_copy"
WITH_FILES = (PaperState.RECEIVED, PaperState.PUBLISHED)


@dataclass(frozen=True)
class ToSend:
    """A paper that nobody was sent in its present editions."""

    row: PaperRow
    is_new: bool

    @property
    def paper(self) -> SessionPaper:
        return self.row.paper


def to_circulate(session: Session, rows: Iterable[PaperRow] | None = None) -> list[ToSend]:
    """Papers with a file that were not circulated yet, or changed since; `rows`: all papers, when at hand."""
    sent = {}
    for each in CirculatedPaper.objects.filter(circulation__session=session).order_by("circulation__number"):
        sent[each.paper_id] = (each.edition_en, each.edition_fr)
    rows = agenda.papers(session, with_readers=True) if rows is None else rows
    rows = [row for row in rows if row.paper.state in WITH_FILES]
    return [ToSend(row, row.paper.pk not in sent) for row in rows if sent.get(row.paper.pk) != editions(row)]


def editions(row: PaperRow) -> tuple[int, int]:
    """The newest edition in each language; 0 where there is none."""
    return tuple(file.edition if (file := row.files[code]) else 0 for code in LANGUAGES)


def may_be_told(participant: Participant, paper: SessionPaper) -> bool:
    """Whether the paper's access class lets this participant know of it; readers are prefetched."""
    if paper.access == AccessClass.RESTRICTED:
        return participant.role in REPRESENTING or participant.person_id in seated_for(paper)
    if paper.access == AccessClass.CLOSED:
        return participant.person_id in {person.pk for person in paper.readers.all()}
    return True


def seated_for(paper: SessionPaper) -> set[int]:
    return {person.pk for person in paper.item.seated.all()} if paper.item else set()


def recipients(session: Session) -> QuerySet[Participant]:
    """Who is in the session, with what a mail needs of them."""
    return (
        session.participants.known()
        .select_related("person", "delegation__member", "session__body")
        .order_by("delegation__member__order_english", "pk")
    )


@dataclass(frozen=True)
class Group:
    """A Member's people (None: the others), each with the number of papers they would be sent."""

    member: Member | None
    rows: list[tuple[Participant, int]]

    @property
    def unreachable(self) -> list[Participant]:
        return [participant for participant, papers in self.rows if papers and not participant.person.email]


def preview(session: Session, papers: Iterable[SessionPaper]) -> list[Group]:
    """Who would be sent how many of these papers, Member by Member."""
    papers = list(papers)
    found: dict[Member | None, list] = {}
    for participant in recipients(session):
        told = sum(may_be_told(participant, paper) for paper in papers)
        member = participant.delegation.member if participant.delegation else None
        found.setdefault(member, []).append((participant, told))
    return [Group(member, rows) for member, rows in found.items()]


@dataclass(frozen=True)
class Proof:
    """One Member's copies of a circulation."""

    member: Member | None
    copies: list[tuple[CirculationCopy, datetime | None]]


def proof(circulation: Circulation) -> list[Proof]:
    """Who was sent what, when, how the mail fared, and until when each has looked at the papers."""
    copies = (
        circulation.copies.select_related(
            "participant__person", "participant__delegation__member", "delivery"
        )
        .prefetch_related(Prefetch("papers", CirculatedPaper.objects.select_related("paper")))
        .order_by("participant__delegation__member__order_english", "pk")
    )
    seen = dict(PaperSight.objects.filter(session=circulation.session).values_list("person", "seen_at"))
    found: dict[Member | None, list] = {}
    for copy in copies:
        delegation = copy.participant.delegation
        member = delegation.member if delegation else None
        found.setdefault(member, []).append((copy, seen.get(copy.participant.person_id)))
    return [Proof(member, rows) for member, rows in found.items()]


# What one reader sees


@dataclass(frozen=True)
class Readable:
    """A paper with its newest files, and whether it is new to the reader or changed."""

    row: PaperRow
    news: str  # "new", "changed" or nothing

    @property
    def paper(self) -> SessionPaper:
        return self.row.paper

    @property
    def files(self) -> list[PaperFile]:
        return [file for file in self.row.files.values() if file]


def readable(session: Session, person: Person | None) -> list[Readable]:
    """The published papers that this participant may know of, in the order of their numbers."""
    participant = session.participants.known().filter(person=person).first() if person else None
    if participant is None:
        return []
    seen = seen_until(session, person)
    rows = published(agenda.papers(session, with_readers=True))
    return [Readable(row, news(row, seen)) for row in rows if may_be_told(participant, row.paper)]


def readable_by(session: Session, user: User) -> list[Readable]:
    """The same for somebody with an account; the office reads everything that is published."""
    if not user.has_role(*OFFICE):
        return readable(session, user.person)
    return [Readable(row, "") for row in published(agenda.papers(session))]


def published(rows: Iterable[PaperRow]) -> list[PaperRow]:
    return [row for row in rows if row.paper.state == PaperState.PUBLISHED]


def seen_until(session: Session, person: Person) -> datetime | None:
    return PaperSight.objects.filter(session=session, person=person).values_list("seen_at", flat=True).first()


def news(row: PaperRow, seen: datetime | None) -> str:
    """Whether a published paper came, or came anew in some language, after the reader looked last."""
    if seen is None or row.paper.published_at > seen:
        return "new"
    received = [file.received_at for file in row.files.values() if file]
    return "changed" if any(moment > seen for moment in received) else ""


def documents_of(papers: Iterable[Readable], language: str = "") -> list[Document]:
    """The files in the order of the papers, in one language (the other one where it lacks) or in both."""
    if not language:
        return [file.document for each in papers for file in each.files]
    return [(each.row.files[language] or each.files[0]).document for each in papers if each.files]


# Words


def forms_of_address() -> list[FormOfAddress]:
    return list(FormOfAddress.objects.select_related("office"))


def text_of(kind: str, language: str, body_code: str) -> TemplateText | None:
    """The body's own text, else the general one."""
    rows = TemplateText.objects.filter(kind=kind, language=language, body_code__in=("", body_code))
    return rows.order_by("-body_code").first()


def job_of(session: Session) -> Job | None:
    """The last circulation's work."""
    kind = ContentType.objects.get_for_model(Session)
    return Job.objects.filter(about_type=kind, about_id=session.pk, task=TASK).order_by("-pk").first()
