"""Reads for the long minutes: what was said on each item."""

from meetings.models import Session, Statement
from meetings.queries.record import LANGUAGES, Record

OPEN_MINUTES = "minutes"
WHOLE_MINUTES = "minutes-full"


def statements(session: Session) -> dict[int, list[Statement]]:
    """What was said, by item, in order."""
    found: dict[int, list[Statement]] = {}
    rows = Statement.objects.filter(session=session).select_related("member", "speaker")
    for statement in rows.order_by("position", "pk"):
        found.setdefault(statement.item_id, []).append(statement)
    return found


def seen(said: dict[int, list[Statement]], record: Record) -> dict[int, list[Statement]]:
    """The statements on the items that the reader of the record may know of."""
    return {pk: rows for pk, rows in said.items() if record.visible is None or pk in record.visible}


def gaps(session: Session, language: str) -> int:
    """How many statements lack their words in a language."""
    return Statement.objects.filter(session=session, **{f"text_{language}": ""}).count()


def languages(session: Session) -> list[str]:
    """The languages in which the minutes can be read whole."""
    return [language for language in LANGUAGES if not gaps(session, language)]
