"""A seating plan as its page and papers show it: seats with their guests, what is broken, who has no seat."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from protocol import seating
from protocol.models import Ceremony, Conflict, Guest, Seat, SeatPlan
from protocol.queries.ladder import Step, ladder_of
from protocol.seating import Demands, Person, Room, Rule
from protocol.states import Shape

ROWS = (Shape.THEATRE, Shape.AISLE)


@dataclass(frozen=True)
class Chair:
    """One seat on the plan."""

    number: int
    table: int
    x: str
    y: str
    guest: Guest | None
    place: int | None
    locked: bool
    accessible: bool
    wrong: bool

    @property
    def initials(self) -> str:
        if self.guest is None:
            return ""
        person = self.guest.person
        return f"{person.given_names[:1]}{person.family_name[:1]}".upper()

    @property
    def short(self) -> str:
        """The family name, as far as it fits below a chair."""
        name = self.guest.person.family_name if self.guest else ""
        return name if len(name) <= 10 else f"{name[:9]}…"

    @property
    def label(self) -> str:
        """What a screen reader says of the seat."""
        seat = _("Seat %(number)d") % {"number": self.number}
        if self.guest is None:
            return ", ".join(filter(None, (seat, _("free"), _("accessible") if self.accessible else "")))
        told = (
            seat,
            str(self.guest.person),
            _("place %(place)d") % {"place": self.place} if self.place else "",
            _("fixed") if self.locked else "",
            _("accessible") if self.accessible else "",
            _("breaks a rule") if self.wrong else "",
        )
        return ", ".join(filter(None, told))


class PlanView:
    """Everything a plan's page needs, read once."""

    def __init__(self, plan: SeatPlan, steps: list[Step] | None = None) -> None:
        self.plan = plan
        self.ceremony: Ceremony = plan.ceremony
        self._steps = steps

    @cached_property
    def steps(self) -> list[Step]:
        return ladder_of(self.ceremony) if self._steps is None else self._steps

    @cached_property
    def guests(self) -> dict[int, Guest]:
        return {step.guest.pk: step.guest for step in self.steps}

    @cached_property
    def places(self) -> dict[int, int]:
        return {step.guest.pk: step.number for step in self.steps}

    @cached_property
    def room(self) -> Room:
        return seating.room_of(self.plan.shape, self.plan.tables, self.plan.per_table)

    @cached_property
    def seats(self) -> dict[int, Seat]:
        return {seat.number: seat for seat in self.plan.seats.all()}

    @cached_property
    def seated(self) -> dict[int, int]:
        """Guest by seat; whoever no longer comes has none."""
        return {number: seat.guest_id for number, seat in self.seats.items() if seat.guest_id in self.guests}

    @cached_property
    def people(self) -> list[Person]:
        """In the order of honour: at a table the host first, whatever the ladder says of them."""
        order = [step.guest for step in self.steps]
        if self.plan.shape not in ROWS:
            order.sort(key=lambda guest: guest.person_id != self.ceremony.host_id)
        return [Person(guest.pk, str(guest.person), side_of(guest), guest.needs_access) for guest in order]

    @cached_property
    def demands(self) -> Demands:
        pairs = Conflict.objects.filter(ceremony=self.ceremony).values_list("one", "other")
        guests = self.guests.values()
        partners = {(g.pk, g.partner_id) for g in guests if g.partner_id}
        return Demands(
            apart=frozenset(pairs),
            partners=frozenset(partners if self.plan.apart_partners else ()),
            interpreters=frozenset((g.pk, g.interprets_for_id) for g in guests if g.interprets_for_id),
            locked={
                number: seat.guest_id
                for number, seat in self.seats.items()
                if seat.locked and seat.guest_id in self.guests
            },
            accessible=frozenset(number for number, seat in self.seats.items() if seat.accessible),
            alternate=self.plan.alternate,
        )

    @cached_property
    def broken(self) -> list[Rule]:
        return seating.broken_rules(self.seated, self.people, self.demands, self.room)

    @cached_property
    def same_sides(self) -> list[tuple[int, int]]:
        if not self.plan.alternate:
            return []
        return seating.same_side_pairs(self.seated, self.people, self.room)

    @cached_property
    def breaches(self) -> list[str]:
        """What is broken, in words."""
        said = [rule_in_words(rule, self.guests) for rule in self.broken]
        told = _("%(one)s and %(other)s sit beside each other: the alternation is broken")
        return said + [
            told % {"one": self.guests[self.seated[a]], "other": self.guests[self.seated[b]]}
            for a, b in self.same_sides
        ]

    @cached_property
    def chairs(self) -> list[Chair]:
        wrong = {key for rule in self.broken for key in rule.people}
        found = []
        for spot in self.room.spots:
            seat, key = self.seats.get(spot.number), self.seated.get(spot.number)
            found.append(
                Chair(
                    *(spot.number, spot.table, f"{spot.x:.1f}", f"{spot.y:.1f}"),
                    guest=self.guests.get(key),
                    place=self.places.get(key),
                    locked=bool(seat and seat.locked and key),
                    accessible=bool(seat and seat.accessible),
                    wrong=key in wrong,
                )
            )
        return found

    @cached_property
    def unseated(self) -> list[Step]:
        sits = set(self.seated.values())
        return [step for step in self.steps if step.guest.pk not in sits]

    @property
    def free(self) -> int:
        return len(self.room.spots) - len(self.seated)

    @property
    def notices(self) -> list[str]:
        return notices(self)

    @property
    def view_box(self) -> str:
        """The extent of the drawing; written here, since a template would write numbers as people do."""
        return f"0 0 {self.room.width:.0f} {self.room.height:.0f}"

    @property
    def tops(self) -> list[dict[str, str]]:
        """Tables and stage as shapes of the drawing."""
        return [top_shape(*top) for top in self.room.tops]


def top_shape(kind: str, x: float, y: float, wide: float, high: float) -> dict[str, str]:
    facts = {"x": x, "y": y, "width": wide, "height": high, "cx": x + wide / 2, "cy": y + high / 2}
    return {"kind": kind, **{name: f"{value:.1f}" for name, value in facts.items()}}


def side_of(guest: Guest) -> str:
    style = guest.person.address_style
    return style if style in ("madam", "sir") else ""


def notices(view: PlanView) -> list[str]:
    """What is said before seating: too few seats, the parity of a table that alternates, thirteen."""
    found, people, seats = [], len(view.people), len(view.room.spots)
    if people > seats:
        lacking = people - seats
        words = ngettext("%(n)d seat is lacking.", "%(n)d seats are lacking.", lacking)
        found.append(words % {"n": lacking})
    if view.plan.alternate and view.plan.shape in (Shape.FRENCH, Shape.ENGLISH, Shape.ROUND):
        covers = view.plan.per_table
        if not seating.parity_holds(covers):
            words = _(
                "%(covers)d covers: women and men cannot alternate with hosts of opposite sex "
                "facing each other (that needs 6, 10, 14, 18…). "
                "Two women or two men preside, or one host moves by a seat."
            )
            found.append(words % {"covers": covers})
        unknown = sum(not one.side for one in view.people)
        if unknown:
            words = ngettext(
                "For %(n)d guest the form of address is neutral: no side is known.",
                "For %(n)d guests the form of address is neutral: no side is known.",
                unknown,
            )
            found.append(words % {"n": unknown})
    if people in (13, 14) and view.plan.shape not in ROWS:
        found.append(
            _("%(n)d at table: custom avoids thirteen, and one absence from fourteen makes it.")
            % {"n": people}
        )
    return found


def rule_in_words(rule: Rule, guests: dict[int, Guest]) -> str:
    """A rule with the names it is about."""
    names = [str(guests[key]) for key in rule.people if key in guests]
    facts = {"one": names[0] if names else "", "other": names[1] if len(names) > 1 else "", "seat": rule.seat}
    words = {
        "apart": _("%(one)s and %(other)s are kept apart"),
        "partners": _("%(one)s and %(other)s are partners: not side by side"),
        "interpreter": _("%(one)s interprets for %(other)s: within reach"),
        "access": _("%(one)s needs an accessible seat"),
        "locked": _("%(one)s is fixed on seat %(seat)s"),
        "capacity": _("more guests than seats: %(names)s"),
    }
    return words[rule.kind] % {**facts, "names": ", ".join(names)}


def in_words(rules: Iterable[Rule], guests: dict[int, Guest]) -> list[str]:
    return [rule_in_words(rule, guests) for rule in rules]


def with_seats(plans):
    return plans.select_related("ceremony").prefetch_related("seats")
