"""The Record of Decisions as a paper; also its drafts before it has a number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from documents import kinds
from documents.papers import Block, Facts, Heading, Numbered, Paper, Para, escaped
from meetings.letters.words import days_in_words, session_as_heading
from meetings.models import Session
from meetings.queries.record import WHOLE, Record, Section
from meetings.sentences import join
from meetings.states import ParticipantRole

DRAFT = "record-draft"
NO_NOTES: Mapping[int, Sequence[str]] = {}

kinds.register(DRAFT, gettext_lazy("Draft Record of Decisions"))


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
    notes: Mapping[int, Sequence[str]] = NO_NOTES,
    draft: int | None = None,
) -> Paper:
    """The record in one language; without a number it is a draft and says so on every page.

    `notes` are sentences under an item (who came, left, joined from afar); `draft` is the edition circulated.
    """
    with override(language):
        status = _("DRAFT %(number)s") % {"number": draft} if draft else "" if number else _("DRAFT")
        return Paper(
            kind=kind,
            number=draft_number(session) if draft else number or f"{session.label}/ROD",
            version=draft or version,
            title=_("Record of Decisions"),
            language=language,
            reference=session.label,
            date=dated_on,
            level=level,
            status=status,
            blocks=(
                Para(escaped(session_as_heading(session, language)), "lead"),
                Facts(head(session, people, language, version)),
                *body(facts, language, notes),
                *attachments(facts, language),
            ),
        )


def head(session: Session, people: Counter, language: str, version: int) -> list[tuple[str, str]]:
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


def draft_number(session: Session) -> str:
    """Under what the drafts of a record are filed; a draft has no number of its own."""
    return f"{session.label}/ROD-DRAFT"


def body(facts: Record, language: str, notes: Mapping[int, Sequence[str]] = NO_NOTES) -> list[Block]:
    """Headings of the items that have something to say, and the paragraphs numbered through."""
    blocks: list[Block] = []
    shown = spoken(facts)
    for section in facts.sections:
        if section.item and (section.item.pk in shown or section.item.pk in notes):
            blocks.append(item_heading(section, language))
            blocks += [Para(escaped(note), "note") for note in notes.get(section.item.pk, ())]
        blocks += [Numbered(f"{p.number}.", escaped(p.text(language))) for p in section.paragraphs]
    return blocks


def item_heading(section: Section, language: str) -> Heading:
    told = {"number": section.number, "title": section.title(language)}
    return Heading(escaped(_("Item %(number)s · %(title)s") % told), min(section.depth + 1, 3))


def spoken(facts: Record) -> set[int]:
    """The items with a paragraph, and the items above them."""
    above = {each.item.pk: each.item.parent_id for each in facts.items}
    found: set[int] = set()
    for section in facts.sections:
        pk = section.item.pk if section.item and section.paragraphs else None
        while pk is not None and pk not in found:
            found.add(pk)
            pk = above[pk]
    return found


def attachments(facts: Record, language: str) -> Sequence[Block]:
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
