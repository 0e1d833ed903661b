"""A list of guests as people paste it from a spreadsheet; pure.

The first line may name the columns, in English or French and in any order; without it the columns are family
name, given names, capacity, organisation, e-mail, Member. Names come in their parts and are never split.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from council_office.directory.names import search_key

MOST_LINES = 600
USUAL = ("family", "given", "capacity", "organisation", "email", "member")
HEADS = {
    "family": ("family name", "surname", "last name", "nom", "nom de famille"),
    "given": ("given names", "given name", "first name", "prenom", "prenoms"),
    "capacity": ("capacity", "title", "function", "qualite", "titre", "fonction"),
    "organisation": ("organisation", "organization", "institution", "organisme"),
    "email": ("e mail", "email", "mail", "courriel", "adresse electronique"),
    "member": ("member", "membre", "country", "pays"),
}
KNOWN = {head: name for name, heads in HEADS.items() for head in heads}
LIMITS = {"family": 120, "given": 120, "capacity": 200, "organisation": 200}


@dataclass(frozen=True)
class Line:
    """One person of the list, and what stops the line."""

    number: int
    family: str = ""
    given: str = ""
    capacity: str = ""
    organisation: str = ""
    email: str = ""
    member: str = ""
    problems: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.family.upper()} {self.given}".strip()


def read(text: str, members: Mapping[str, str]) -> list[Line]:
    """The people of a pasted list; `members` gives a Member's code for each of its names."""
    rows = [(n, cells) for n, cells in enumerate(cells_of(text), start=1) if any(cells)]
    if not rows or len(rows) > MOST_LINES:
        return []
    columns, rows = (heads, rows[1:]) if (heads := heads_of(rows[0][1])) else (USUAL, rows)
    codes = {search_key(name): code for name, code in members.items()}
    return told_twice([line_of(n, dict(zip(columns, cells, strict=False)), codes) for n, cells in rows])


def cells_of(text: str) -> list[list[str]]:
    """Lines as trimmed cells, between tabs, else semicolons, else commas."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").lstrip("\ufeff")
    delimiter = next((mark for mark in "\t;" if mark in text), ",")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:  # an unclosed quote over a long list: the lines as they stand
        rows = [line.split(delimiter) for line in text.split("\n")]
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def heads_of(cells: list[str]) -> tuple[str, ...] | None:
    """The columns when the line names at least the family name and one more."""
    names = tuple(KNOWN.get(search_key(cell), "") for cell in cells)
    return names if "family" in names and len(set(names) - {""}) > 1 else None


def line_of(number: int, cells: Mapping[str, str], codes: Mapping[str, str]) -> Line:
    facts = {name: cells.get(name, "") for name in USUAL}
    problems = [] if facts["family"] else [_("The name is missing.")]
    for name, most in LIMITS.items():
        if len(facts[name]) > most:
            problems.append(_("“%(text)s…” is too long.") % {"text": facts[name][:30]})
    if facts["email"]:
        try:
            validate_email(facts["email"])
        except ValidationError:
            problems.append(_("“%(text)s” is not an e-mail address.") % {"text": facts["email"][:80]})
    facts["member"] = codes.get(search_key(facts["member"]), "")
    return Line(number, problems=tuple(problems), **facts)


def told_twice(lines: list[Line]) -> list[Line]:
    """Each line, the second of the same person with a problem that names the first."""
    seen: dict[str, int] = {}
    checked = []
    for line in lines:
        first = seen.setdefault(line.email.casefold() or search_key(line.name), line.number)
        if first != line.number and line.family:
            problem = _("Stands already in line %(line)d.") % {"line": first}
            line = Line(**{**vars(line), "problems": (*line.problems, problem)})
        checked.append(line)
    return checked
