"""The long minutes: what was said on each item, then what came of it; from the record’s own outcomes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from documents import kinds
from documents.papers import Block, Facts, Numbered, Paper, Para, escaped
from meetings.letters.record import NO_NOTES, attachments, head, item_heading, spoken
from meetings.letters.words import session_as_heading
from meetings.models import Session, Statement
from meetings.queries.minutes import OPEN_MINUTES, WHOLE_MINUTES
from meetings.queries.record import Record
from meetings.sentences import typographic

kinds.register(OPEN_MINUTES, gettext_lazy("Minutes"))
kinds.register(WHOLE_MINUTES, gettext_lazy("Minutes with restricted parts"))

Statements = Mapping[int, Sequence[Statement]]


def minutes(
    session: Session,
    facts: Record,
    people: Counter,
    statements: Statements,
    *,
    language: str,
    number: str = "",
    version: int = 1,
    dated_on: date | None = None,
    level: str = "internal",
    kind: str = OPEN_MINUTES,
    notes: Mapping[int, Sequence[str]] = NO_NOTES,
) -> Paper:
    """The minutes in one language; the paragraphs of the record keep their numbers in them."""
    with override(language):
        return Paper(
            kind=kind,
            number=number or f"{session.label}/MIN",
            version=version,
            title=_("Minutes"),
            language=language,
            reference=session.label,
            date=dated_on,
            level=level,
            status="" if number else _("DRAFT"),
            blocks=(
                Para(escaped(session_as_heading(session, language)), "lead"),
                Facts(head(session, people, language, version)),
                *items(facts, statements, language, notes),
                *attachments(facts, language),
            ),
        )


def items(
    facts: Record, statements: Statements, language: str, notes: Mapping[int, Sequence[str]]
) -> list[Block]:
    """Every item on which something was said, happened or was decided."""
    shown = spoken(facts) | above(facts, {*statements, *notes})
    blocks: list[Block] = []
    for section in facts.sections:
        if section.item and section.item.pk in shown:
            pk = section.item.pk
            blocks.append(item_heading(section, language))
            blocks += [Para(escaped(note), "note") for note in notes.get(pk, ())]
            blocks += [Para(said(one, language)) for one in statements.get(pk, ())]
        blocks += [Numbered(f"{p.number}.", escaped(p.text(language))) for p in section.paragraphs]
    return blocks


def above(facts: Record, wanted: set[int]) -> set[int]:
    """These items and those under which they stand."""
    parents = {each.item.pk: each.item.parent_id for each in facts.items}
    found: set[int] = set()
    for pk in wanted:
        while pk in parents and pk not in found:
            found.add(pk)
            pk = parents[pk]
    return found


def said(statement: Statement, language: str) -> str:
    """“**Japan** (Ms Sato): …”; a statement of nobody in particular is the discussion itself."""
    other = "en" if language == "fr" else "fr"
    text = getattr(statement, f"text_{language}").strip() or getattr(statement, f"text_{other}").strip()
    words = escaped(typographic(text, language))
    name = escaped(statement.speaker.letter_name) if statement.speaker else ""
    member = escaped(statement.member.name(language)) if statement.member else ""
    who = f"**{member}** ({name})" if member and name else f"**{member or name}**" if member or name else ""
    colon = "\N{NO-BREAK SPACE}:" if language == "fr" else ":"
    return f"{who}{colon} {words}" if who else words
