"""Verbs on what was said, for the long minutes; and on items of which there is nothing to record."""

from typing import Any

from django.db import transaction

from council_office.ledger import moves
from meetings.actions.refusals import require_own, require_writable
from meetings.models import AgendaItem, Session, Statement
from meetings.queries.record import Record


@transaction.atomic
def add_statement(session: Session, *, by, item: AgendaItem, **facts: Any) -> Statement:
    """What a Member, somebody or the meeting said on an item, last under it."""
    session = moves.lock(session)
    require_writable(session)
    require_own(session, item, ())
    last = session.statements.filter(item=item).order_by("-position").first()
    position = last.position + 1 if last else 1
    return moves.create(Statement, by=by, session=session, item=item, position=position, **facts)


@transaction.atomic
def revise_statement(
    statement: Statement, *, by, seen: int | None = None, item: AgendaItem, **changes: Any
) -> Statement:
    require_writable(statement.session)
    require_own(statement.session, item, ())
    return moves.revise(statement, by=by, seen=seen, item=item, **changes)


@transaction.atomic
def remove_statement(statement: Statement, *, by, reason: str = "") -> None:
    require_writable(statement.session)
    moves.remove(statement, by=by, reason=reason)


@transaction.atomic
def record_nothing(item: AgendaItem, *, by) -> AgendaItem:
    """The item was taken and had no outcome: the record may be closed without one."""
    require_writable(item.session)
    return moves.revise(item, by=by, nothing_to_record=True)


@transaction.atomic
def record_something(item: AgendaItem, *, by) -> AgendaItem:
    """The item waits for its outcome again."""
    require_writable(item.session)
    return moves.revise(item, by=by, nothing_to_record=False)


@transaction.atomic
def record_nothing_more(session: Session, *, by) -> int:
    """Every item not for decision that has no outcome was taken without one; returns how many."""
    session = moves.lock(session)
    waiting = [section.item for section in Record(session).silent]
    for item in waiting:
        record_nothing(item, by=by)
    return len(waiting)
