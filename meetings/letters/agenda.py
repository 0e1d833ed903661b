"""The agenda of a session as a paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.papers import Facts, Heading, Paper, Para, Table, escaped
from meetings.letters.words import days_in_words, session_as_heading
from meetings.models import AgendaItem, Session
from meetings.states import AgendaState


@dataclass(frozen=True)
class Line:
    """One line of the agenda: the item under its number, when it is taken, its papers."""

    number: str
    depth: int
    item: AgendaItem
    starts_at: datetime | None
    papers: tuple[str, ...]


def agenda(
    session: Session,
    lines: Sequence[Line],
    *,
    state: str,
    version: int,
    language: str,
    dated_on: date | None,
    status: str = "",
) -> Paper:
    """The agenda in one language; the number of its version makes it a paper of its own."""
    with override(language):
        words = AgendaState(state).label
        head = (_("Item"), _("Subject"), _("Purpose"), _("Presenter"), _("Time"), _("Papers"))
        rows = tuple(_row(line, language) for line in lines)
        pairs = (
            (_("Dates"), days_in_words(session.starts_on, session.ends_on, language)),
            (_("Place"), session.place(language) or session.get_mode_display()),
            (_("Opening"), f"{session.opens_at:%H:%M}"),
        )
        return Paper(
            kind="agenda",
            number=f"{session.label}/AG",
            version=version,
            title=_("%(state)s agenda") % {"state": words},
            language=language,
            reference=session.label,
            date=dated_on,
            status=status,
            blocks=(
                Heading(session_as_heading(session, language)),
                Facts(pairs),
                Table(head, rows, widths=(0.07, 0.38, 0.16, 0.15, 0.12, 0.12)),
            ),
        )


def _row(line: Line, language: str) -> tuple:
    title = escaped(line.item.title(language))
    at = format_datetime(line.starts_at, "EEE HH:mm", locale=language) if line.starts_at else ""
    presenter = line.item.presenter.letter_name if line.item.presenter else ""
    subject = Para(f"**{title}**" if line.depth == 0 else title)
    return (line.number, subject, line.item.get_purpose_display(), presenter, at, ", ".join(line.papers))
