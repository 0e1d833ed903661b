"""Objects of visits and visitors for the access matrix (see tests/web/objects.py)."""

from council_office.directory.states import Role
from tests.visits.factories import draft_visit, planned_visit, visitor_of


def hosted(world):
    """A planned visit received by the staff member, with somebody in it."""
    visit = planned_visit(host=world[Role.STAFF].person)
    visitor_of(visit, zones=("SITE-ASSEMBLY",))
    return visit


def of_others(world):
    """A draft that only the office sees."""
    visit = draft_visit(in_days=200)
    visitor_of(visit)
    return visit


def both(world):
    return [world.once(hosted), world.once(of_others)]


def visits(world):
    return [{"pk": visit.pk} for visit in both(world)]


def visitors(world):
    return [{"pk": visit.visitors.first().pk} for visit in both(world)]


OBJECTS = {
    **{
        f"visits:{name}": visits
        for name in (
            *("visit", "revise_visit", "visit_history", "plan_visit", "begin_visit", "close_visit"),
            *("reopen_visit", "cancel_visit", "add_visitor"),
        )
    },
    **{
        f"visits:{name}": visitors
        for name in ("visitor", "revise_visitor", "withdraw_visitor", "restore_visitor")
    },
}
