"""Reports 5: one box finds everything that a person may see, whatever the order of words and the accents."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from council_office.desk import actions, queries
from council_office.desk.models import SearchCursor, SearchEntry
from council_office.desk.queries.rooms import INDEXED, number_key
from council_office.directory.states import Role
from meetings import actions as meetings
from meetings.models import Session
from tests.meetings import factories


@pytest.fixture
def index(db):
    """The index as it is every morning."""
    actions.rebuild_index()


def found(user, text: str) -> list[str]:
    return [str(name) for hits in queries.search(user, text) for name, _note, _url in hits.rows]


def show(client, text: str):
    return client.get(reverse("desk:search"), {"q": text})


def test_reports_5_words_in_any_order_and_without_accents(index, assistant, office):
    session = factories.convened(number=81, in_days=30)
    meetings.add_paper(session, by=assistant, title_en="Tritium balance", title_fr="Bilan du tritium à l’été")
    actions.follow_trail()
    assert found(assistant, "balance tritium") == found(assistant, "ETE bilan") != []


def test_what_was_changed_this_minute_is_found_before_the_clock_has_looked(index, assistant):
    made = actions.create_page(by=assistant, topic="it", title_en="Forgotten passwords")
    assert found(assistant, "forgotten") == ["Forgotten passwords"]
    actions.revise_page(made, by=assistant, title_en="Lost passwords")
    assert (found(assistant, "forgotten"), found(assistant, "lost")) == ([], ["Lost passwords"])


def test_the_index_follows_the_trail_and_what_is_gone_leaves_it(index, assistant):
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        page = actions.create_page(by=assistant, topic="it", title_en="Passwords")
    assert actions.follow_trail() == 1
    entry = SearchEntry.objects.get(kind="desk.knowledgepage", object_id=page.pk)
    assert entry.text == "passwords"
    assert actions.follow_trail() == 0  # read once, when it is old enough to be sure
    page.delete()
    actions.rebuild_index()
    assert not SearchEntry.objects.filter(kind="desk.knowledgepage").exists()


@pytest.mark.parametrize("typed", ["IC-13/D-01", "ic 13 d 01", "IC13D01"])
def test_a_number_leads_straight_to_its_page(index, signed_in, typed):
    response = show(signed_in(Role.ASSISTANT), typed)
    assert response.status_code == 302
    assert response.url.startswith("/meetings/decisions/")


def test_a_number_that_is_new_this_minute_leads_there_too(index, signed_in, asked):
    assert show(signed_in(Role.STAFF), asked.number).url == asked.get_absolute_url()


def test_reports_5_a_hidden_thing_changes_nothing(index, signed_in):
    """Two worlds, with and without what the reader may not see: the same page, byte for byte."""
    client = signed_in(Role.STAFF)

    def pages() -> list[str]:
        return [without_tokens(show(client, text).content.decode()) for text in ("IC-81", "council", "81")]

    before = pages()
    factories.convened(number=81, in_days=30)
    actions.follow_trail()
    assert Session.objects.filter(label="IC-81").exists()
    assert pages() == before


def without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line.lower())


def test_every_room_names_words_numbers_and_notes_of_its_rows(index, asked, page, staff):
    actions.propose_idea(by=staff, title="Less paper", text="On screens.")
    for room in INDEXED.values():
        for row in room.rows()[:5]:
            assert all(isinstance(each, str) for each in (room.number(row), str(room.note(row))))


def test_numbers_are_typed_as_they_come():
    assert number_key("IC-35/D-07") == number_key("ic 35 d07") == "ic35d07"


def test_a_new_office_orders_its_index_at_once_and_then_every_night(db, run_jobs):
    assert actions.order_new_index() is not None
    run_jobs()
    assert SearchCursor.objects.get().rebuilt_on == timezone.localdate()
    assert actions.order_new_index() is None


def test_a_search_takes_a_constant_number_of_queries(index, assistant):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.search(assistant, "zanzibar")
        return len(captured)

    actions.create_page(by=assistant, topic="it", title_en="Zanzibar 0")
    assert assistant.roles  # remembered with the person
    one = count()
    for number in range(3):
        actions.create_page(by=assistant, topic="it", title_en=f"Zanzibar {number}")
    assert count() == one
