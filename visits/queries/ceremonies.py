"""What Protocol knows of the people of a visit: the order in which they stand, their seats at a meal."""

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from council_office.directory.models import Post
from protocol.models import Ceremony, Guest, Seat
from protocol.queries.ladder import ladder_of
from protocol.queries.printing import seat_in_words
from protocol.states import Scheme
from visits.letters.programmes import Cover
from visits.models import Stop, Visit, Visitor
from visits.states import StopKind, VisitorRole

ROLES = list(VisitorRole)


def with_posts(visitors):
    """Visitors with all that precedence reads of them."""
    posts = Prefetch("person__posts", Post.objects.select_related("office", "organisation"))
    found = visitors.select_related("person__organisation", "person__member", "needs")
    return found.prefetch_related(posts)


def ceremonies_of(visit: Visit, visitors: Iterable[Visitor]) -> list[Ceremony]:
    """The ceremony that the visit is for, else those on its days to which its people are invited."""
    if isinstance(visit.about, Ceremony):
        return [visit.about]
    people = {visitor.person_id for visitor in visitors}
    found = Ceremony.objects.standing().filter(held_on__range=(visit.starts_on, visit.ends_on))
    found = found.filter(guests__person__in=people, guests__withdrawn=False)
    return list(found.distinct().order_by("held_on", "opens_at", "pk"))


def in_precedence(
    visit: Visit, visitors: Sequence[Visitor], ceremonies: Sequence[Ceremony]
) -> tuple[list[Visitor], str]:
    """The visitors in order, and what orders them: the ladder of their ceremony, else their roles and ranks.

    Who is not on the ladder comes after it. Without a ceremony each role is ordered as equals are.
    """
    by_rank = ranked(visit, visitors)
    if ceremonies:
        ladder = {step.guest.person_id: step.number for step in ladder_of(ceremonies[0])}
        last = len(ladder) + 1
        order = sorted(by_rank, key=lambda visitor: ladder.get(visitor.person_id, last))
        return order, _("The order is that of “%(ceremony)s”.") % {"ceremony": ceremonies[0]}
    return by_rank, _(
        "The order is that of the roles in the visit; within a role, of rank by international usage "
        "and, among equals, of the Members in the English alphabet."
    )


def ranked(visit: Visit, visitors: Sequence[Visitor]) -> list[Visitor]:
    """By role, then as the engine of precedence ranks equals: a ceremony of the visit that nobody keeps."""
    ceremony = Ceremony(held_on=visit.starts_on, scheme=Scheme.MEMBERS)
    guests = [Guest(pk=each.pk, ceremony=ceremony, person=each.person) for each in visitors]
    places = {step.guest.pk: step.number for step in ladder_of(ceremony, guests)}
    return sorted(visitors, key=lambda each: (ROLES.index(each.role), places[each.pk]))


def covers_of(stop: Stop, ceremonies: Iterable[Ceremony], visitors: Sequence[Visitor]) -> list[Cover]:
    """The diets by seat at the table of the ceremony held during this meal; empty when none is drawn.

    A visitor's own words come from the visit; a guest who only said yes is still to be asked.
    """
    meal = next((each for each in ceremonies if is_during(each, stop)), None)
    seats = list(seats_at(meal)) if meal else []
    diets = {each.person_id: each.needs.diet for each in visitors if has_diet(each)}
    found = ((seat_in_words(seat), seat.guest) for seat in seats)
    return [
        Cover(seat, guest.person_id, str(guest.person), diets.get(guest.person_id, ""))
        for seat, guest in found
        if guest.special_meal or guest.person_id in diets
    ]


def is_during(ceremony: Ceremony, stop: Stop) -> bool:
    same_time = ceremony.starts_at < stop.ends_at and stop.starts_at < ceremony.ends_at
    return stop.kind == StopKind.MEAL and same_time


def seats_at(ceremony: Ceremony) -> Iterable[Seat]:
    """The seats of the first plan of a ceremony on which somebody sits."""
    seats = Seat.objects.filter(plan__ceremony=ceremony, guest__isnull=False)
    found = list(seats.select_related("plan", "guest__person").order_by("plan", "number"))
    return [seat for seat in found if seat.plan_id == found[0].plan_id]


def has_diet(visitor: Visitor) -> bool:
    return hasattr(visitor, "needs") and visitor.needs.has_diet
