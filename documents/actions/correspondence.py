"""Verbs on incoming letters and on what both directions share: registered, closed, cancelled."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from council_office.calendar import actions as calendar
from council_office.calendar.models import Plan
from council_office.calendar.queries import tasks_of
from council_office.calendar.states import Occasion, TaskState
from council_office.ledger import moves, numbering
from council_office.ledger.moves import Refused
from documents import archive, uploads
from documents.actions.documents import insert
from documents.actions.filing import read
from documents.models import Document, Letter
from documents.states import Direction, LetterState

INCOMING, OUTGOING = "IN", "OUT"


def register_letter(*, by, received_on: date, reply_wanted: bool = True, file=None, **facts) -> Letter:
    """An incoming letter under the next number, with its scan, its owner and the clock of its reply."""
    stored = store(file) if file else None
    try:
        return registered(by=by, received_on=received_on, reply_wanted=reply_wanted, stored=stored, **facts)
    except Exception:
        if stored:
            archive.discard(stored["stored"].name)
        raise


@transaction.atomic
def registered(*, by, received_on: date, reply_wanted: bool, stored: Mapping | None, **facts) -> Letter:
    number = numbering.take(INCOMING, received_on.year)
    state = LetterState.REGISTERED
    if not reply_wanted:
        state, facts["outcome"] = LetterState.CLOSED, _("For information: no reply was wanted.")
    letter = moves.create(
        Letter,
        by=by,
        direction=Direction.INCOMING,
        state=state,
        number=number,
        received_on=received_on,
        **facts,
    )
    numbering.given(number, letter)
    if stored:
        attach(letter, "letter_in", number, letter.subject, stored, by=by)
    if letter.answers:
        note_answer(letter.answers, by=by)
    if reply_wanted:
        start_clock(letter, by=by)
    return letter


def start_clock(letter: Letter, *, by) -> None:
    """Deadlines by the rules in force on the day it came, for the owner by name when there is one."""
    plan = calendar.make_plan(letter, occasion=Occasion.LETTER, on=letter.received_on, by=by)
    if letter.owner:
        for task in plan.tasks.open():
            calendar.assign_task(task, owner=letter.owner, by=by)


def note_answer(letter: Letter, *, by) -> None:
    """The letter that somebody answered: its clock stops; one that is already over stays as it is."""
    moves.lock(letter)
    if LetterState.ANSWERED in Letter.MOVES.get(letter.state, ()):
        moves.move(letter, LetterState.ANSWERED, by=by)
        stop_clock(letter, by=by)


def stop_clock(letter: Letter, *, by) -> None:
    for task in tasks_of(letter).filter(state=TaskState.OPEN).order_by("due_on", "pk"):
        calendar.finish_task(task, by=by)


@transaction.atomic
def assign_letter(letter: Letter, *, by, owner) -> Letter:
    """Another owner; the open deadlines go along."""
    letter = moves.revise(letter, by=by, owner=owner)
    for task in tasks_of(letter).filter(state=TaskState.OPEN):
        calendar.assign_task(task, owner=owner, by=by)
    return letter


@transaction.atomic
def close_letter(letter: Letter, *, by, outcome: str) -> Letter:
    """Nothing more happens to it; the reason stays, the clock stops."""
    if not outcome.strip():
        raise Refused(_("Say how the letter ended."))
    letter = moves.move(letter, LetterState.CLOSED, by=by, outcome=outcome.strip()[:300])
    if plan := Plan.objects.of(letter).first():
        calendar.cancel_plan(plan, by=by, reason=letter.outcome)
    return letter


@transaction.atomic
def cancel_letter(letter: Letter, *, by, reason: str) -> Letter:
    """A letter that should not count; its number, when it has one, stays taken with the reason."""
    if not reason.strip():
        raise Refused(_("Say why the letter is cancelled."))
    if letter.number:
        numbering.cancel(letter.number, by=by, reason=reason.strip()[:300])
    letter = moves.move(letter, LetterState.CANCELLED, by=by, outcome=reason.strip()[:300])
    if plan := Plan.objects.of(letter).first():
        calendar.cancel_plan(plan, by=by, reason=letter.outcome)
    return letter


def enclose(letter: Letter, *, by, file, title: str) -> Document:
    """A file that came or goes with the letter, under the letter's own number."""
    if not letter.number:
        raise Refused(_("A draft has no number yet: enclose files once it is approved."))
    stored = store(file)
    with transaction.atomic():
        moves.lock(letter)
        place = Document.objects.about(letter).filter(kind="enclosure").count() + 1
        return attach(letter, "enclosure", f"{letter.number}/{place}", title, stored, by=by)


def store(file) -> dict:
    """The bytes in the archive and what they are, before anything is locked."""
    data, name = read(file)
    form, uid = uploads.form_of(data, name), uuid.uuid4()
    return {"stored": archive.write(data, uid, form), "uid": uid, "form": form, "original_name": name[:200]}


def attach(
    letter: Letter, kind: str, number: str, title: str, stored: Mapping, *, by, version: int = 1
) -> Document:
    """The document of a stored file, with the marking of its letter."""
    return insert(
        by=by,
        about=letter,
        kind=kind,
        number=number,
        version_number=version,
        title=title[:300],
        language=letter.language,
        level=letter.level,
        group=letter.group,
        **stored,
    )
