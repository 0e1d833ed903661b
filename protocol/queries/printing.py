"""Cards and badges: what each says now, what was printed, and which prints are no longer true."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.papers import Card
from protocol.models import Ceremony, Guest, PrintedCard, Seat
from protocol.queries.ladder import with_people
from protocol.states import PrintKind, Shape


@dataclass(frozen=True)
class Face:
    """The card of one guest as it would be printed now."""

    guest: Guest
    card: Card

    @property
    def words(self) -> str:
        """What tells whether a printed card is still true."""
        return "\n".join((self.card.name, *self.card.lines, self.card.corner))


@dataclass(frozen=True)
class Stale:
    """A printed card that is no longer true, and why."""

    printed: PrintedCard
    gone: bool

    @property
    def guest(self) -> Guest:
        return self.printed.guest


def coming(ceremony: Ceremony) -> QuerySet[Guest]:
    return with_people(Guest.objects.filter(ceremony=ceremony).expected().order_by("person__search_name"))


def faces(ceremony: Ceremony, kind: str, language: str = "en") -> list[Face]:
    """A card for everybody expected, in the order of the alphabet, all its words in one language."""
    with override(language):
        seats = seats_of(ceremony)
        return [
            Face(guest, card(ceremony, guest, kind, language, seats.get(guest.pk, "")))
            for guest in coming(ceremony)
        ]


def card(ceremony: Ceremony, guest: Guest, kind: str, language: str, seat: str) -> Card:
    person = guest.person
    name = " ".join(filter(None, (person.honorific, person.letter_name)))
    organisation = person.organisation.name(language) if person.organisation else ""
    if kind == PrintKind.PLACE:
        return Card(name, (person.native_name,), corner=seat)
    if kind == PrintKind.ESCORT:
        return Card(name, (seat or _("Please ask at the desk"),), corner=ceremony.title(language))
    return Card(
        person.letter_name,
        (person.native_name, guest.capacity(language), organisation),
        corner=guest.party.code if guest.party else "",
        code=f"{ceremony.number}/{guest.pk}",
    )


def seats_of(ceremony: Ceremony) -> dict[int, str]:
    """Where each guest sits, in words, on the first plan that has a seat for them."""
    seats = Seat.objects.filter(plan__ceremony=ceremony, guest__isnull=False).select_related("plan")
    found: dict[int, str] = {}
    for seat in seats.order_by("plan", "number"):
        found.setdefault(seat.guest_id, seat_in_words(seat))
    return found


def seat_in_words(seat: Seat) -> str:
    table, place = divmod(seat.number - 1, seat.plan.per_table)
    facts = {"table": table + 1, "seat": place + 1}
    if seat.plan.shape == Shape.ROUND:
        return _("Table %(table)d, seat %(seat)d") % facts
    if seat.plan.shape in (Shape.THEATRE, Shape.AISLE):
        return _("Row %(table)d, seat %(seat)d") % facts
    return _("Seat %(seat)d") % {"seat": seat.number}


def last_printed(ceremony: Ceremony, kind: str = "") -> dict[tuple[int, str], PrintedCard]:
    """The last card printed of each guest and kind."""
    cards = PrintedCard.objects.filter(guest__ceremony=ceremony).select_related("guest__person")
    if kind:
        cards = cards.filter(kind=kind)
    return {(one.guest_id, one.kind): one for one in cards.order_by("issue")}


def to_print(ceremony: Ceremony, kind: str, *, only_changed: bool, language: str = "en") -> list[Face]:
    """The cards to print: all, or those that were never printed or say something else now."""
    found = faces(ceremony, kind, language)
    if not only_changed:
        return found
    last = last_printed(ceremony, kind)
    return [
        face for face in found if (was := last.get((face.guest.pk, kind))) is None or was.words != face.words
    ]


def stale(ceremony: Ceremony) -> list[Stale]:
    """Printed cards to be taken out: the guest no longer comes, or the card says what is no longer so."""
    last = last_printed(ceremony)
    kinds = {kind for _guest, kind in last}
    now = {
        (face.guest.pk, kind, language): face.words
        for kind in kinds
        for language in ("en", "fr")
        for face in faces(ceremony, kind, language)
    }
    found = []
    for (guest, kind), printed in last.items():
        words = {now.get((guest, kind, language)) for language in ("en", "fr")}
        if printed.words not in words:
            found.append(Stale(printed, gone=words == {None}))
    return found


@dataclass(frozen=True)
class Printing:
    """One kind of card: how many there are, how many were never printed or have changed."""

    kind: str
    label: str
    total: int
    open: int
    issues: int


def printings(ceremony: Ceremony, language: str = "en") -> list[Printing]:
    issues = Counter()
    for kind, issue in PrintedCard.objects.filter(guest__ceremony=ceremony).values_list("kind", "issue"):
        issues[kind] = max(issues[kind], issue)
    return [
        Printing(
            kind,
            str(kind.label),
            len(faces(ceremony, kind, language)),
            len(to_print(ceremony, kind, only_changed=True, language=language)),
            issues[kind],
        )
        for kind in PrintKind
    ]
