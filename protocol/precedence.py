"""The ladder of precedence: computed from dated tables and ordered rules, every place with its reasons; pure.

Articles are those of the French decree 89-655 of 13 September 1989. Where the tables say nothing the ladder
follows the international usage table and, among equals, the order that the ceremony chose. A place given by
hand is applied last, so it survives every computation and never changes the order of the others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.web import words
from protocol.states import Presiding, Scheme, Standing

ART_2, ART_3, VIENNA, INTERNATIONAL = "fr-art2", "fr-art3", "vienna", "international"
TABLES = {
    Scheme.DEPARTMENT: (ART_3, ART_2),
    Scheme.MEMBERS: (INTERNATIONAL,),
    Scheme.VIENNA: (VIENNA,),
    Scheme.EUROPEAN: (INTERNATIONAL,),
}
PREFECT, SUB_PREFECT, AMBASSADOR, GOVERNMENT = "prefect", "sub-prefect", "ambassador", "government"
PRESIDENT, PRIME_MINISTER = "president-of-the-republic", "prime-minister-of-france"
BY_DATE = {AMBASSADOR, "nuncio", "envoy", "charge-d-affaires"}  # Vienna Convention, arts 13 and 16
# Art. 8: the parts of the two tables, in the order in which they are put together.
MERGED = (
    (ART_2, range(2, 19)),
    (ART_3, range(1, 8)),
    (ART_2, (24, 25, 26, 27, 28, 31, 32, 34, 35, 38)),
    (ART_3, range(8, 1000)),
)
LATE = datetime.max

Order = tuple[float, ...]


@dataclass(frozen=True)
class Table:
    """One version of a table: the place of each authority, and those carried over unverified."""

    code: str
    label: str
    places: Mapping[str, int]
    unverified: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Entrant:
    """A guest as precedence sees one; `took_office` is naive local time."""

    key: int
    name: str
    authority: str = ""
    authority_name: str = ""
    standing: str = Standing.HOLDER
    represented: str = ""
    represented_name: str = ""
    took_office: datetime | None = None
    equal: str = ""
    partner_of: int | None = None
    is_host: bool = False
    placed_after: int | None = None
    placed_reason: str = ""
    placed_at: datetime | None = None


@dataclass(frozen=True)
class Reason:
    """One rule that made a place, with its facts; `in_words` says it in the active language."""

    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return in_words(self)


@dataclass(frozen=True)
class Place:
    """A step of the ladder: whose, why, and where it would be without a hand."""

    number: int
    entrant: Entrant
    reasons: tuple[Reason, ...]
    computed: int

    @property
    def by_hand(self) -> bool:
        return self.entrant.placed_at is not None


@dataclass(frozen=True)
class Frame:
    """What a ceremony decides about precedence: scheme, who presides, the tables of the day, the equals."""

    scheme: str
    tables: Mapping[str, Table]
    presiding: str = Presiding.NOBODY
    equals: Mapping[str, int] = field(default_factory=dict)
    equals_name: str = ""


@dataclass(frozen=True)
class Rank:
    """Where an authority stands for this ceremony."""

    order: Order
    table: Table
    place: int
    authority: str
    rule: str = "table"


RULES = {
    "table": gettext_lazy("place %(place)s of “%(table)s”: %(authority)s"),
    "presides": gettext_lazy("presides (art. 8)"),
    "merged": gettext_lazy(
        "place %(place)s of “%(table)s”, merged because %(who)s presides (art. 8): %(authority)s"
    ),
    "state": gettext_lazy("member of the Government, represents the State (art. 11)"),
    "sub_prefect": gettext_lazy(
        "takes the rank of the State’s representative: no minister or prefect is there (art. 11)"
    ),
    "ambassador": gettext_lazy("foreign ambassadors come right after the State’s representative (art. 17)"),
    "unlisted": gettext_lazy(
        "not in the tables: inserted without moving the listed among themselves (art. 18)"
    ),
    "usage": gettext_lazy("place %(place)s of “%(table)s”: %(authority)s"),
    "no_rank": gettext_lazy("no rank is known: after everybody who has one"),
    "host": gettext_lazy("invites: second place (art. 9); the others keep their order"),
    "own_rank": gettext_lazy("represents %(whom)s but keeps their own rank: rank is not delegated (art. 13)"),
    "for_head_of_state": gettext_lazy("represents the Head of State and takes that rank (art. 13)"),
    "acting": gettext_lazy("acts as %(whom)s and takes the rank of the office (art. 13)"),
    "former": gettext_lazy("former holder: right after those in office"),
    "since": gettext_lazy("took up functions on %(day)s"),
    "since_moment": gettext_lazy("took up functions on %(day)s at %(time)s"),
    "since_unknown": gettext_lazy("date of taking up functions not known: last among equals"),
    "equal": gettext_lazy("among equals by %(order)s"),
    "partner": gettext_lazy("no office of their own: beside the rank of %(whom)s"),
    "by_hand": gettext_lazy("placed by hand (the rules say place %(computed)s): %(why)s"),
    "unverified": gettext_lazy("carried over from an earlier version of the table: to be checked"),
}


def in_words(reason: Reason) -> str:
    facts = dict(reason.facts)
    if isinstance(moment := facts.get("moment"), datetime):
        facts |= {"day": words.day(moment.date()), "time": moment.strftime("%H:%M")}
    return str(RULES[reason.rule]) % facts


def ladder(entrants: Iterable[Entrant], frame: Frame) -> list[Place]:
    """Everybody in order; the same people give the same ladder whatever the order they come in."""
    people = sorted(entrants, key=lambda one: one.key)
    ranks = ranks_of(frame)
    stands_in = deputises(people, frame)
    alone, partners = without_partners(people)
    keyed = {one.key: judged(one, frame, ranks, stands_in) for one in people}
    line = sorted(alone, key=lambda one: keyed[one.key][0])
    line = beside(with_host(line, frame), partners)
    reasons = {one.key: list(keyed[one.key][1]) for one in line}
    explain_hosts_and_partners(line, {one.key for one in partners}, frame, reasons)
    computed = {one.key: number for number, one in enumerate(line, start=1)}
    line = placed_by_hand(line)
    for one in line:
        if one.placed_at is not None:
            facts = {"computed": computed[one.key], "why": one.placed_reason}
            reasons[one.key].insert(0, Reason("by_hand", facts))
    return [
        Place(number, one, tuple(reasons[one.key]), computed[one.key])
        for number, one in enumerate(line, start=1)
    ]


# The authorities in the order of this ceremony


def ranks_of(frame: Frame) -> dict[str, Rank]:
    """Every authority that the ceremony's tables know, each at its first place."""
    if frame.scheme == Scheme.DEPARTMENT:
        return french_ranks(frame)
    return {rank.authority: rank for code in TABLES[frame.scheme] for rank in rows(frame, code, block=0)}


def rows(
    frame: Frame, code: str, *, block: int, places: Sequence[int] | None = None, rule="table"
) -> list[Rank]:
    table = frame.tables.get(code)
    found = sorted(table.places.items(), key=lambda row: row[1]) if table else []
    return [
        Rank((block, place), table, place, authority, rule)
        for authority, place in found
        if places is None or place in places
    ]


def french_ranks(frame: Frame) -> dict[str, Rank]:
    """Art. 3, or the merged ladder of art. 8 when the President or the Prime Minister presides."""
    if frame.presiding == Presiding.NOBODY:
        found = rows(frame, ART_3, block=1)
        state = [
            Rank((0, 0), rank.table, rank.place, GOVERNMENT, "state") for rank in found if rank.place == 1
        ]
        return first_of([*state, *found, *ambassadors(found)])
    head = PRESIDENT if frame.presiding == Presiding.PRESIDENT else PRIME_MINISTER
    presides = [Rank((0, 0), table, 1, head, "presides") for table in [frame.tables.get(ART_2)] if table]
    parts = [
        rank
        for block, (code, places) in enumerate(MERGED, start=1)
        for rank in rows(frame, code, block=block, places=places, rule="merged")
    ]
    return first_of([*presides, *parts, *ambassadors(parts)])


def ambassadors(ranks: Iterable[Rank]) -> list[Rank]:
    """Art. 17: in a department right after the State's representative."""
    return [
        Rank((*rank.order, 1), rank.table, rank.place, AMBASSADOR, "ambassador")
        for rank in ranks
        if rank.authority == PREFECT
    ][:1]


def first_of(ranks: Iterable[Rank]) -> dict[str, Rank]:
    found: dict[str, Rank] = {}
    for rank in ranks:
        found.setdefault(rank.authority, rank)
    return found


# One guest among them


def effective(one: Entrant) -> tuple[str, str, list[Reason]]:
    """The authority whose rank somebody has, its name, and what art. 13 says about it."""
    if one.standing == Standing.FOR_HEAD_OF_STATE and one.represented:
        return one.represented, one.represented_name, [Reason("for_head_of_state")]
    if one.standing == Standing.ACTING and one.represented:
        return one.represented, one.represented_name, [Reason("acting", {"whom": one.represented_name})]
    if one.standing == Standing.REPRESENTATIVE:
        return one.authority, one.authority_name, [Reason("own_rank", {"whom": one.represented_name or "—"})]
    return one.authority, one.authority_name, [Reason("former")] if one.standing == Standing.FORMER else []


def judged(
    one: Entrant, frame: Frame, ranks: Mapping[str, Rank], stands_in: int | None
) -> tuple[tuple, tuple[Reason, ...]]:
    """The sort key of a guest and the reasons it comes from."""
    authority, name, reasons = effective(one)
    if one.key == stands_in:
        authority, reasons = PREFECT, [*reasons, Reason("sub_prefect")]
    order, why = standing_of(authority, name, frame, ranks)
    date, since = seniority(one, authority, frame)
    equal, among = equality(one, frame)
    former = one.standing == Standing.FORMER
    ties = (date, equal) if by_seniority(authority, frame) else (equal, date)
    said = (since, among) if by_seniority(authority, frame) else (among, since)
    key = (order, former, *ties, one.name.casefold(), one.key)
    return key, (*reasons, *why, *[reason for reason in said if reason])


def standing_of(
    authority: str, name: str, frame: Frame, ranks: Mapping[str, Rank]
) -> tuple[Order, list[Reason]]:
    """Where an authority stands: in the tables, else by usage, else last."""
    if rank := ranks.get(authority):
        facts = {"place": rank.place, "table": rank.table.label, "authority": name, "who": presider(frame)}
        why = [Reason(rank.rule, facts)]
        if authority in rank.table.unverified:
            why.append(Reason("unverified"))
        return rank.order, why
    usage = frame.tables.get(INTERNATIONAL)
    inserted = [Reason("unlisted")] if frame.scheme == Scheme.DEPARTMENT else []
    if usage and authority in usage.places:
        place = usage.places[authority]
        facts = {"place": place, "table": usage.label, "authority": name}
        return (90, place), [*inserted, Reason("usage", facts)]
    return (99,), [*inserted, Reason("no_rank")]


def presider(frame: Frame) -> str:
    names = {
        Presiding.PRESIDENT: _("the President of the Republic"),
        Presiding.PRIME_MINISTER: _("the Prime Minister"),
    }
    return names.get(frame.presiding, "")


def by_seniority(authority: str, frame: Frame) -> bool:
    """Diplomats and the decree's authorities go by date; Members and States as equals by their order."""
    return authority in BY_DATE or frame.scheme in (Scheme.DEPARTMENT, Scheme.VIENNA)


def seniority(one: Entrant, authority: str, frame: Frame) -> tuple[datetime, Reason | None]:
    if one.took_office is None:
        return LATE, Reason("since_unknown") if authority in BY_DATE else None
    midnight = (one.took_office.hour, one.took_office.minute) == (0, 0)
    return one.took_office, Reason("since" if midnight else "since_moment", {"moment": one.took_office})


def equality(one: Entrant, frame: Frame) -> tuple[int, Reason | None]:
    if one.equal not in frame.equals:
        return len(frame.equals) + 1, None
    return frame.equals[one.equal], Reason("equal", {"order": frame.equals_name})


def deputises(people: Sequence[Entrant], frame: Frame) -> int | None:
    """Art. 11: the sub-prefect who takes the rank of the State's representative, if one must."""
    held = {effective(one)[0] for one in people}
    if frame.scheme != Scheme.DEPARTMENT or held & {PREFECT, GOVERNMENT}:
        return None
    present = [one for one in people if effective(one)[0] == SUB_PREFECT]
    return min(present, key=lambda one: (one.took_office or LATE, one.key)).key if present else None


# Those whose place follows another's


def without_partners(people: Sequence[Entrant]) -> tuple[list[Entrant], list[Entrant]]:
    """A partner without an office follows the guest; an office-holder takes their own place."""
    keys = {one.key for one in people}
    follows = [one for one in people if one.partner_of in keys and not one.authority]
    chained = {one.key for one in follows}
    partners = [one for one in follows if one.partner_of not in chained]
    taken = {one.key for one in partners}
    return [one for one in people if one.key not in taken], partners


def with_host(line: list[Entrant], frame: Frame) -> list[Entrant]:
    """Art. 9: the inviting authority second, after the State's representative; nobody else is permuted."""
    host = next((one for one in line if one.is_host), None)
    if frame.scheme != Scheme.DEPARTMENT or host is None or line[0] is host:
        return line
    others = [one for one in line if one is not host]
    return [others[0], host, *others[1:]]


def beside(line: list[Entrant], partners: Sequence[Entrant]) -> list[Entrant]:
    following: dict[int, list[Entrant]] = {}
    for one in partners:
        following.setdefault(one.partner_of, []).append(one)
    return [each for one in line for each in (one, *following.get(one.key, ()))]


def explain_hosts_and_partners(
    line: Sequence[Entrant], partners: set[int], frame: Frame, reasons: dict[int, list[Reason]]
) -> None:
    names = {one.key: one.name for one in line}
    for one in line:
        if one.key in partners:
            reasons[one.key] = [Reason("partner", {"whom": names[one.partner_of]})]
        elif one.is_host and frame.scheme == Scheme.DEPARTMENT and line[0] is not one:
            reasons[one.key].insert(0, Reason("host"))


def placed_by_hand(line: list[Entrant]) -> list[Entrant]:
    """The hand's places, in the order they were given; one whose anchor has gone stays by the rules."""
    hands = sorted(
        (one for one in line if one.placed_at is not None), key=lambda one: (one.placed_at, one.key)
    )
    for one in hands:
        keys = [each.key for each in line]
        if one.placed_after is not None and (one.placed_after not in keys or one.placed_after == one.key):
            continue
        rest = [each for each in line if each is not one]
        at = 0 if one.placed_after is None else [each.key for each in rest].index(one.placed_after) + 1
        line = [*rest[:at], one, *rest[at:]]
    return line


# Entry, speeches, exit (art. 19)


def arrivals[T](line: Sequence[T]) -> list[T]:
    """The first of the ladder arrives last, and only then does the ceremony begin."""
    return list(reversed(line))


def speeches[T](line: Sequence[T], speaks: Callable[[T], bool]) -> list[T]:
    """Speakers in reverse order of precedence."""
    return [one for one in reversed(line) if speaks(one)]


def departures[T](line: Sequence[T]) -> list[T]:
    """The first of the ladder leaves first."""
    return list(line)
