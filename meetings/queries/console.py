"""Reads for the console: the agenda with its clock, who speaks, what is written and what is recorded."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone

from council_office.directory.models import Member
from meetings.models import Addressee, AgendaItem, Formula, ItemSheet, Session, Turn
from meetings.queries.agenda import Agenda
from meetings.queries.record import Paragraph, Record

ZERO = timedelta()


@dataclass(frozen=True)
class Desk:
    """One item as it lies on the secretary's desk."""

    number: str
    depth: int
    item: AgendaItem
    is_leaf: bool
    used: timedelta = ZERO
    open_since: datetime | None = None
    sheet: ItemSheet | None = None
    turns: list[Turn] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def planned_seconds(self) -> int:
        return self.item.minutes * 60 if self.is_leaf else 0

    @property
    def used_seconds(self) -> int:
        return int(self.used.total_seconds())

    @property
    def is_over(self) -> bool:
        return self.is_leaf and self.used_seconds > self.planned_seconds

    @property
    def was_taken(self) -> bool:
        return self.open_since is None and self.used > ZERO

    @property
    def speaking(self) -> Turn | None:
        return next((turn for turn in self.turns if turn.state == "speaking"), None)


class Console:
    """Everything on the one screen of a session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def desks(self) -> list[Desk]:
        agenda, record = Agenda(self.session), Record(self.session)
        sections = {s.item.pk: s.paragraphs for s in record.sections if s.item}
        used, since = self._clock
        return [
            Desk(
                entry.number,
                entry.depth,
                entry.item,
                entry.item.pk not in agenda.parents,
                used.get(entry.item.pk, ZERO),
                since.get(entry.item.pk),
                self._sheets.get(entry.item.pk),
                self._turns.get(entry.item.pk, []),
                sections.get(entry.item.pk, []),
            )
            for entry in agenda.entries
        ]

    @cached_property
    def current(self) -> Desk | None:
        """The open item; before the first is opened, the first."""
        is_open = (desk for desk in self.desks if desk.open_since)
        return next(is_open, None) or next(iter(self.desks), None)

    @cached_property
    def behind(self) -> int:
        """Whole minutes that the items taken so far ran over (negative: saved)."""
        taken = [desk for desk in self.desks if desk.is_leaf and desk.used > ZERO]
        over = sum(
            desk.used_seconds - desk.planned_seconds for desk in taken if not desk.open_since or desk.is_over
        )
        return round(over / 60)

    @cached_property
    def members(self) -> list[Member]:
        return list(Member.objects.in_order())

    @cached_property
    def formulas(self) -> list[Formula]:
        return list(Formula.objects.all())

    @cached_property
    def addressees(self) -> list[Addressee]:
        return list(Addressee.objects.all())

    @cached_property
    def _clock(self) -> tuple[dict[int, timedelta], dict[int, datetime]]:
        used: dict[int, timedelta] = {}
        since: dict[int, datetime] = {}
        now = timezone.now()
        for passage in self.session.passages.all():
            lasted = (passage.ended_at or now) - passage.began_at
            used[passage.item_id] = used.get(passage.item_id, ZERO) + lasted
            if passage.ended_at is None:
                since[passage.item_id] = passage.began_at
        return used, since

    @cached_property
    def _sheets(self) -> dict[int, ItemSheet]:
        return {sheet.item_id: sheet for sheet in ItemSheet.objects.filter(item__session=self.session)}

    @cached_property
    def _turns(self) -> dict[int, list[Turn]]:
        found: dict[int, list[Turn]] = {}
        for turn in self.session.turns.select_related("member"):
            found.setdefault(turn.item_id, []).append(turn)
        return found
