"""Verbs on ideas; whoever proposed one hears what became of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from council_office.desk.actions.notices import notify
from council_office.desk.models import Idea
from council_office.desk.states import IdeaState, NoticeKind
from council_office.directory.models import User
from council_office.ledger import moves, numbering
from council_office.ledger.moves import Refused

SERIES = "IDEA"
BECAME = gettext_noop("Your idea %(number)s: %(title)s")


@transaction.atomic
def propose_idea(*, by: User, **facts) -> Idea:
    number = numbering.take(SERIES, timezone.localdate().year)
    idea = moves.create(Idea, by=by, number=number, proposed_by=by, **facts)
    numbering.given(number, idea)
    return idea


def revise_idea(idea: Idea, *, by, seen: int | None = None, **changes) -> Idea:
    """Other words or figures, as long as nobody has decided."""
    if idea.state not in (IdeaState.NEW, IdeaState.CONSIDERED):
        raise Refused(_("It is decided: propose a new idea."))
    return moves.revise(idea, by=by, seen=seen, **changes)


def consider_idea(idea: Idea, *, by) -> Idea:
    """The office looks at it."""
    return _decide(idea, IdeaState.CONSIDERED, by=by, outcome=idea.outcome)


def accept_idea(idea: Idea, *, by, outcome: str = "") -> Idea:
    """It will be done; from now on the whole house reads it."""
    return _decide(idea, IdeaState.ACCEPTED, by=by, outcome=outcome)


def finish_idea(idea: Idea, *, by, outcome: str) -> Idea:
    """It is in practice; the outcome says what it brought."""
    return _decide(idea, IdeaState.DONE, by=by, outcome=outcome)


def decline_idea(idea: Idea, *, by, outcome: str) -> Idea:
    """Not now, and why."""
    return _decide(idea, IdeaState.DECLINED, by=by, outcome=outcome)


@transaction.atomic
def _decide(idea: Idea, to: str, *, by, outcome: str) -> Idea:
    idea = moves.move(idea, to, by=by, outcome=outcome.strip(), decided_at=timezone.now())
    if idea.proposed_by_id != by.actor_id:
        notify(
            idea.proposed_by,
            kind=NoticeKind.IDEA,
            words=BECAME,
            facts={"number": idea.number, "title": idea.title},
            details=idea.outcome,
            about=idea,
            key=f"{idea.number}:{to}",
        )
    return idea
