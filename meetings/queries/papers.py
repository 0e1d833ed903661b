"""Reads for the numbers of papers."""

from meetings import paper_numbers
from meetings.models import AgendaItem, Session
from meetings.queries.agenda import Agenda

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
