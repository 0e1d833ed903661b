"""A visit of three hundred people asks the database as often as one of three."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from council_office.directory.models import Person
from council_office.directory.states import Role
from tests.factories import PersonFactory
from tests.visits.programme_factories import programme
from visits.models import Journey, Letter, PassRequest, Programme, Terminal, Visitor, Zone
from visits.states import PassState

pytestmark = pytest.mark.django_db
# Beyond the shell; the visit, who may see it and its tabs are among them.
QUERIES = {
    "visit": 19,
    "letters": 11,
    "travel": 7,
    "ask": 17,
    "programme": 16,
    "day_sheet": 12,
    "gate": 8,
    "evacuation": 1,
    "passes": 3,
}


def filled(count: int) -> Programme:
    """A programme whose visit has so many people, each with a flight, a letter and a pass."""
    made = programme(people=0)
    visit = made.visit
    people = Person.objects.bulk_create(
        PersonFactory.build(nationality="CN", email=f"guest-{n}@example.org") for n in range(count)
    )
    visitors = Visitor.objects.bulk_create(
        Visitor(visit=visit, person=each, arrives_on=visit.starts_on, leaves_on=visit.ends_on)
        for each in people
    )
    zone = Zone.objects.get(code="SITE-ASSEMBLY")
    Visitor.zones.through.objects.bulk_create(
        Visitor.zones.through(visitor=each, zone=zone) for each in visitors
    )
    lands = timezone.make_aware(datetime.combine(visit.starts_on, time(8)))
    terminal = Terminal.objects.first()
    Journey.objects.bulk_create(
        Journey(visitor=each, number=f"AF {n}", terminal=terminal, moment=lands + timedelta(minutes=n))
        for n, each in enumerate(visitors)
    )
    Letter.objects.bulk_create(
        Letter(visitor=each, kind="visa_support", language="en", code=f"CODE-{n}")
        for n, each in enumerate(visitors)
    )
    PassRequest.objects.bulk_create(
        PassRequest(
            visitor=each,
            number=f"PASS-{n}",
            state=PassState.ISSUED,
            submitted_at=timezone.now(),
            issued_at=timezone.now(),
            valid_from=visit.starts_on,
            valid_until=visit.ends_on,
            digest=f"{n:064}",
        )
        for n, each in enumerate(visitors)
    )
    return made


@pytest.mark.parametrize("count", [3, 300])
def test_08_three_hundred_visitors_cost_no_query_more(count, signed_in, own_queries):
    made = filled(count)
    of_visit = {"visit", "letters", "travel", "ask", "programme"}
    objects = {page: [made.visit_id] for page in of_visit} | {"day_sheet": [made.pk]}
    client = signed_in(Role.PROTOCOL_OFFICER)
    day = timezone.make_aware(datetime.combine(made.visit.starts_on, time(9)))
    with time_machine.travel(day, tick=False):
        client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
        asked = {
            page: own_queries(client, reverse(f"visits:{page}", args=objects.get(page, [])))
            for page in QUERIES
        }
    assert asked == QUERIES
