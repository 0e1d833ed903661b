"""A pasted list of visitors before it is taken in: who is known, who is new, what stands against a line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from council_office.directory.models import Member, Organisation, Person
from council_office.directory.names import search_key
from council_office.directory.queries import likeness, same_person
from meetings.roster import Entry, Roster
from visits.models import Visit, Visitor
from visits.states import VisitorRole, VisitorState

NEW = "new"
ROLES = {
    "head": VisitorRole.HEAD,
    "expert": VisitorRole.EXPERT,
    "adviser": VisitorRole.EXPERT,
    "interpreter": VisitorRole.INTERPRETER,
}


@dataclass(frozen=True)
class Row:
    """One line of the list: the person it means or who it may mean, and what is wrong with it."""

    entry: Entry
    role: str
    member: Member | None
    person: Person | None = None
    likely: tuple[Person, ...] = ()
    is_new: bool = False
    there: Visitor | None = None

    @property
    def line(self) -> int:
        return self.entry.line

    @property
    def name(self) -> str:
        return f"{self.entry.family_name.upper()} {self.entry.given_names}".strip()

    @property
    def problems(self) -> tuple[str, ...]:
        return self.entry.problems

    @property
    def role_label(self) -> str:
        return str(VisitorRole(self.role).label)

    @property
    def undecided(self) -> bool:
        return not self.problems and self.person is None and not self.is_new

    @property
    def is_done(self) -> bool:
        return self.there is not None and self.there.state != VisitorState.WITHDRAWN

    @property
    def is_ready(self) -> bool:
        return not self.problems and not self.undecided and not self.is_done


def preview(
    visit: Visit, roster: Roster, *, role: str = VisitorRole.EXPERT, choices: Mapping[int, str] | None = None
) -> list[Row]:
    """Every line with the person it means; `role` stands in where a line has none."""
    members = {each.code: each for each in Member.objects.all()}
    there = {one.person_id: one for one in visit.visitors.all()}
    return [
        placed(
            matched(
                Row(entry, ROLES.get(entry.role, role), members.get(entry.member, visit.member)),
                (choices or {}).get(entry.line, ""),
                there,
            ),
            there,
        )
        for entry in roster.entries
    ]


def matched(row: Row, choice: str, there: Mapping[int, Visitor]) -> Row:
    """The same person by e-mail, or by name without two e-mails; else whoever is alike, to be chosen."""
    entry = row.entry
    if not entry.family_name:
        return row
    alike = same_person(entry.family_name, entry.given_names, entry.email)
    sure = [person for person in alike if is_sure(person, entry)]
    # Sent twice, a new person is the one that the first time made.
    chosen = (
        [p for p in sure if p.pk in there] if choice == NEW else [p for p in alike if str(p.pk) == choice]
    )
    if chosen or choice == NEW or not alike:
        return replace(row, likely=tuple(alike), person=next(iter(chosen), None), is_new=not chosen)
    return replace(row, likely=tuple(alike), person=sure[0] if len(sure) == 1 else None)


def is_sure(person: Person, entry: Entry) -> bool:
    rank = likeness(person, (entry.family_name, entry.given_names), entry.email)
    return rank == 0 or (rank == 1 and not (entry.email and person.email))


def placed(row: Row, there: Mapping[int, Visitor]) -> Row:
    return replace(row, there=there.get(row.person.pk)) if row.person else row


def organisation_named(name: str) -> Organisation | None:
    """The organisation on record under exactly this name in one of its languages."""
    key = search_key(name)
    near = Organisation.objects.filter(search_name__contains=key) if key else Organisation.objects.none()
    return next(
        (each for each in near if key in map(search_key, (each.name_en, each.name_fr, each.acronym))), None
    )
