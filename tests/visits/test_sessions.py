"""A session shows what its visitors still need: files, visas, passes, how they arrive."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from meetings import actions as meetings
from meetings.queries.readiness import readiness
from tests.meetings.factories import convened, place
from tests.visits.factories import complete, issued
from visits import actions
from visits.models import Terminal, Visit

pytestmark = pytest.mark.django_db
CODES = ("visas", "passes", "arrivals")


@pytest.fixture
def session():
    """Two who need a visa, two who need none, one remote, one who joined after the files were opened."""
    session = convened(number=61)
    for code, role in (("CN", "head"), ("IN", "head"), ("JP", "head"), ("EU", "head")):
        place(session, role, code, nationality={"EU": "DE"}.get(code, code))
    remote = place(session, "expert", "US")
    meetings.revise_participant(remote, by=CLOCK, remote=True)
    actions.open_files(session, by=CLOCK)
    place(session, "expert", "KR", nationality="KR")
    return session


def visitor_from(session, nationality: str):
    return Visit.objects.about(session).get().visitors.get(person__nationality=nationality)


def counted(session, user) -> dict:
    return {one.check.code: (one.done, one.total) for one in readiness(session, user)}


def test_20_visas_passes_and_arrivals_stand_in_the_readiness_of_the_session(session, office, signed_in):
    assistant = signed_in(Role.ASSISTANT)
    found = {one.check.code: one for one in readiness(session, assistant.user)}
    assert {code: (found[code].done, found[code].total) for code in CODES} == {
        "visas": (0, 2),
        "passes": (0, 5),
        "arrivals": (0, 4),
    }
    assert found["visas"].missing_words == "2 without a letter"
    assert found["passes"].missing_words == "1 without a file, 4 not asked for"

    german = visitor_from(session, "DE")
    issued(german, office=office, nationality="DE")
    moment = timezone.make_aware(datetime.combine(session.starts_on, time(8)))
    airport = Terminal.objects.get(code="MRS")
    actions.add_journey(german, by=CLOCK, number="LH 1", terminal=airport, moment=moment)
    chinese = visitor_from(session, "CN")
    complete(chinese, visa_until=chinese.leaves_on + timedelta(days=30))
    found = counted(session, assistant.user)
    assert {code: found[code] for code in CODES} == {"visas": (1, 2), "passes": (1, 5), "arrivals": (1, 4)}


@pytest.mark.parametrize("code", CODES)
def test_20_every_number_opens_the_files_it_counts(code, session, signed_in):
    assistant = signed_in(Role.ASSISTANT)
    (one,) = (each for each in readiness(session, assistant.user) if each.check.code == code)
    page = assistant.get(reverse("meetings:missing", args=[session.pk, code]))
    assert (page.context["count"], len(page.context["rows"])) == (one.missing, one.missing)
    chinese = visitor_from(session, "CN")
    assert reverse("visits:visitor", args=[chinese.pk]) in {at for at, _words, _note in page.context["rows"]}
    assert (
        reverse("meetings:missing", args=[session.pk, code])
        in assistant.get(session.get_absolute_url()).content.decode()
    )


def test_20_a_session_without_visitors_or_without_a_room_counts_none(signed_in, office):
    user = office[Role.ASSISTANT]
    bare = convened(number=62)
    place(bare, "head", "CN", nationality="CN")
    assert {*CODES} & counted(bare, user).keys() == {"passes"}
    assert counted(bare, user)["passes"] == (0, 1), "nobody has a file yet, and that is said"
    remote = convened(number=63)
    place(remote, "head", "CN", nationality="CN")
    actions.open_files(remote, by=CLOCK)
    type(remote).objects.filter(pk=remote.pk).update(mode="remote")
    remote.refresh_from_db()
    assert not {*CODES} & counted(remote, user).keys()


@pytest.mark.parametrize("count", [1, 3])
def test_20_the_page_asks_as_often_for_three_visitors_as_for_one(count, signed_in, own_queries):
    session = convened(number=64)
    for code in ("CN", "IN", "JP")[:count]:
        place(session, "head", code, nationality=code)
    actions.open_files(session, by=CLOCK)
    assert own_queries(signed_in(Role.ASSISTANT), session.get_absolute_url()) == QUERIES


QUERIES = 37
