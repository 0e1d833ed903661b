"""The mail that tells a participant of new papers, and the sheet of contents on top of a pack; pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from documents import placeholders
from documents.letters import Filled, fill
from documents.models import TemplateText
from documents.papers import Heading, Paper, Para, Table
from meetings.letters.words import days_in_words, session_as_heading, session_in_words
from meetings.models import Session, SessionPaper

MAIL = "meetings.circulation_mail"

placeholders.register(
    MAIL,
    {
        "salutation": gettext_lazy("the salutation, in the right form of address"),
        "session": gettext_lazy("the session in words: 40th meeting of the ITER Council (IC-40)"),
        "label": gettext_lazy("the session’s label: IC-40"),
        "dates": gettext_lazy("the days of the session in words"),
        "papers": gettext_lazy("the papers, one a line: number and title"),
        "note": gettext_lazy("the covering words of this circulation"),
        "area_link": gettext_lazy("the addressee’s personal page with the papers"),
        "signatory": gettext_lazy("who signs"),
    },
)


def mail(
    text: TemplateText,
    session: Session,
    papers: Iterable[tuple[SessionPaper, bool]],
    *,
    salutation: str,
    note: str,
    area_link: str,
    language: str,
) -> tuple[Filled, Filled]:
    """Subject and text for one addressee; `papers`: those they may know of, each with whether it is late."""
    with override(language):
        late = _("after the deadline")
    lines = [
        f"– {paper.number}  {paper.title(language)}{f' ({late})' if is_late else ''}"
        for paper, is_late in papers
    ]
    values = {
        "salutation": salutation,
        "session": session_in_words(session, language),
        "label": session.label,
        "dates": days_in_words(session.starts_on, session.ends_on, language),
        "papers": "\n".join(lines),
        "note": note,
        "area_link": area_link,
        "signatory": session.signatory.letter_name if session.signatory else "",
    }
    return fill(text.subject, values), fill(text.text, values)


def contents(session: Session, papers: Sequence[SessionPaper], *, language: str, on: date) -> Paper:
    """What is in a pack, in the order in which it is taken."""
    with override(language):
        heads = (_("Number"), _("Title"), _("Published"))
        title, days = _("Papers of the session"), days_in_words(session.starts_on, session.ends_on, language)
    rows = tuple((p.number, p.title(language), p.published_at and p.published_at.date()) for p in papers)
    return Paper(
        kind="pack",
        number="",
        title=f"{session.label} · {title}",
        language=language,
        date=on,
        reference=session.label,
        level="internal",
        blocks=(
            Heading(session_as_heading(session, language)),
            Para(days, "lead"),
            Table(heads, rows, widths=(0.22, 0.58, 0.2)),
        ),
    )
