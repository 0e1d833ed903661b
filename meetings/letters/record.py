"""The Record of Decisions as a paper."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from documents.papers import Block, Facts, Heading, Numbered, Paper, Para, escaped
from meetings.letters.words import days_in_words, session_in_words
from meetings.models import Session
from meetings.queries.record import WHOLE, Record
from meetings.sentences import join
from meetings.states import ParticipantRole


def record(
    session: Session,
    facts: Record,
    people: Counter,
    *,
    language: str,
    number: str = "",
    version: int = 1,
    dated_on: date | None = None,
    level: str = "internal",
    kind: str = WHOLE,
) -> Paper:
    """The record in one language; without a number it is a draft and says so on every page."""
    with override(language):
        return Paper(
            kind=kind,
            number=number or f"{session.label}/ROD",
            version=version,
            title=_("Record of Decisions"),
            language=language,
            reference=session.label,
            date=dated_on,
            level=level,
            status="" if number else _("DRAFT"),
            blocks=(
                Para(escaped(session_in_words(session, language)), "lead"),
                Facts(_head(session, people, language, version)),
                *_body(facts, language),
                *_attachments(facts, language),
            ),
        )


def _head(session: Session, people: Counter, language: str, version: int) -> list[tuple[str, str]]:
    chair = session.chair_note(language) or (session.chair.letter_name if session.chair else "")
    pairs = [
        (_("Dates"), days_in_words(session.starts_on, session.ends_on, language)),
        (_("Place"), session.place(language) or session.get_mode_display()),
        (_("Chair"), chair),
        (_("Participants"), participants_line(people, language)),
        (_("Edition"), _("Rev. %(number)s") % {"number": version - 1} if version > 1 else ""),
    ]
    return [(label, value) for label, value in pairs if value]


def participants_line(people: Counter, language: str) -> str:
    """“7 delegations: 28 Representatives, 12 experts and 3 observers”."""
    speaking = people[ParticipantRole.HEAD] + people[ParticipantRole.REPRESENTATIVE]
    counted = (
        (speaking, ngettext("%d Representative", "%d Representatives", speaking)),
        *((people[role], words(people[role])) for role, words in OTHERS.items()),
    )
    parts = [words % number for number, words in counted if number]
    if not parts:
        return ""
    said = join(parts, language)
    if not (delegations := people["delegations"]):
        return said
    opening = ngettext("%d delegation", "%d delegations", delegations) % delegations
    return f"{opening}\N{NO-BREAK SPACE}: {said}" if language == "fr" else f"{opening}: {said}"


OTHERS = {
    ParticipantRole.ALTERNATE: lambda n: ngettext("%d alternate", "%d alternates", n),
    ParticipantRole.EXPERT: lambda n: ngettext("%d expert", "%d experts", n),
    ParticipantRole.INTERPRETER: lambda n: ngettext("%d interpreter", "%d interpreters", n),
    ParticipantRole.IO: lambda n: ngettext(
        "%d person of the ITER Organization", "%d people of the ITER Organization", n
    ),
    ParticipantRole.OBSERVER: lambda n: ngettext("%d observer", "%d observers", n),
    ParticipantRole.INVITED: lambda n: ngettext("%d invited person", "%d invited people", n),
}


def _body(facts: Record, language: str) -> list[Block]:
    """Headings of the items that have something to say, and the paragraphs numbered through."""
    blocks: list[Block] = []
    shown = _spoken(facts)
    for section in facts.sections:
        if section.item and section.item.pk in shown:
            told = {"number": section.number, "title": section.title(language)}
            title = _("Item %(number)s · %(title)s") % told
            blocks.append(Heading(escaped(title), min(section.depth + 1, 3)))
        blocks += [Numbered(f"{p.number}.", escaped(p.text(language))) for p in section.paragraphs]
    return blocks


def _spoken(facts: Record) -> set[int]:
    """The items with a paragraph, and the items above them."""
    above = {each.item.pk: each.item.parent_id for each in facts.items}
    found: set[int] = set()
    for section in facts.sections:
        pk = section.item.pk if section.item and section.paragraphs else None
        while pk is not None and pk not in found:
            found.add(pk)
            pk = above[pk]
    return found


def _attachments(facts: Record, language: str) -> Sequence[Block]:
    if not facts.attachments:
        return ()
    return (
        Heading(_("Attachments"), 1),
        *(
            Numbered(f"{number}.", escaped(_attached(attachment, language)))
            for number, attachment in facts.attachments
        ),
    )


def _attached(attachment, language: str) -> str:
    number = attachment.paper.number if attachment.paper else ""
    return " · ".join(filter(None, (attachment.title(language), number)))
