"""Verbs on questions."""

from typing import Any

from django.utils.translation import gettext as _

from council_office.directory.models import User
from council_office.ledger import moves
from council_office.ledger.moves import Refused
from council_office.reports.models import Question, Schedule


def ask(*, by: User, **facts: Any) -> Question:
    """Keep a question of one's own."""
    return moves.create(Question, by=by, owner=by, **facts)


def revise_question(question: Question, *, by: User, seen: int | None = None, **changes: Any) -> Question:
    return moves.revise(question, by=by, seen=seen, **changes)


def remove_question(question: Question, *, by: User) -> None:
    """Forget a question; Refused while a schedule sends its answer."""
    if schedule := Schedule.objects.filter(report=question.code).first():
        raise Refused(
            _("“%(schedule)s” sends the answer to this question. End that schedule first.")
            % {"schedule": schedule}
        )
    moves.remove(question, by=by)
