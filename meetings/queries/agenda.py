"""Reads for agendas and papers: the numbered tree, its clock, its versions, the papers in their order."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch

from meetings import agendas, paper_numbers
from meetings.agendas import Numbered, Slot
from meetings.letters.agenda import Line
from meetings.models import AgendaItem, AgendaVersion, PaperFile, Session, SessionPaper
from meetings.states import PaperState

LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Entry:
    """One visible item with its number, depth, slot and papers, and the entries under it."""

    number: str
    depth: int
    item: AgendaItem
    slot: Slot | None
    papers: list[SessionPaper]
    under: list["Entry"] = field(default_factory=list)


class Agenda:
    """The agenda of a session as `user` may see it (None: the office's own whole view)."""

    def __init__(self, session: Session, user=None) -> None:
        self.session, self.user = session, user

    @cached_property
    def numbered(self) -> list[Numbered[AgendaItem]]:
        """The whole tree, restricted items last, under numbers of their own."""
        items = AgendaItem.objects.filter(session=self.session).select_related("presenter", "carried")
        return agendas.number_items(items.prefetch_related("outcomes"))

    @cached_property
    def visible(self) -> frozenset[int] | None:
        if self.user is None:
            return None
        return frozenset(
            AgendaItem.objects.visible_to(self.user).filter(session=self.session).values_list("pk", flat=True)
        )

    @cached_property
    def parents(self) -> frozenset[int]:
        return frozenset(each.item.parent_id for each in self.numbered if each.item.parent_id)

    @cached_property
    def timed(self) -> dict[int, Slot]:
        """The slot of each item that has time of its own: those without items under them."""
        leaves = [each.item for each in self.numbered if each.item.pk not in self.parents]
        session = self.session
        slots = agendas.clock(
            [item.minutes for item in leaves],
            first=session.starts_on,
            last=session.ends_on,
            opens_at=session.opens_at,
            closes_at=session.closes_at,
        )
        return {item.pk: slot for item, slot in zip(leaves, slots, strict=True)}

    @cached_property
    def papers(self) -> dict[int, list[SessionPaper]]:
        found: dict[int, list[SessionPaper]] = {}
        rows = SessionPaper.objects.filter(session=self.session, item__isnull=False).exclude(
            state=PaperState.WITHDRAWN
        )
        rows = rows.visible_to(self.user) if self.user is not None else rows
        for paper in sorted(rows, key=lambda paper: paper_numbers.sort_key(paper.number)):
            found.setdefault(paper.item_id, []).append(paper)
        return found

    @cached_property
    def entries(self) -> list[Entry]:
        return [
            Entry(
                each.number,
                each.depth,
                each.item,
                self.timed.get(each.item.pk),
                self.papers.get(each.item.pk, []),
            )
            for each in self.numbered
            if self.visible is None or each.item.pk in self.visible
        ]

    @cached_property
    def tree(self) -> list[Entry]:
        """The entries at the top; the others hang under theirs, or stand at the top when theirs is hidden."""
        by_item = {entry.item.pk: entry for entry in self.entries}
        top = []
        for entry in self.entries:
            above = by_item.get(entry.item.parent_id)
            (above.under if above else top).append(entry)
        return top

    @cached_property
    def minutes(self) -> int:
        return sum(entry.item.minutes for entry in self.entries if entry.item.pk not in self.parents)

    @cached_property
    def minutes_available(self) -> int:
        session = self.session
        return agendas.minutes_available(
            first=session.starts_on,
            last=session.ends_on,
            opens_at=session.opens_at,
            closes_at=session.closes_at,
        )

    @property
    def minutes_over(self) -> int:
        return max(0, self.minutes - self.minutes_available)

    def number_of(self, item: AgendaItem | None) -> str:
        return next((each.number for each in self.numbered if item and each.item.pk == item.pk), "")

    def lines(self) -> list[Line]:
        """What the paper of the agenda says of each item."""
        return [
            Line(
                entry.number,
                entry.depth,
                entry.item,
                entry.slot.starts_at if entry.slot else None,
                tuple(paper.number for paper in entry.papers),
            )
            for entry in self.entries
        ]

    def snapshot(self) -> list[agendas.Snapshot]:
        """The agenda as a version keeps it."""
        return [
            {
                "key": entry.item.pk,
                "number": entry.number,
                "depth": entry.depth,
                "title_en": entry.item.title_en,
                "title_fr": entry.item.title_fr,
                "purpose": entry.item.purpose,
                "minutes": entry.item.minutes,
                "access": entry.item.access,
            }
            for entry in self.entries
        ]


def latest_version(session: Session) -> AgendaVersion | None:
    return session.agenda_versions.order_by("-number").first()


def untold(session: Session, language: str) -> list[str]:
    """What changed since the agenda was last issued, in words."""
    version = latest_version(session)
    return agendas.differences(version.items, Agenda(session).snapshot(), language) if version else []


def changes_in(version: AgendaVersion, language: str) -> list[str]:
    """What a version changed from the one before it, in words."""
    before = AgendaVersion.objects.filter(session=version.session, number=version.number - 1).first()
    return agendas.differences(before.items, version.items, language) if before else []


@dataclass(frozen=True)
class PaperRow:
    """A paper with its newest file per language, and which language is missing or older than its source."""

    paper: SessionPaper
    files: dict[str, PaperFile | None]

    @property
    def gaps(self) -> list[str]:
        """Languages without a file, or whose file is older than the newest of the other language."""
        received = {code: file.received_at for code, file in self.files.items() if file}
        editions = {code: file.edition for code, file in self.files.items() if file}
        newest = max(editions.values(), default=0)
        return [code for code in LANGUAGES if code not in received or editions[code] < newest]

    @property
    def is_late(self) -> bool:
        paper, received = self.paper, [file.received_at for file in self.files.values() if file]
        return bool(paper.due_on and received and min(received).date() > paper.due_on)


def papers(session: Session, user=None, *, with_readers: bool = False) -> list[PaperRow]:
    """The papers of a session in reading order, with their newest files (and who may read)."""
    rows = SessionPaper.objects.filter(session=session).select_related("item", "owner")
    rows = rows.visible_to(user) if user is not None else rows
    files = Prefetch("files", PaperFile.objects.select_related("document").order_by("-edition"))
    wanted = (files, "readers", "item__seated") if with_readers else (files,)
    found = [PaperRow(paper, newest_files(paper)) for paper in rows.prefetch_related(*wanted)]
    return sorted(found, key=lambda row: paper_numbers.sort_key(row.paper.number))


def newest_files(paper: SessionPaper) -> dict[str, PaperFile | None]:
    files = list(paper.files.all())
    return {code: next((file for file in files if file.language == code), None) for code in LANGUAGES}
