"""Calendar files, read back as an other program reads them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from council_office.calendar import ical
from council_office.calendar.sources import Entry

PARIS = ZoneInfo("Europe/Paris")
STAMP = datetime(2026, 9, 1, 8, tzinfo=UTC)
MEETING = {
    "uid": "session-40-participant-7@council-office",
    "summary": "IC-40 · Council; réunion, Saint-Paul",
    "starts_at": datetime(2026, 11, 18, 8, 30, tzinfo=UTC),
    "ends_at": datetime(2026, 11, 19, 16, tzinfo=UTC),
    "location": "Council Chamber",
    "description": "Line one\nLine two",
    "organizer": ("Council Office", "office@iter.test"),
    "attendee": ("李 明", "li.ming@member.test"),
    "stamp": STAMP,
}


def read(content: bytes):
    calendar = Calendar.from_ical(content)
    return calendar, calendar.walk("VEVENT")


def test_an_invitation_is_a_request_in_paris_time_with_its_zone():
    calendar, [event] = read(ical.invitation(**MEETING, sequence=0))

    assert (calendar["method"], event["uid"], event["sequence"]) == ("REQUEST", MEETING["uid"], 0)
    assert event["summary"] == MEETING["summary"]
    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert event["dtstart"].dt == datetime(2026, 11, 18, 9, 30, tzinfo=PARIS)
    assert event["attendee"] == "mailto:li.ming@member.test"
    assert event["attendee"].params["CN"] == "李 明"
    assert event["attendee"].params["RSVP"] == "TRUE"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_the_zone_that_is_sent_along_tells_summer_and_winter():
    [zone] = Calendar.from_ical(ical.invitation(**MEETING, sequence=0)).walk("VTIMEZONE")

    paris = zone.to_tz()

    assert datetime(2026, 7, 1, 12, tzinfo=paris).utcoffset().total_seconds() == 7200
    assert datetime(2026, 11, 18, 12, tzinfo=paris).utcoffset().total_seconds() == 3600
    assert datetime(2026, 10, 25, 3, 30, tzinfo=paris).utcoffset().total_seconds() == 3600


def test_a_cancellation_keeps_the_uid_and_raises_the_sequence():
    calendar, [event] = read(ical.invitation(**MEETING, sequence=3, method="CANCEL"))

    assert (calendar["method"], event["uid"], event["sequence"]) == ("CANCEL", MEETING["uid"], 3)
    assert event["status"] == "CANCELLED"


def test_whole_days_end_on_the_day_after_the_last():
    days = {**MEETING, "starts_at": date(2026, 11, 18), "ends_at": date(2026, 11, 19)}

    _calendar, [event] = read(ical.invitation(**days, sequence=0))

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 11, 18), date(2026, 11, 20))


def test_a_moment_without_a_zone_is_an_error():
    with pytest.raises(ValueError, match="time zone"):
        ical.invitation(**{**MEETING, "starts_at": datetime(2026, 11, 18, 9)}, sequence=0)


def test_an_unknown_method_is_an_error():
    with pytest.raises(ValueError, match="REPLY"):
        ical.invitation(**MEETING, sequence=0, method="REPLY")


def test_a_name_with_line_breaks_adds_no_line_to_the_file():
    hostile = {
        **MEETING,
        "attendee": ('X"\r\nATTENDEE:mailto:spy@x', "a@b.test"),
        "summary": "A\r\nMETHOD:CANCEL",
    }

    calendar, [event] = read(ical.invitation(**hostile, sequence=0))

    assert event["attendee"] == "mailto:a@b.test"
    assert calendar["method"] == "REQUEST"
    assert event["summary"] == "A METHOD:CANCEL"


def test_a_feed_lists_days_and_moments():
    entries = [
        Entry("task-1", date(2026, 11, 9), date(2026, 11, 9), "Passes", "https://office.test/1", "deadline"),
        Entry(
            "session-40",
            MEETING["starts_at"],
            MEETING["ends_at"],
            "IC-40",
            "https://office.test/2",
            "session",
            all_day=False,
            place="Chamber",
        ),
    ]

    calendar, [task, session] = read(ical.feed(entries, name="Council Office", stamp=STAMP))

    assert (calendar["method"], str(calendar["x-wr-calname"])) == ("PUBLISH", "Council Office")
    assert (task["uid"], task["dtend"].dt, task["transp"]) == (
        "task-1@council-office",
        date(2026, 11, 10),
        "TRANSPARENT",
    )
    assert (session["location"], session["transp"]) == ("Chamber", "OPAQUE")
    assert session["dtstart"].dt == datetime(2026, 11, 18, 9, 30, tzinfo=PARIS)
