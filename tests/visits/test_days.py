"""The day: now and next, late by a tap, words for those who must know, a guide's own days only."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.moves import Refused
from documents.models import Delivery
from tests.factories import PersonFactory, UserFactory
from tests.visits.programme_factories import guide, programme, resource, stop
from visits import actions
from visits.models import Commitment, Lateness, Told
from visits.states import ToldState


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


@pytest.fixture
def made(db):
    return programme()


@pytest.fixture
def during(made):
    """The clock stands in the Assembly Hall, ten minutes after its start."""
    hall = stop(made, "assembly-hall")
    with time_machine.travel(hall.starts_at + timedelta(minutes=10), tick=False):
        yield hall


def guide_of(made, office):
    """The guide who signs in, booked for the pit."""
    one = guide(person=office[Role.GUIDE].person)
    actions.book(one, stop(made, "tokamak-pit"), by=CLOCK)
    return one


def test_07_the_sheet_says_what_is_now_and_next(made, during, signed_in, office):
    guide_of(made, office)
    client = signed_in(Role.GUIDE)
    assert made.visit.title() in client.get(url("today")).content.decode()
    sheet = client.get(url("day_sheet", made.pk))
    assert (sheet.context["sheet"].now, sheet.context["sheet"].next.place.code) == (during, "tokamak-pit")


def test_07_one_tap_moves_all_later_movable_stops_and_warns_of_the_first_that_cannot(
    made, during, signed_in, office
):
    guide_of(made, office)
    before = {each.pk: each for each in made.stops.all()}
    answer = signed_in(Role.GUIDE).post(url("run_late", made.pk), {"minutes": "12"}, follow=True)
    assert "Moved. But “Working lunch” cannot move: 2 minutes are missing." in answer.content.decode()
    after = {each.pk: each for each in made.stops.all()}
    moved = {pk: after[pk].starts_at - before[pk].starts_at for pk in after}
    later = {pk for pk, each in before.items() if each.starts_at > during.starts_at and each.movable}
    assert {pk for pk, by in moved.items() if by} == later
    assert {moved[pk] for pk in later} == {timedelta(minutes=12)}
    assert after[during.pk].minutes == before[during.pk].minutes + 12
    booking = Commitment.objects.get(stop__programme=made)
    assert booking.starts_at == after[booking.stop_id].starts_at


def test_07_driver_kitchen_gate_and_host_are_told_in_words_that_somebody_looked_at(
    made, during, signed_in, office, run_jobs, mailoutbox
):
    driver = PersonFactory(family_name="Olivieri", language="fr")
    actions.book(resource("driver", person=driver), made.stops.last(), by=CLOCK)
    client = signed_in(Role.PROTOCOL_OFFICER)
    client.post(url("run_late", made.pk), {"minutes": "12"})
    told = {each.audience: each for each in Told.objects.filter(state=ToldState.PROPOSED)}
    assert set(told) == {"driver", "gate", "host"}, "lunch is fixed: the kitchen need not hear"
    assert told["driver"].text.startswith("12 minutes de retard")
    assert mailoutbox == [], "nothing leaves before somebody looked at it"
    client.post(url("tell", told["driver"].pk), {"text": "Bonjour Marc, douze minutes de retard."})
    client.post(url("drop_told", told["gate"].pk))
    run_jobs()
    assert Delivery.objects.get(person=driver).body == "Bonjour Marc, douze minutes de retard."
    told["driver"].refresh_from_db()
    assert (told["driver"].state, told["driver"].said_at) == (ToldState.SAID, timezone.now())
    client.post(url("run_late", made.pk), {"minutes": "5"})
    assert Told.objects.filter(state=ToldState.PROPOSED, audience="host").count() == 1, "old words are gone"


def test_07_a_tap_without_network_counts_from_its_own_moment_and_once(made, during, signed_in, office):
    guide_of(made, office)
    client, pit = signed_in(Role.GUIDE), stop(made, "tokamak-pit")
    tap = {"minutes": "12", "at": timezone.now().isoformat(), "uid": str(uuid4())}
    with time_machine.travel(pit.starts_at + timedelta(minutes=20), tick=False):
        for _ in range(2):
            said = client.post(url("run_late", made.pk), tap, headers={"Accept": "application/json"})
            assert said.status_code == 200
    assert Lateness.objects.get().tapped_at == during.starts_at + timedelta(minutes=10)
    assert stop(made, "tokamak-pit").starts_at == pit.starts_at + timedelta(minutes=12)
    with pytest.raises(Refused, match="twelve hours"):
        actions.run_late(made, 12, by=CLOCK, at=timezone.now() - timedelta(hours=13))


def test_07_on_the_day_another_visit_s_booking_is_overridden_with_the_reason_in_words(
    made, during, signed_in, office
):
    one = guide_of(made, office)
    other = programme(starts_on=made.visit.starts_on)
    pit = stop(made, "tokamak-pit")
    actions.revise_stop(stop(other, "restaurant"), by=CLOCK, starts_at=pit.ends_at + timedelta(minutes=5))
    actions.book(one, stop(other, "restaurant"), by=CLOCK)
    signed_in(Role.GUIDE).post(url("run_late", made.pk), {"minutes": "12"})
    booking = Commitment.objects.get(stop=pit)
    assert (booking.overridden_by, booking.override_reason) == (
        office[Role.GUIDE], "12 minutes late on the day",
    )  # fmt: skip


def test_07_guides_see_only_their_own_days(made, during, signed_in, office):
    stranger = signed_in(UserFactory(roles=[Role.GUIDE]))
    assert made.visit.title() not in stranger.get(url("today")).content.decode()
    assert stranger.get(url("day_sheet", made.pk)).status_code == 403
    assert stranger.post(url("run_late", made.pk), {"minutes": "12"}).status_code == 403
    assert signed_in(Role.SECURITY_OFFICER).get(url("day_sheet", made.pk)).status_code == 200


def test_the_worker_and_the_manifest_keep_to_their_own_part_of_the_office(client, db):
    facts = client.get(url("manifest")).json()
    assert (facts["scope"], facts["start_url"]) == ("/visits/", "/visits/today/")
    worker = client.get(url("worker"))
    assert worker["Content-Type"].startswith("text/javascript")
    assert url("worker").startswith("/visits/")
