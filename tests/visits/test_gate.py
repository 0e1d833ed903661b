"""The gate of a day: the list, scans with their true time, refusals, who is inside (behaviours 8, 17)."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.moves import Refused
from tests.factories import PersonFactory
from tests.visits.factories import complete, issued, planned_visit, visitor_of, zone
from tests.visits.programme_factories import profile, resource
from visits import actions
from visits.models import Passage
from visits.queries import passes
from visits.states import PassState


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


@pytest.fixture
def visitor(db):
    visit = planned_visit(host=PersonFactory(family_name="Hamill", telephone="+33 4 42"))
    return visitor_of(visit, zones=("SITE-ASSEMBLY",), family_name="Zhang", nationality="CN")


@pytest.fixture
def card(visitor, office):
    return issued(visitor, office=office)


@pytest.fixture
def on_the_day(visitor):
    """The clock stands at nine on the day of arrival."""
    moment = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    day = visitor.arrives_on
    with time_machine.travel(moment.replace(year=day.year, month=day.month, day=day.day), tick=False):
        yield


def test_08_the_list_says_the_document_the_plate_the_zone_and_the_host(visitor, card, on_the_day, signed_in):
    made = actions.make_programme(visitor.visit, by=CLOCK, profile=profile("minister"), book=False)
    car = resource("vehicle", plate="AA-101-IO", capacity=3)
    actions.book(car, made.stops.last(), by=CLOCK)
    page = signed_in(Role.SECURITY_OFFICER).get(url("gate"))
    assert "camera=(self)" in page["Permissions-Policy"]
    (row,) = page.context["gate_list"].rows
    assert (row.visitor, row.card, row.why_not, row.plates) == (visitor, card, "", ("AA-101-IO",))
    assert row.document == "Ordinary passport"
    words = page.content.decode()
    assert "HAMILL" in words
    assert "Assembly Hall" in words
    assert passes.code_of(card) not in words, "a device keeps hashes of codes, never codes"
    assert "123456789" not in words, "numbers of documents stay with those who keep them"


def test_08_a_code_lets_in_and_out_and_the_evacuation_list_knows_who_is_inside(
    visitor, card, on_the_day, signed_in
):
    client = signed_in(Role.SECURITY_OFFICER)
    code = passes.code_of(card)
    said = client.post(url("admit"), {"code": code, "direction": "in"}, follow=True).content.decode()
    assert "Robin ZHANG · let in" in said
    card.refresh_from_db()
    assert card.state == PassState.ACTIVE
    assert "ZHANG" in client.get(url("evacuation")).content.decode()
    client.post(url("admit"), {"code": card.number.lower(), "direction": "out"})
    assert "Nobody is inside" in client.get(url("evacuation")).content.decode()
    assert Passage.objects.filter(code=card.number).count() == 2, "the number stands in the log, not the code"


def test_08_unknown_superseded_early_and_withdrawn_passes_are_refused_in_words(visitor, card, signed_in):
    client = signed_in(Role.SECURITY_OFFICER)

    def said(code) -> str:
        answer = client.post(
            url("admit"), {"code": code, "direction": "in"}, headers={"Accept": "application/json"}
        ).json()
        assert not answer["admitted"]
        return answer["said"]

    assert "not known" in said("NONSENSE")
    code = passes.code_of(card)
    assert "valid from" in said(code), "the visit is months away"
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
        assert "expired" in said(code)
    client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
    actions.revise_visitor(visitor, by=CLOCK, zones=[zone("SITE-TOKAMAK")])
    assert "replaced" in said(code)
    actions.withdraw_visitor(visitor, by=CLOCK, reason="ill")
    assert "withdrawn" in said(code)


def test_08_a_scan_without_network_keeps_its_true_time_counts_once_and_shows_conflicts(
    visitor, card, on_the_day, signed_in
):
    client, code = signed_in(Role.SECURITY_OFFICER), passes.code_of(card)
    scanned = timezone.now()
    actions.revise_visitor(visitor, by=CLOCK, zones=[zone("SITE-TOKAMAK")])
    sent = {"code": code, "direction": "in", "at": scanned.isoformat(), "uid": str(uuid4()), "said": "true"}
    with time_machine.travel(scanned + timedelta(hours=2), tick=False):
        for _ in range(2):
            answer = client.post(url("admit"), sent, headers={"Accept": "application/json"})
            assert answer.json()["conflict"]
        passage = Passage.objects.get()
        assert (passage.scanned_at, passage.received_at) == (scanned, scanned + timedelta(hours=2))
        page = client.get(url("gate")).content.decode()
        assert "Let through without network, but the office says:" in page
        client.post(url("settle", passage.pk))
        assert "Let through without network" not in client.get(url("gate")).content.decode()


def test_08_a_moment_in_the_future_is_taken_as_now(card, on_the_day, office):
    later = timezone.now() + timedelta(days=30)
    passage = actions.admit(card.number, by=office[Role.SECURITY_OFFICER], at=later)
    assert passage.scanned_at == timezone.now()


@pytest.mark.parametrize("count", [1, 3])
def test_the_gate_asks_the_same_questions_for_one_row_and_three(count, office, signed_in, own_queries):
    visit = planned_visit()
    for _ in range(count):
        issued(visitor_of(visit, zones=("SITE-ASSEMBLY",), nationality="CN"), office=office)
    client = signed_in(Role.SECURITY_OFFICER)
    start = timezone.localtime().replace(hour=9)
    day = start.replace(year=visit.starts_on.year, month=visit.starts_on.month, day=visit.starts_on.day)
    with time_machine.travel(day, tick=False):
        client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
        assert own_queries(client, url("gate")) == 8


def test_guides_and_strangers_do_not_stand_at_the_gate(db, signed_in, client):
    assert signed_in(Role.GUIDE).get(url("gate")).status_code == 403
    assert signed_in(Role.STAFF).post(url("admit"), {"code": "X", "direction": "in"}).status_code == 403
    assert client.get(url("gate")).status_code == 302


# Behaviour 17: precise zones


def test_17_a_request_wider_than_the_stops_is_refused_with_the_stops_that_need_it(office, db):
    visit = planned_visit()
    guest = visitor_of(visit, zones=("SITE", "SITE-TOKAMAK", "SITE-ASSEMBLY"), nationality="CN")
    actions.make_programme(visit, by=CLOCK, profile=profile("minister"), book=False)
    complete(guest)
    request = actions.request_pass(guest, by=office[Role.ASSISTANT])
    request.refresh_from_db()
    actions.submit_pass(request, by=office[Role.ASSISTANT])  # the safety briefing lies in SITE itself
    wide = visitor_of(visit, zones=("SITE-CRYO", "SITE-TOKAMAK"), nationality="CN")
    complete(wide)
    request = actions.request_pass(wide, by=office[Role.ASSISTANT])
    with pytest.raises(
        Refused, match=r"no stop leads to Cryoplant\. Needed are: .*Tokamak Building \(Tokamak pit\)"
    ):
        actions.submit_pass(request, by=office[Role.ASSISTANT])
