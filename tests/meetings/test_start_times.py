"""A session by link: each proposed start on the clocks of the seven capitals, unsocial hours told."""

from datetime import date, timedelta

from django.urls import reverse

from council_office.directory.states import Role
from meetings.capitals import proposed_starts
from meetings.states import SessionMode
from tests.meetings.factories import coming

ZONES = [("EU", "Europe/Brussels"), ("JP", "Asia/Tokyo"), ("US", "America/New_York")]
WEDNESDAY = date(2031, 6, 18)


def test_24_each_start_is_shown_on_every_clock_and_unsocial_hours_are_told():
    starts = proposed_starts(WEDNESDAY, "Europe/Paris", (8, 13), timedelta(hours=2), ZONES)
    early, later = starts
    assert [f"{one.clock:%H:%M}" for one in early.times] == ["08:00", "15:00", "02:00"]
    assert early.unsocial == ["US"]
    assert [f"{one.clock:%H:%M}" for one in later.times] == ["13:00", "20:00", "07:00"]
    assert later.unsocial == ["JP", "US"]


def test_24_a_meeting_that_ends_at_eight_in_the_evening_is_social_and_one_that_goes_on_is_not():
    (short,) = proposed_starts(WEDNESDAY, "Europe/Paris", (11,), timedelta(hours=2), ZONES[:2])
    (long,) = proposed_starts(WEDNESDAY, "Europe/Paris", (11,), timedelta(hours=3), ZONES[:2])
    assert (short.unsocial, long.unsocial) == ([], ["JP"])


def test_24_a_start_on_another_day_says_so():
    (late,) = proposed_starts(WEDNESDAY, "Europe/Paris", (19,), timedelta(hours=1), ZONES)
    assert [one.days for one in late.times] == [0, 1, 0]


def test_24_the_page_of_a_session_by_link_shows_them_and_that_of_one_in_the_room_does_not(signed_in, db):
    secretary = signed_in(Role.COUNCIL_SECRETARY)
    session = coming(mode=SessionMode.REMOTE, starts_on=WEDNESDAY, opens_at="13:00", closes_at="15:00")
    session.refresh_from_db()
    page = secretary.get(reverse("meetings:timeline", args=[session.pk]))
    starts = page.context["line"].starts
    assert len(starts[0].times) == 7
    text = " ".join(page.content.decode().split())
    assert "Proposed starts in the capitals" in text
    # 13:00 in Paris is 20:00 in Tokyo: the clock there, not the reader’s.
    assert '<th scope="row">13:00</th>' in text
    assert "20:00" in text[text.index('<th scope="row">13:00</th>') :].split("</tr>")[0]

    other = coming(number=41, in_days=300)
    assert (
        "Proposed starts" not in secretary.get(reverse("meetings:timeline", args=[other.pk])).content.decode()
    )
