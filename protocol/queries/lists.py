"""A pasted list before it is taken in: who is known, who is new, what stands against each line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from council_office.directory.models import Member, Person
from council_office.directory.queries import on_record, same_person
from protocol.lists import Line
from protocol.models import Ceremony

NEW = "new"


@dataclass(frozen=True)
class Row:
    """One line: the person it means (or who it may mean), and whether that person is on the list already."""

    line: Line
    person: Person | None = None
    likely: tuple[Person, ...] = ()
    is_new: bool = False
    is_there: bool = False

    @property
    def is_ready(self) -> bool:
        return not self.line.problems and not self.is_there and (self.person is not None or self.is_new)

    @property
    def undecided(self) -> bool:
        return not self.line.problems and self.person is None and not self.is_new


def member_names() -> dict[str, str]:
    """Each Member's code under every name it goes by."""
    return {
        name: member.code
        for member in Member.objects.all()
        for name in (member.code, member.name_en, member.name_fr, member.formal_en, member.formal_fr)
    }


def preview(ceremony: Ceremony, lines: Iterable[Line], choices: Mapping[int, str]) -> list[Row]:
    """Every line with the person it means; a choice of the user wins."""
    there = set(ceremony.guests.filter(withdrawn=False).values_list("person", flat=True))
    return [row_of(line, choices.get(line.number, ""), there) for line in lines]


def row_of(line: Line, choice: str, there: set[int]) -> Row:
    if not line.family:
        return Row(line)
    likely = tuple(same_person(line.family, line.given, line.email))
    sure = on_record(line.family, line.given, line.email)
    chosen = next((one for one in likely if str(one.pk) == choice), None)
    if chosen is None and choice != NEW and len(sure) == 1:
        chosen = sure[0]
    if chosen is not None:
        return Row(line, chosen, likely, is_there=chosen.pk in there)
    return Row(line, None, likely, is_new=choice == NEW or not likely)
