"""A list of participants as people paste it from a spreadsheet, read without losing a word; pure.

Columns are known by their English or French heads, in any order; some may be missing. Family names are told
by a column of their own, by capitals, by a comma, or by the order usual in the Member's country. A line with
a Member's name alone is a heading for the lines below it.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from council_office.directory.names import search_key, usual_order
from council_office.directory.states import AddressStyle, NameOrder
from meetings import history
from meetings.states import OF_A_DELEGATION

MOST_LINES = 1000
LIMITS = {"family_name": 120, "given_names": 120, "title": 200, "organisation": 200, "email": 254}


def words_of(kind: str) -> dict[str, str]:
    """What each word of a kind stands for (data/roster_words)."""
    rows = [row for row in history.rows("roster_words") if row["kind"] == kind]
    return {search_key(word): row["code"] for row in rows for word in row["words"].split("|")}


HEADS, ROLES, ALSO = words_of("head"), words_of("role"), words_of("member")
STYLES, HONORIFICS = words_of("style"), words_of("honorific")
LANGUAGES, PARTICLES, YES = words_of("language"), words_of("particle"), words_of("yes")


@dataclass(frozen=True)
class Entry:
    """One person of the list; `problems` stop it, `remarks` only want a look."""

    line: int
    raw: str
    family_name: str = ""
    given_names: str = ""
    name_order: str = NameOrder.GIVEN_FIRST
    honorific: str = ""
    address_style: str = AddressStyle.NEUTRAL
    member: str = ""
    role: str = ""
    title: str = ""
    organisation: str = ""
    email: str = ""
    language: str = ""
    remote: bool | None = None
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roster:
    """What was read: the people, the columns that were understood and those that were not."""

    entries: tuple[Entry, ...] = ()
    columns: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    problem: str = ""


@dataclass
class Reading:
    """Where a reading stands: the columns by place, and the Member whose heading was last."""

    members: Mapping[str, str]
    columns: dict[int, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    member: str = ""


def read(text: str, members: Mapping[str, str]) -> Roster:
    """The people in a pasted or uploaded list; `members` gives a Member's code for each of its names."""
    lines = [(n, cells) for n, cells in enumerate(cells_of(text), start=1) if any(cells)]
    if not lines:
        return Roster(problem=_("The list is empty."))
    if len(lines) > MOST_LINES:
        return Roster(problem=_("The list has more than %(most)d lines.") % {"most": MOST_LINES})
    names = {**members, **{code: code for code in members.values()}}
    reading = Reading({**ALSO, **{search_key(name): code for name, code in names.items()}})
    entries = [entry for n, cells in lines if (entry := read_line(n, cells, reading))]
    return Roster(tuple(told_twice(entries)), tuple(reading.columns.values()), reading.ignored)


def read_line(n: int, cells: list[str], reading: Reading) -> Entry | None:
    """An entry, or nothing when the line is the head of the columns or of a Member."""
    filled = [cell for cell in cells if cell]
    if heads := heads_of(cells):
        reading.columns, reading.ignored = heads
        return None
    if len(filled) == 1 and (member := reading.members.get(search_key(filled[0]))):
        reading.member = member
        return None
    values = named(cells, reading.columns or guessed(cells, reading.members))
    return entry_of(n, "\t".join(cells), values, reading)


def cells_of(text: str) -> list[list[str]]:
    """The lines of a text as trimmed cells, between tabs, semicolons or commas, whichever the list uses."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").lstrip("\ufeff")
    rows = csv.reader(io.StringIO(text), delimiter=delimiter_of(text))
    try:
        return [[" ".join(cell.split()) for cell in row] for row in rows]
    except csv.Error:  # an unclosed quote over a whole long list: take the lines as they stand
        return [[" ".join(cell.split()) for cell in line.split("\t")] for line in text.split("\n")]


def delimiter_of(text: str) -> str:
    """What stands between cells: a tab anywhere says tab; else what the first lines have most of."""
    if "\t" in text:
        return "\t"
    opening = text[:2000]
    return ";" if opening.count(";") >= opening.count(",") and ";" in opening else ","


def as_text(rows: Iterable[Iterable[object]]) -> str:
    """The cells of a sheet as the text that people would have pasted, empty cells at the end left out."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for row in rows:
        cells = ["" if cell is None else " ".join(str(cell).split()) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        writer.writerow(cells + [""] * (2 - len(cells)))  # one tab at least says what stands between cells
    return out.getvalue()


def heads_of(cells: list[str]) -> tuple[dict[int, str], tuple[str, ...]] | None:
    """The columns by place and the heads not understood; None when the line is no line of heads."""
    keys = [search_key(cell) for cell in cells]
    found: dict[int, str] = {}
    for place, key in enumerate(keys):
        if (name := HEADS.get(key)) and name not in found.values():
            found[place] = name
    known = set(found.values())
    if len(found) < 2 or not known & {"name", "family", "email"}:
        return None
    if "given" in known and "family" not in known:  # « Nom » beside « Prénom » is the family name
        found = {place: "family" if name == "name" else name for place, name in found.items()}
    ignored = tuple(cell for place, cell in enumerate(cells) if cell and place not in found)
    return found, ignored


def guessed(cells: list[str], members: Mapping[str, str]) -> dict[int, str]:
    """The columns of a line without heads, by what stands in them; then name, title, organisation."""
    found: dict[int, str] = {}
    rest = ["name", "title", "organisation"]
    for place, cell in enumerate(cells):
        kind = kind_of(cell, members)
        if kind and kind not in found.values():
            found[place] = kind
        elif cell and rest:
            found[place] = rest.pop(0)
    return found


def kind_of(cell: str, members: Mapping[str, str]) -> str:
    key = search_key(cell)
    if "@" in cell and " " not in cell:
        return "email"
    if key in members:
        return "member"
    return "role" if key in ROLES else ""


def named(cells: list[str], columns: Mapping[int, str]) -> dict[str, str]:
    return {name: cells[place] for place, name in columns.items() if place < len(cells)}


def entry_of(n: int, raw: str, values: dict[str, str], reading: Reading) -> Entry:
    problems, remarks = [], []
    member = member_of(values.get("member", ""), reading, problems)
    role = role_of(values.get("role", ""), problems)
    facts = {**name_of(values, member, problems, remarks)}
    facts |= {name: values.get(name, "") for name in ("title", "organisation", "email")}
    check(facts, problems)
    return Entry(
        line=n,
        raw=raw,
        member="" if role and role not in OF_A_DELEGATION else member,
        role=role,
        language=LANGUAGES.get(search_key(values.get("language", "")), ""),
        remote=search_key(values["remote"]) in YES if "remote" in values else None,
        problems=tuple(problems),
        remarks=tuple(remarks),
        **facts,
    )


def member_of(cell: str, reading: Reading, problems: list[str]) -> str:
    if not cell:
        return reading.member
    code = reading.members.get(search_key(cell), "")
    if not code:
        problems.append(_("“%(text)s” is not a Member.") % {"text": cell})
    return code


def role_of(cell: str, problems: list[str]) -> str:
    parts = [cell, *re.split(r"[/,;()]", cell)]
    role = next((ROLES[key] for part in parts if (key := search_key(part)) in ROLES), "")
    if cell and not role:
        problems.append(_("“%(text)s” is not a role in a delegation.") % {"text": cell})
    return role


def name_of(values: dict[str, str], member: str, problems: list[str], remarks: list[str]) -> dict:
    """The name in its parts, with what stood before it: Mr, Dr, H.E."""
    if values.get("family"):
        family, given, marks = values["family"], values.get("given", ""), ""
        order = usual_order(member)
    else:
        marks, bare = without_marks(values.get("name") or values.get("given", ""))
        family, given, order, sure = split_name(bare, member)
        if bare and not sure:
            remarks.append(_("Family name guessed: %(name)s.") % {"name": family})
    if not family:
        problems.append(_("The name is missing."))
    said = marks_of(f"{marks} {values.get('honorific', '')}")
    return {"family_name": settled(family), "given_names": given, "name_order": order, **said}


def without_marks(text: str) -> tuple[str, str]:
    """What stands before a name, and the name."""
    words = text.split()
    count = 0
    while count < len(words) - 1 and is_mark(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def is_mark(word: str) -> bool:
    key = word.casefold().replace(".", "")
    return (key in STYLES or key in HONORIFICS) and (len(key) > 1 or word.endswith("."))


def marks_of(text: str) -> dict:
    keys = [word.casefold().replace(".", "") for word in text.split()]
    style = next((STYLES[key] for key in keys if key in STYLES), AddressStyle.NEUTRAL)
    honorifics = dict.fromkeys(HONORIFICS[key] for key in keys if key in HONORIFICS)
    return {"address_style": style, "honorific": " ".join(honorifics)[:40]}


def split_name(text: str, member: str) -> tuple[str, str, str, bool]:
    """Family name, given names, their order, and whether that is certain."""
    words = text.split()
    if "," in text:
        family, _comma, given = (part.strip() for part in text.partition(","))
        return family, given, usual_order(member), True
    if len(words) < 2:
        return text, "", NameOrder.GIVEN_FIRST, True
    capitals = [is_capital(word) for word in words]
    if any(capitals) and not all(capitals):
        return by_capitals(words, capitals)
    if usual_order(member) == NameOrder.FAMILY_FIRST:
        return words[0], " ".join(words[1:]), NameOrder.FAMILY_FIRST, False
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start]), NameOrder.GIVEN_FIRST, False


def by_capitals(words: list[str], capitals: list[bool]) -> tuple[str, str, str, bool]:
    """The words in capitals, with the particles before or among them, are the family name."""
    first, last = capitals.index(True), len(words) - capitals[::-1].index(True)
    while first > 0 and words[first - 1] in PARTICLES:
        first -= 1
    family, given = words[first:last], [*words[:first], *words[last:]]
    order = NameOrder.FAMILY_FIRST if first == 0 and given else NameOrder.GIVEN_FIRST
    return " ".join(family), " ".join(given), order, all(capitals[first:last]) or bool(given)


def is_capital(word: str) -> bool:
    """A word of two capitals or more; initials like “J.” are not."""
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def settled(family: str) -> str:
    """DE LA CRUZ as De La Cruz: pages and papers write the capitals themselves."""
    return " ".join(word.title() if is_capital(word) else word for word in family.split())


def check(facts: dict, problems: list[str]) -> None:
    for name, most in LIMITS.items():
        if len(facts[name]) > most:
            problems.append(_("“%(text)s…” is too long.") % {"text": facts[name][:30]})
    if facts["email"]:
        try:
            validate_email(facts["email"])
        except ValidationError:
            problems.append(_("“%(text)s” is not an e-mail address.") % {"text": facts["email"][:80]})


def told_twice(entries: list[Entry]) -> list[Entry]:
    """Each entry, the second of the same person with a problem that names the first line."""
    seen: dict[tuple, int] = {}
    checked = []
    for entry in entries:
        key = (entry.email.casefold(),) if entry.email else (search_key(entry.raw),)
        first = seen.setdefault(key, entry.line)
        if first != entry.line:
            problem = _("Stands already in line %(line)d.") % {"line": first}
            entry = Entry(**{**vars(entry), "problems": (*entry.problems, problem)})
        checked.append(entry)
    return checked
