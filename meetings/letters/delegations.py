"""The list of participants of a session as a paper, with what changed since it was last issued."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from documents.papers import Bullets, Facts, Heading, Paper, Para, Table, escaped, unmarked
from meetings.letters.words import day_in_words, days_in_words, session_as_heading
from meetings.models import Participant, Session
from meetings.states import ParticipantRole, SessionState

KIND = "participants"
# How wide the columns are: name, function, capacity.
WIDTHS = (0.34, 0.44, 0.22)


@dataclass(frozen=True)
class Group:
    """A Member's people, or those of one role outside the delegations, in the order of the list."""

    name_en: str
    name_fr: str
    people: tuple[Participant, ...]
    role: str = ""

    def name(self, language: str) -> str:
        """The Member's formal name; of the others, the role in the language that is active."""
        if self.role:
            return heading_of(self.role)
        return self.name_fr if language == "fr" else self.name_en

    @property
    def shown(self) -> str:
        """The name in the reader's language."""
        return self.name((get_language() or "en")[:2])


@dataclass(frozen=True)
class ListFacts:
    session: Session
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.people) for group in self.groups)


def list_number(session: Session) -> str:
    return f"{session.label}/PL"


def participants_list(
    facts: ListFacts, *, language: str, version: int, dated_on: date, before: Paper | None = None
) -> Paper:
    """By Member, the head first; what is new or changed since `before` stands in bold, who left below."""
    with override(language):
        known = rows_of(before) if before else None
        blocks = [
            Heading(session_as_heading(facts.session, language)),
            Facts(head_facts(facts, language)),
            *revision_note(before, language),
        ]
        for group in facts.groups:
            blocks += group_blocks(group, language, known)
        blocks += left_out(facts, language, known)
        return Paper(
            kind=KIND,
            number=list_number(facts.session),
            title=title(facts.session, version),
            language=language,
            blocks=tuple(blocks),
            reference=facts.session.label,
            date=dated_on,
            version=version,
        )


def title(session: Session, version: int) -> str:
    """Provisional until the session was held; later versions are revisions of the first."""
    over = session.state in (SessionState.HELD, SessionState.RECORDED)
    words = _("List of participants") if over else _("Provisional list of participants")
    return (
        words if version == 1 else _("%(title)s, Rev. %(number)d") % {"title": words, "number": version - 1}
    )


def rows_of(paper: Paper) -> dict[tuple[str, str], tuple[str, str]]:
    """What a list says of each person: (group, name) → (function, capacity), marks left out."""
    found, group = {}, ""
    for block in paper.blocks:
        if isinstance(block, Heading):
            group = block.text
        elif isinstance(block, Table):
            for row in block.rows:
                name, function, capacity = (plain(cell) for cell in row)
                found[group, name] = (function, capacity)
    return found


def says_the_same(one: Paper, other: Paper) -> bool:
    """Whether two lists name the same people with the same words, whatever is marked in them."""
    return rows_of(one) == rows_of(other)


def head_facts(facts: ListFacts, language: str) -> tuple[tuple[str, str], ...]:
    session = facts.session
    return (
        (_("Dates"), days_in_words(session.starts_on, session.ends_on, language)),
        (_("Place"), session.place(language) or session.get_mode_display()),
        (_("Participants"), str(facts.count)),
    )


def revision_note(before: Paper | None, language: str) -> list[Para]:
    if before is None or before.date is None:
        return []
    told = {"day": day_in_words(before.date, language)}
    return [Para(_("New or changed since the list of %(day)s: **in bold**.") % told, "note")]


def group_blocks(group: Group, language: str, known: dict | None) -> list:
    name = group.name(language)
    rows = tuple(row_of(name, one, language, known) for one in group.people)
    columns = (_("Name"), _("Function"), pgettext("in which somebody takes part", "Capacity"))
    return [Heading(name, level=2), Table(columns, rows, widths=WIDTHS)]


def row_of(group: str, participant: Participant, language: str, known: dict | None) -> tuple:
    """Name, function, capacity; bold what the list before did not say."""
    name, function, capacity = cells_of(participant, language)
    before = known.get((group, name)) if known is not None else (function, capacity)
    if before is None:
        return tuple(map(bold, (name, function, capacity)))
    same = (True, before[0] == function, before[1] == capacity)
    cells = (name, function, capacity)
    return tuple(cell if kept else bold(cell) for cell, kept in zip(cells, same, strict=True))


def cells_of(participant: Participant, language: str) -> tuple[str, str, str]:
    person = participant.person
    name = " ".join(filter(None, (person.honorific, person.display_name)))
    organisation = person.organisation.name(language) if person.organisation else ""
    capacity = participant.get_role_display()
    if participant.remote:
        capacity = _("%(capacity)s (remote)") % {"capacity": capacity}
    return name, ", ".join(filter(None, (participant.title(language), organisation))), capacity


def left_out(facts: ListFacts, language: str, known: dict | None) -> list:
    """Who stood in the list before and does not any more."""
    now = {
        (group.name(language), cells_of(one, language)[0]) for group in facts.groups for one in group.people
    }
    gone = [f"{name} ({group})" for group, name in known or {} if (group, name) not in now]
    return [Heading(_("No longer taking part"), level=2), Bullets(tuple(map(escaped, gone)))] if gone else []


def bold(text: str) -> Para:
    return Para(f"**{escaped(text)}**" if text else "")


def plain(cell: object) -> str:
    return unmarked(cell.text) if isinstance(cell, Para) else str(cell or "")


def heading_of(role: str) -> str:
    headings = {
        ParticipantRole.IO: _("ITER Organization"),
        ParticipantRole.OBSERVER: _("Observers"),
        ParticipantRole.INVITED: _("Invited guests"),
    }
    return headings[role]
