"""Today and the search, for each person what that person may see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.desk import actions as desk
from council_office.desk import queries
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from meetings import actions
from meetings.models import Action
from tests.factories import PersonFactory, member
from tests.meetings import factories


@pytest.fixture
def session(db):
    return factories.convened(number=81, in_days=30)


def test_today_shows_coming_sessions_and_every_figure_opens_its_list(session, signed_in):
    client = signed_in(Role.ASSISTANT)
    page = client.get(reverse("desk:today")).content.decode()
    assert session.label in page
    for figure in queries.today(client.user).figures:
        assert client.get(figure.url).status_code == 200


def test_the_count_of_overdue_actions_is_that_of_its_list(signed_in, session):
    action = Action.objects.create(
        session=session,
        number="IC-81/A-01",
        serial=1,
        title_en="Late",
        due_on=timezone.localdate() - timedelta(days=3),
    )
    client = signed_in(Role.ASSISTANT)
    figure = next(f for f in queries.today(client.user).figures if f.label == "action overdue")
    page = client.get(figure.url).content.decode()
    assert figure.count == 1
    assert action.number in page


def test_today_of_somebody_without_a_part_in_anything_is_quiet(session, signed_in):
    client = signed_in(Role.STAFF)
    page = client.get(reverse("desk:today")).content.decode()
    assert session.label not in page
    assert "Nothing waits for you today" in page


def test_a_delegate_sees_the_session_attended_and_no_other(session, signed_in, office):
    other = factories.convened(number=82, in_days=200)
    actions.add_participant(
        session, by=CLOCK, person=office[Role.DELEGATE].person, role="head", member=member("JP")
    )
    page = signed_in(Role.DELEGATE).get(reverse("desk:today")).content.decode()
    assert session.label in page
    assert other.label not in page


@pytest.mark.parametrize("text", ["Zofia Łukasz", "lukasz zofia", "ŁUKASZ"])
def test_people_are_found_in_any_order_and_without_accents(signed_in, text):
    PersonFactory(family_name="Łukasz", given_names="Zofia")
    page = signed_in(Role.ASSISTANT).get(reverse("desk:search"), {"q": text}).content.decode()
    assert "Zofia ŁUKASZ" in page


def test_the_search_finds_sessions_decisions_papers_and_shows_them_with_their_words(
    session, signed_in, office
):
    actions.add_paper(
        session, by=office[Role.ASSISTANT], title_en="Tritium balance", title_fr="Bilan tritium"
    )
    desk.rebuild_index()
    client = signed_in(Role.ASSISTANT)
    assert "Tritium balance" in client.get(reverse("desk:search"), {"q": "tritium balance"}).content.decode()
    assert session.label in client.get(reverse("desk:search"), {"q": "council 81"}).content.decode()
    assert "IC-13/D-01" in client.get(reverse("desk:search"), {"q": "ic 13 d"}).content.decode()


def test_the_search_tells_a_stranger_nothing(session, signed_in):
    page = signed_in(Role.STAFF).get(reverse("desk:search"), {"q": session.label}).content.decode()
    assert "Nothing found" in page


def test_an_empty_search_asks_what_is_looked_for(signed_in):
    assert "What are you looking for?" in signed_in(Role.STAFF).get(reverse("desk:search")).content.decode()
