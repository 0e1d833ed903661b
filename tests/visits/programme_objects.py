"""Objects of programmes and resources for the access matrix (see tests/web/objects.py)."""

from datetime import date, timedelta

from council_office.ledger import moves
from council_office.ledger.audit import CLOCK
from tests.visits.factories import zone
from tests.visits.programme_factories import guide
from tests.visits.visit_objects import both, hosted, of_others
from visits import actions
from visits.models import Authorisation, Commitment, ProgrammeProfile, Told


def made(world):
    """A programme in each of the two visits, with a guide booked."""
    return [world.once(of_hosted), world.once(of_others_programme)]


def of_hosted(world):
    return with_guide(world.once(hosted))


def of_others_programme(world):
    return with_guide(world.once(of_others))


def with_guide(visit):
    profile = ProgrammeProfile.objects.get(code="minister")
    programme = actions.make_programme(visit, by=CLOCK, profile=profile, book=False)
    actions.book(guide(), programme.stops.get(place__code="tokamak-pit"), by=CLOCK)
    return programme


def visits(world):
    made(world)
    return [{"pk": visit.pk} for visit in both(world)]


def programmes(world):
    return [{"pk": programme.pk} for programme in made(world)]


def papers(world):
    return [{"pk": programme.pk, "kind": "guide", "form": "pdf"} for programme in made(world)[:1]]


def stops(world):
    return [{"pk": programme.stops.last().pk} for programme in made(world)]


def bookings(world):
    return [{"pk": Commitment.objects.get(stop__programme=programme).pk} for programme in made(world)]


def a_guide(world):
    return world.once(some_guide)


def some_guide(world):
    one = guide()
    facts = {"zone": zone("SITE-VIEW"), "training": "Refresher", "valid_from": date(2020, 1, 1)}
    actions.authorise(one, by=CLOCK, valid_to=date.today() + timedelta(days=900), **facts)
    return one


def resources(world):
    return {"pk": a_guide(world).pk}


def authorisations(world):
    return {"pk": Authorisation.objects.filter(resource=a_guide(world)).first().pk}


def words(world):
    """A message of the day in each programme."""
    found = made(world)
    for programme in found:
        if not programme.told.exists():
            moves.create(Told, by=CLOCK, programme=programme, audience="gate", text="Late")
    return [{"pk": programme.told.first().pk} for programme in found]


OBJECTS = {
    **{f"visits:{name}": visits for name in ("programme", "make_programme")},
    **{
        f"visits:{name}": programmes
        for name in (
            *("remove_programme", "add_stop", "order_stops", "book_free", "issue_programme", "rehearse"),
            *("day_sheet", "run_late"),
        )
    },
    "visits:programme_paper": papers,
    **{f"visits:{name}": stops for name in ("revise_stop", "remove_stop", "shift_stop", "book")},
    **{f"visits:{name}": words for name in ("tell", "drop_told")},
    "visits:release": bookings,
    **{f"visits:{name}": resources for name in ("resource", "revise_resource", "authorise", "set_away")},
    "visits:end_authorisation": authorisations,
}
