"""The calendar itself: months, weeks, lists, feeds; each person sees their own."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from council_office.calendar import actions, queries, sources
from council_office.calendar.models import Feed
from council_office.directory.states import Role

MONTH, WEEK, DAYS = (reverse(f"calendar:{name}") for name in ("month", "week", "days"))


@pytest.fixture
def deadline(own_rules, secretary):
    def make(title: str = "Passes", due_on: date = date(2026, 11, 9), role: str = Role.ASSISTANT):
        return actions.create_task(title_en=title, due_on=due_on, owner_role=role, by=secretary)

    return make


@pytest.mark.parametrize("where", [MONTH, WEEK, DAYS])
def test_a_deadline_stands_on_its_day_with_its_link(where, deadline, signed_in):
    task = deadline()

    page = signed_in(Role.ASSISTANT).get(where, {"on": "2026-11-09"})

    assert page.status_code == 200
    assert f'href="{task.get_absolute_url()}"' in page.content.decode()


@pytest.mark.parametrize("where", [MONTH, WEEK, DAYS])
def test_a_deadline_of_others_is_nowhere_in_the_calendar(where, deadline, signed_in):
    deadline("Secret dinner")

    page = signed_in(Role.GUIDE).get(where, {"on": "2026-11-09"})

    assert page.status_code == 200
    assert "Secret dinner" not in page.content.decode()


@pytest.mark.parametrize("where", [MONTH, WEEK, DAYS])
@pytest.mark.parametrize("on", ["", "soon", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_that_makes_no_sense_shows_today(where, on, signed_in):
    page = signed_in(Role.STAFF).get(where, {"on": on})

    assert page.status_code == 200
    assert page.context["today"] == timezone.localdate()


@pytest.mark.parametrize("where", [MONTH, WEEK, DAYS])
@pytest.mark.parametrize("count", [1, 3])
def test_the_calendar_takes_a_constant_number_of_queries(
    where, count, deadline, signed_in, own_queries, monkeypatch
):
    """Besides what the sources of the other apps ask."""
    own = {name: one for name, one in sources.SOURCES.items() if name.startswith("calendar.")}
    monkeypatch.setattr(sources, "SOURCES", own)
    for _number in range(count):
        deadline()

    assert own_queries(signed_in(Role.ASSISTANT), where, {"on": "2026-11-09"}) == QUERIES[where]


# Tasks, closures, late ones of the person; the days' own calendar in month and week.
QUERIES = {MONTH: 4, WEEK: 4, DAYS: 3}


def test_holidays_and_closures_name_their_day(own_rules, secretary, signed_in):
    actions.create_closure(
        name_en="Site closed",
        name_fr="Site fermé",
        starts_on=date(2026, 11, 12),
        ends_on=date(2026, 11, 13),
        by=secretary,
    )

    english = signed_in(Role.STAFF).get(MONTH, {"on": "2026-11-09"}).content.decode()
    french = signed_in(Role.STAFF, "fr").get(MONTH, {"on": "2026-11-09"}).content.decode()

    assert (english.count("Armistice Day"), english.count("Site closed")) == (1, 2)
    assert (french.count("Armistice"), french.count("Site fermé")) == (1, 2)


def test_only_the_kinds_asked_for_are_shown(deadline, signed_in):
    deadline()
    client = signed_in(Role.ASSISTANT)

    assert "Passes" in client.get(DAYS, {"on": "2026-11-01", "kind": "deadline"}).content.decode()
    assert "Passes" not in client.get(DAYS, {"on": "2026-11-01", "kind": "holiday"}).content.decode()


def test_htmx_gets_the_calendar_alone(signed_in):
    page = signed_in(Role.STAFF).get(MONTH, headers={"HX-Request": "true"})

    assert "<html" not in page.content.decode()
    assert 'id="calendar"' in page.content.decode()


# Feeds


@pytest.fixture
def feed(signed_in):
    """The secret path of a person's feed, opened through the door."""

    def open_for(role: str) -> str:
        page = signed_in(role).post(reverse("calendar:open_feed"))
        assert page.status_code == 200
        return page.context["address"].removeprefix("http://testserver")

    return open_for


def events(answer) -> list[str]:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return [str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_a_feed_shows_what_the_person_sees_and_nothing_else(feed, deadline, client, office):
    soon = queries.calendar_around(timezone.localdate()).next_working(
        timezone.localdate() + timedelta(days=9)
    )
    deadline("Mine", soon, Role.GUIDE)
    deadline("Theirs", soon, Role.ASSISTANT)

    shown = events(client.get(feed(Role.GUIDE)))

    assert "Mine" in shown
    assert "Theirs" not in shown


def test_a_feed_speaks_the_language_of_the_person(feed, client, office):
    path = feed(Role.GUIDE)
    office[Role.GUIDE].language = "fr"
    office[Role.GUIDE].save()

    assert "Fête nationale" in events(client.get(path))


def test_the_secret_of_a_feed_is_kept_nowhere(feed, client):
    token = feed(Role.GUIDE).rpartition("/")[2].removesuffix(".ics")

    kept = Feed.objects.get()

    assert token not in (kept.token_hash, str(kept))
    assert kept.token_hash == queries.feed_hash(token)


def test_a_new_address_stops_the_old_one(feed, client):
    old = feed(Role.GUIDE)
    new = feed(Role.GUIDE)

    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_a_closed_feed_shows_nothing(feed, client, signed_in):
    path = feed(Role.GUIDE)
    signed_in(Role.GUIDE).post(reverse("calendar:revoke_feed", args=[Feed.objects.get().pk]))

    assert client.get(path).status_code == 404


def test_nobody_closes_the_feed_of_another(feed, client, signed_in):
    path = feed(Role.GUIDE)

    answer = signed_in(Role.ADMINISTRATOR).post(reverse("calendar:revoke_feed", args=[Feed.objects.get().pk]))

    assert answer.status_code == 404
    assert client.get(path).status_code == 200


def test_the_feed_of_somebody_who_left_shows_nothing(feed, client, office):
    path = feed(Role.GUIDE)
    office[Role.GUIDE].is_active = False
    office[Role.GUIDE].save()

    assert client.get(path).status_code == 404


def test_a_guessed_address_shows_nothing(client, db):
    assert client.get(reverse("calendar:ics", args=["x" * 43])).status_code == 404
