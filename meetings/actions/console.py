"""Verbs of the console: each entry is kept once under its identifier, at the time it was really made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from council_office.directory.models import Member
from council_office.ledger import moves
from council_office.ledger.moves import Conflict, Refused
from meetings.actions.record import add_outcome
from meetings.actions.refusals import require_writable
from meetings.models import (
    Addressee,
    AgendaItem,
    ConsoleEntry,
    Formula,
    ItemSheet,
    Passage,
    Session,
    Turn,
)
from meetings.states import EntryState

# A clock that is wrong by more than this is not believed.
OLDEST = timedelta(days=3)


@dataclass(frozen=True)
class Entry:
    """What the browser sends: an identifier of its own, what was done, on which item, when."""

    uid: UUID
    kind: str
    at: datetime
    item: int | None = None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Kept:
    """What became of an entry; `theirs` is what somebody else wrote meanwhile."""

    uid: UUID
    state: str
    answer: str = ""
    seen: int | None = None
    theirs: tuple[tuple[str, str, str], ...] = ()


def keep_entry(session: Session, entry: Entry, *, by) -> Kept:
    """Do what the entry says, once: sent again, it gives the first answer; refused or not, it is kept."""
    try:
        with transaction.atomic():
            session = moves.lock(session)
            if known := ConsoleEntry.objects.filter(uid=entry.uid).first():
                return Kept(known.uid, known.state, known.answer)
            seen = _do(session, entry, by=by)
            _note(session, entry, EntryState.DONE, by=by)
        return Kept(entry.uid, EntryState.DONE, seen=seen)
    except Conflict as conflict:
        return _kept_back(session, entry, EntryState.CONFLICT, conflict, by=by)
    except (Refused, ValidationError) as refused:
        return _kept_back(session, entry, EntryState.REFUSED, refused, by=by)


def _do(session: Session, entry: Entry, *, by) -> int | None:
    require_writable(session)
    if entry.kind not in KINDS:
        raise Refused(_("The console does not know “%(kind)s”.") % {"kind": entry.kind})
    item = _item(session, entry.item)
    return KINDS[entry.kind](session, item, entry.data, at=_believed(entry.at), by=by)


def _kept_back(session: Session, entry: Entry, state: str, error: Exception, *, by) -> Kept:
    """What could not be done stays readable in the log of the console."""
    words = " ".join(getattr(error, "messages", None) or [str(error)])
    _note(session, entry, state, answer=words, by=by)
    if state != EntryState.CONFLICT:
        return Kept(entry.uid, state, words)
    sheet = ItemSheet.objects.get(item=entry.item, item__session=session)
    return Kept(entry.uid, state, words, sheet.version, tuple(_differing(sheet, entry.data)))


def _differing(sheet: ItemSheet, yours: dict) -> Iterator[tuple[str, str, str]]:
    """Name, label and text of each field in which the sheet differs from what was sent."""
    for name in TEXTS:
        if name in yours and yours[name] != getattr(sheet, name):
            yield name, str(sheet._meta.get_field(name).verbose_name), getattr(sheet, name)


def _note(session: Session, entry: Entry, state: str, *, answer: str = "", by) -> ConsoleEntry:
    return ConsoleEntry.objects.create(
        uid=entry.uid,
        session=session,
        kind=entry.kind[:20],
        data={"item": entry.item, **entry.data},
        entered_at=_believed(entry.at),
        by=by,
        state=state,
        answer=answer,
    )


def _believed(at: datetime) -> datetime:
    """The browser's time, unless it lies in the future or too far back."""
    now = timezone.now()
    return at if now - OLDEST <= at <= now else now


def _item(session: Session, pk: int | None) -> AgendaItem:
    item = session.items.filter(pk=pk).first() if pk else None
    if item is None:
        raise Refused(_("This item is no longer on the agenda of %(session)s.") % {"session": session})
    return item


# The clock of the items


def open_item(session: Session, item: AgendaItem, data: dict, *, at: datetime, by) -> None:
    """The Chair opens the item; whichever was open is closed at the same moment."""
    running = session.passages.filter(ended_at__isnull=True).first()
    if running and running.item_id == item.pk:
        return
    if running:
        at = max(at, running.began_at)
        moves.revise(running, by=by, ended_at=at)
    moves.create(Passage, by=by, session=session, item=item, began_at=at)


def close_item(session: Session, item: AgendaItem, data: dict, *, at: datetime, by) -> None:
    """The item is done, or the meeting breaks."""
    if running := session.passages.filter(ended_at__isnull=True, item=item).first():
        moves.revise(running, by=by, ended_at=max(at, running.began_at))


# Who speaks


def ask_floor(session: Session, item: AgendaItem, data: dict, *, at: datetime, by) -> None:
    """A Member, or somebody by name, asks for the floor."""
    code, label = data.get("member") or "", (data.get("label") or "").strip()
    member = Member.objects.filter(code=code).first()
    if code and member is None:
        raise Refused(_("There is no Member “%(code)s”.") % {"code": code})
    if member is None and not label:
        raise Refused(_("Say who asks for the floor."))
    uid = _uid(data.get("turn"))
    moves.create(Turn, by=by, uid=uid, session=session, item=item, member=member, label=label, asked_at=at)


def give_floor(session: Session, item: AgendaItem, data: dict, *, at: datetime, by) -> None:
    """The speaker begins; whoever spoke has ended."""
    turn = _turn(session, data)
    if turn.began_at is not None:
        return
    for speaking in session.turns.filter(began_at__isnull=False, ended_at__isnull=True):
        moves.revise(speaking, by=by, ended_at=max(at, speaking.began_at))
    moves.revise(turn, by=by, began_at=at)


def end_floor(session: Session, item: AgendaItem, data: dict, *, at: datetime, by) -> None:
    turn = _turn(session, data)
    if turn.began_at is None:
        raise Refused(_("%(speaker)s has not spoken yet.") % {"speaker": turn})
    if turn.ended_at is None:
        moves.revise(turn, by=by, ended_at=max(at, turn.began_at))


def drop_floor(session: Session, item: AgendaItem, data: dict, *, at: datetime, by) -> None:
    """Somebody no longer wishes to speak."""
    turn = _turn(session, data)
    if turn.began_at is not None:
        raise Refused(_("%(speaker)s has already spoken.") % {"speaker": turn})
    moves.remove(turn, by=by)


def _turn(session: Session, data: dict) -> Turn:
    turn = session.turns.filter(uid=_uid(data.get("turn"))).first()
    if turn is None:
        raise Refused(_("This speaker is no longer on the list."))
    return turn


def _uid(value: Any) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        raise Refused(_("The entry has no identifier.")) from None


# What is written

TEXTS = ("notes", "conclusion_en", "conclusion_fr")


def write_sheet(session: Session, item: AgendaItem, data: dict, *, at: datetime, by) -> int:
    """The notes and the wording of an item, unless somebody else changed them since `seen`."""
    texts = {name: str(data.get(name) or "") for name in TEXTS if name in data}
    sheet = ItemSheet.objects.filter(item=item).first()
    if sheet is None:
        return moves.create(ItemSheet, by=by, item=item, written_by=by, **texts).version
    # Entries made one after the other without network all saw the same version: one's own is no conflict.
    seen = None if sheet.written_by_id == by.pk else int(data.get("seen") or 0)
    return moves.revise(sheet, by=by, seen=seen, written_by=by, **texts).version


def mark_outcome(session: Session, item: AgendaItem, data: dict, *, at: datetime, by) -> int:
    """The conclusion becomes a paragraph of the record: a decision, an action or any other act."""
    formula = Formula.objects.filter(code=data.get("formula") or "").first()
    if formula is None:
        raise Refused(_("Choose the verb of the paragraph."))
    words = {name: str(data.get(name) or "").strip() for name in ("text_en", "text_fr")}
    if not any(words.values()):
        raise Refused(_("Say what, in at least one language."))
    act = {
        "formula": formula,
        "addressee": Addressee.objects.filter(pk=data.get("addressee") or None).first(),
        "due_on": parse_date(data.get("due_on") or ""),
        **words,
    }
    add_outcome(session, by=by, item=item, acts=[act])
    sheet = ItemSheet.objects.filter(item=item).first()
    return moves.revise(sheet, by=by, conclusion_en="", conclusion_fr="").version if sheet else 0


Verb = Callable[..., int | None]
KINDS: dict[str, Verb] = {
    "open": open_item,
    "close": close_item,
    "ask": ask_floor,
    "give": give_floor,
    "end": end_floor,
    "drop": drop_floor,
    "sheet": write_sheet,
    "mark": mark_outcome,
}
