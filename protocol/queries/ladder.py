"""The ladder of a ceremony: its guests, the tables in force on its day, and who moves on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from council_office.directory.models import Member, Person, Post
from protocol import precedence
from protocol.models import Authority, Ceremony, Guest, RankRow, RankTable, StateOrder
from protocol.precedence import Entrant, Frame, Place, Table
from protocol.states import EqualOrder, Scheme, Standing

EUROPEAN = "european"


@dataclass(frozen=True)
class Step:
    """One guest on the ladder, and why there."""

    guest: Guest
    place: Place

    @property
    def number(self) -> int:
        return self.place.number


def with_people(guests: QuerySet[Guest]) -> QuerySet[Guest]:
    """Guests with all that precedence, cards and letters read, in a fixed number of queries."""
    posts = Prefetch("person__posts", Post.objects.select_related("office", "organisation"))
    theirs = Prefetch("represents__person__posts", Post.objects.select_related("office"))
    return guests.select_related(
        *("ceremony", "person__organisation", "person__member", "member", "authority"),
        *("represents__person", "represents__authority", "represented_authority", "partner__person"),
    ).prefetch_related(posts, theirs)


def expected(ceremony: Ceremony) -> list[Guest]:
    return list(with_people(Guest.objects.filter(ceremony=ceremony).expected().order_by("pk")))


class Ranks:
    """Which authority somebody has on a day: by the function of the post, French functions before others."""

    def __init__(self) -> None:
        held = Authority.objects.filter(office__isnull=False)
        self.known = {(one.office_id, str(one.country)): one for one in held}

    def of(self, guest: Guest) -> Authority | None:
        if guest.authority_id:
            return guest.authority
        return self.of_person(guest.person, guest.ceremony.held_on, country=str(guest.country))

    def of_person(self, person: Person, day, country: str = "") -> Authority | None:
        post = person.post_on(day)
        if post is None or post.office_id is None:
            return None
        country = country or str(post.country) or str(person.nationality)
        return self.known.get((post.office_id, country)) or self.known.get((post.office_id, ""))

    def represented(self, guest: Guest) -> Authority | None:
        """The rank of whom a guest stands for: said on the list, else that of the guest they replace."""
        if guest.represented_authority_id or not guest.represents_id:
            return guest.represented_authority
        other = guest.represents
        return other.authority or self.of_person(other.person, guest.ceremony.held_on, str(other.country))


def entrants(ceremony: Ceremony, guests: Iterable[Guest]) -> list[Entrant]:
    ranks = Ranks()
    return [entrant(ceremony, guest, ranks) for guest in guests]


def entrant(ceremony: Ceremony, guest: Guest, ranks: Ranks) -> Entrant:
    own, other = ranks.of(guest), ranks.represented(guest)
    whom = guest.represents.person.display_name if guest.represents_id else ""
    return Entrant(
        key=guest.pk,
        name=guest.person.display_name,
        authority=own.code if own else "",
        authority_name=own.name() if own else "",
        standing=guest.standing,
        represented=other.code if other else "",
        represented_name=whom or (other.name() if other else ""),
        took_office=took_office(guest),
        equal=equal_of(ceremony, guest),
        partner_of=guest.partner_id,
        is_host=guest.person_id == ceremony.host_id,
        placed_after=guest.placed_after_id,
        placed_reason=guest.placed_reason,
        placed_at=guest.placed_at,
    )


def took_office(guest: Guest) -> datetime | None:
    """When functions were taken up, in Paris time: said on the list, else the first day of the post."""
    if guest.took_office_at:
        return timezone.localtime(guest.took_office_at).replace(tzinfo=None)
    post = guest.person.post_on(guest.ceremony.held_on)
    return datetime.combine(post.starts_on, time.min) if post else None


def equal_of(ceremony: Ceremony, guest: Guest) -> str:
    if ceremony.scheme == Scheme.EUROPEAN:
        return str(guest.country) or str(guest.person.nationality)
    return guest.party.code if guest.party else ""


def frame_of(ceremony: Ceremony) -> Frame:
    """The tables in force on the day, who presides, and the order of equals."""
    versions = RankTable.objects.on(ceremony.held_on).prefetch_related(
        Prefetch("rows", RankRow.objects.select_related("authority"))
    )
    name, order = equals_of(ceremony)
    return Frame(
        scheme=ceremony.scheme,
        presiding=ceremony.presiding,
        tables={version.code: as_table(version) for version in versions},
        equals=order,
        equals_name=name,
    )


def as_table(version: RankTable) -> Table:
    rows = list(version.rows.all())
    return Table(
        version.code,
        version.label,
        {row.authority.code: row.place for row in rows},
        frozenset(row.authority.code for row in rows if not row.verified),
    )


def equals_of(ceremony: Ceremony) -> tuple[str, dict[str, int]]:
    """What orders equals, in words, and the place of each."""
    if ceremony.scheme == Scheme.EUROPEAN:
        order = dict(StateOrder.objects.filter(order=EUROPEAN).values_list("country", "place"))
        return str(Scheme(ceremony.scheme).label), order
    label = str(EqualOrder(ceremony.equal_order).label)
    if ceremony.equal_order == EqualOrder.LOT:
        return label, {code: place for place, code in enumerate(ceremony.lot.split(), start=1)}
    members = Member.objects.order_by(ceremony.equal_order).values_list("code", flat=True)
    return label, {code: place for place, code in enumerate(members, start=1)}


def ladder_of(ceremony: Ceremony, guests: list[Guest] | None = None) -> list[Step]:
    """Everybody who is expected, in order of precedence, each place with its reasons."""
    guests = expected(ceremony) if guests is None else guests
    by_key = {guest.pk: guest for guest in guests}
    places = precedence.ladder(entrants(ceremony, guests), frame_of(ceremony))
    return [Step(by_key[place.entrant.key], place) for place in places]


def caveats(ceremony: Ceremony) -> list[RankTable]:
    """The tables in force for this ceremony that carry a warning."""
    codes = {*precedence.TABLES[ceremony.scheme], precedence.INTERNATIONAL}
    found = RankTable.objects.on(ceremony.held_on).filter(code__in=codes)
    return [table for table in found if table.caveat()]


def rank_changes(
    ceremony: Ceremony, before: Mapping[int, int], steps: Iterable[Step]
) -> list[tuple[Guest, int, int]]:
    """Who stands elsewhere than before: the guest, the place then and now."""
    return [
        (step.guest, before[step.guest.pk], step.number)
        for step in steps
        if step.guest.pk in before and before[step.guest.pk] != step.number
    ]


def is_represented_by(guest: Guest) -> bool:
    """Whether somebody comes who takes their own rank instead of this guest's (art. 13)."""
    return guest.standing == Standing.REPRESENTATIVE
