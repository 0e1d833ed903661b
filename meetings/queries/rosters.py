"""A pasted list before it is taken in: who is known, who is new, what stands against each line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from council_office.directory.models import Member, Organisation, Person
from council_office.directory.names import search_key
from council_office.directory.queries import likeness, same_person
from meetings.models import Participant, Session
from meetings.roster import Entry, Roster
from meetings.rules import delegations as rules
from meetings.rules.delegations import Place
from meetings.states import OF_A_DELEGATION, ParticipantRole

NEW = "new"


@dataclass(frozen=True)
class Row:
    """One line of the list: the person it means (or who it may mean), the place asked for, what is wrong."""

    entry: Entry
    role: str
    member: Member | None
    person: Person | None = None
    likely: tuple[Person, ...] = ()
    is_new: bool = False
    there: Participant | None = None
    changes: bool = False
    problems: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        return self.entry.line

    @property
    def name(self) -> str:
        return f"{self.entry.family_name.upper()} {self.entry.given_names}".strip()

    @property
    def role_label(self) -> str:
        return str(ParticipantRole(self.role).label) if self.role else ""

    @property
    def undecided(self) -> bool:
        """Somebody must say who this is."""
        return not self.problems and self.person is None and not self.is_new

    @property
    def is_ready(self) -> bool:
        return not self.problems and not self.undecided and (self.there is None or self.changes)

    @property
    def is_done(self) -> bool:
        return not self.problems and self.there is not None and not self.changes

    @property
    def choice(self) -> str:
        return str(self.person.pk) if self.person else NEW if self.is_new else ""


def member_names() -> dict[str, str]:
    """Each Member's code under every name it goes by."""
    return {
        name: member.code
        for member in Member.objects.all()
        for name in (member.code, member.name_en, member.name_fr, member.formal_en, member.formal_fr)
    }


def preview(
    session: Session,
    roster: Roster,
    *,
    member: Member | None = None,
    role: str = "",
    choices: Mapping[int, str] | None = None,
) -> list[Row]:
    """Every line with the person it means; `member` and `role` stand in where a line has none."""
    members = {each.code: each for each in Member.objects.all()}
    there = {one.person_id: one for one in session.participants.select_related("delegation__member")}
    rows = []
    for entry in roster.entries:
        asked = entry.role or role
        of_member = members.get(entry.member, member) if asked in OF_A_DELEGATION else None
        row = Row(entry, asked, of_member, problems=missing(entry, asked, of_member))
        rows.append(placed(matched(row, (choices or {}).get(entry.line, ""), there), there))
    return with_limits(session, rows)


def missing(entry: Entry, role: str, member: Member | None) -> tuple[str, ...]:
    from_list = entry.problems
    if not role:
        return (*from_list, str(rules.NO_ROLE))
    if role in OF_A_DELEGATION and member is None:
        return (*from_list, str(rules.NO_MEMBER))
    return from_list


def matched(row: Row, choice: str, there: Mapping[int, Participant]) -> Row:
    """The same person by e-mail, or by name when the Member agrees; else whoever is alike, to be chosen."""
    entry = row.entry
    if not entry.family_name:
        return row
    alike = same_person(entry.family_name, entry.given_names, entry.email)
    sure = [person for person in alike if is_sure(person, row)]
    # Sent twice, a new person is the one that the first time made.
    chosen = [person for person in sure if person.pk in there] if choice == NEW else named(choice, alike)
    if chosen or choice == NEW or not alike:
        return replace(row, likely=tuple(alike), person=next(iter(chosen), None), is_new=not chosen)
    return replace(row, likely=tuple(alike), person=sure[0] if len(sure) == 1 else None)


def named(choice: str, alike: list[Person]) -> list[Person]:
    return [person for person in alike if str(person.pk) == choice]


def is_sure(person: Person, row: Row) -> bool:
    rank = likeness(person, (row.entry.family_name, row.entry.given_names), row.entry.email)
    if rank == 0:
        return True
    agree = row.member is None or person.member_id in (None, row.member.pk)
    return rank == 1 and agree and not (row.entry.email and person.email)


def placed(row: Row, there: Mapping[int, Participant]) -> Row:
    """Whether the person has a place already, and whether the line asks for another."""
    found = there.get(row.person.pk) if row.person else None
    if found is None:
        return row
    if not row.entry.role:  # what stood in for a missing role does not undo the one on record
        row = replace(row, role=found.role, member=found.delegation.member if found.delegation else None)
    title, remote = row.entry.title, row.entry.remote
    other = (
        found.withdrawn
        or found.role != row.role
        or bool(title and title not in (found.title_en, found.title_fr))
        or remote not in (None, found.remote)
    )
    return replace(row, there=found, changes=other)


def with_limits(session: Session, rows: list[Row]) -> list[Row]:
    """Each line against the limits of its delegation, as if those above it had been taken in."""
    limits = session.body.rules_on(session.starts_on) or rules.USUAL
    coming = session.participants.coming().select_related("person", "delegation")
    moving = {row.there.pk for row in rows if row.there}
    places: dict[int, list[Place]] = {}
    for one in coming:
        if one.delegation and one.pk not in moving:
            places.setdefault(one.delegation.member_id, []).append(Place(str(one.person), one.role))
    return [limited(row, places, limits) for row in rows]


def limited(row: Row, places: dict[int, list[Place]], limits) -> Row:
    if row.member is None or row.problems:
        return row
    beside = places.setdefault(row.member.pk, [])
    place = Place(row.name, row.role)
    if reason := rules.broken_limit(row.member.name(), place, beside, limits):
        return replace(row, problems=(reason,))
    beside.append(place)
    return row


def organisation_named(name: str) -> Organisation | None:
    """The organisation on record under exactly this name in one of its languages."""
    key = search_key(name)
    near = Organisation.objects.filter(search_name__contains=key) if key else Organisation.objects.none()
    return next(
        (each for each in near if key in map(search_key, (each.name_en, each.name_fr, each.acronym))), None
    )
