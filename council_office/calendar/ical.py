"""iCalendar: invitations that update and cancel (RFC 5546), and feeds to subscribe to; pure."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from council_office.calendar.sources import Entry

PARIS = ZoneInfo("Europe/Paris")
PRODUCT = "-//Council Office//Calendar//EN"
Address = str | tuple[str, str]

# The rules in force since 1996, short enough for every reader (the generated table lists each year).
PARIS_RULES = b"""BEGIN:VTIMEZONE\r
TZID:Europe/Paris\r
BEGIN:DAYLIGHT\r
DTSTART:19960331T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
TZNAME:CEST\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
DTSTART:19961027T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
TZNAME:CET\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
END:STANDARD\r
END:VTIMEZONE\r
"""


def invitation(
    *,
    uid: str,
    sequence: int,
    summary: str,
    starts_at: date | datetime,
    ends_at: date | datetime,
    location: str = "",
    description: str = "",
    organizer: Address,
    attendee: Address,
    method: str = "REQUEST",
    url: str = "",
    stamp: datetime | None = None,
) -> bytes:
    """One meeting for one attendee: keep `uid` for good, raise `sequence` with every change or cancellation.

    Addresses are an e-mail or (name, e-mail). Moments are told in Paris time; dates make a whole-day event
    whose last day is `ends_at`.
    """
    if method not in ("REQUEST", "CANCEL"):
        raise ValueError(f"an invitation is a REQUEST or a CANCEL, not {method}")
    calendar = _calendar(method)
    event = _event(
        uid, summary, starts_at, ends_at, stamp, location=location, description=description, url=url
    )
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("organizer", _address(organizer), encode=False)
    event.add("attendee", _attendee(attendee), encode=False)
    calendar.add_component(event)
    return calendar.to_ical()


def feed(events: Iterable[Entry], *, name: str, language: str = "en", stamp: datetime | None = None) -> bytes:
    """A calendar to subscribe to; deadlines and closures do not make anybody look busy."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", PARIS.key)
    calendar.add("refresh-interval", timedelta(hours=1), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in events:
        calendar.add_component(_entry(entry, language, stamp))
    return calendar.to_ical()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(PARIS_RULES))
    return calendar


def _event(uid, summary, starts_at, ends_at, stamp: datetime | None, **texts: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", (stamp or datetime.now(UTC)).astimezone(UTC))
    event.add("summary", _line(summary))
    event.add("dtstart", _moment(starts_at))
    event.add("dtend", _moment(ends_at) if isinstance(ends_at, datetime) else ends_at + timedelta(days=1))
    for name, text in texts.items():
        if text:
            event.add(name, text)
    return event


def _entry(entry: Entry, language: str, stamp: datetime | None) -> Event:
    event = _event(
        f"{entry.uid}@council-office",
        entry.summary,
        entry.starts_at,
        entry.ends_at,
        stamp,
        location=entry.place,
        description=entry.details,
        url=entry.url,
    )
    event["summary"].params["LANGUAGE"] = language
    event.add("categories", [entry.kind])
    event.add("transp", "TRANSPARENT" if entry.all_day else "OPAQUE")
    return event


def _moment(moment: date | datetime) -> date | datetime:
    """A date as it is; an aware moment in Paris time."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no place in a calendar")
    return moment.astimezone(PARIS)


def _address(address: Address) -> vCalAddress:
    name, email = ("", address) if isinstance(address, str) else address
    found = vCalAddress(f"mailto:{email}")
    if name:
        found.params["CN"] = vText(_line(name))
    return found


def _attendee(address: Address) -> vCalAddress:
    attendee = _address(address)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("TRUE")
    return attendee


def _line(text: str) -> str:
    return " ".join(text.split())
