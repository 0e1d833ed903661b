"""The rhythm of the meetings: labels, usual days, the chain of committees; the dirty dates of the history."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_office.calendar.working_days import Calendar
from meetings import history
from meetings.rhythm import Days, committee_days, label, usual_days
from meetings.states import SessionKind

FREE = Calendar({})
HOLIDAYS = Calendar({date(2026, 11, 11): "Armistice Day", date(2027, 5, 6): "Ascension"})
DAY = timedelta(days=1)
SEEN = {"basis_en": "seen", "basis_fr": "vu"}


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        (SessionKind.ORDINARY, 40, "IC-40"),
        (SessionKind.INTERIM, 2, "IIC-2"),
        (SessionKind.MINISTERIAL, None, "IC-M 2026"),
        (SessionKind.EXTRAORDINARY, None, "IC-E 2026-11"),
        (SessionKind.BETWEEN, None, "IC 2026-11"),
    ],
)
def test_24_a_session_is_called_as_the_office_calls_it(kind, number, expected):
    assert label("IC", kind, number, date(2026, 11, 18)) == expected


def test_24_the_council_meets_on_the_third_wednesday_and_thursday_of_june_and_november():
    assert usual_days(date(2026, 3, 1), (6, 11), 2, 2, FREE) == Days(date(2026, 6, 17), date(2026, 6, 18))
    assert usual_days(date(2026, 6, 17), (6, 11), 2, 2, FREE) == Days(date(2026, 11, 18), date(2026, 11, 19))
    assert usual_days(date(2026, 11, 18), (6, 11), 2, 2, FREE) == Days(date(2027, 6, 16), date(2027, 6, 17))


def test_24_a_holiday_in_the_usual_week_moves_the_session_a_week_on():
    closed = Calendar({date(2026, 11, 19): "Closure"})
    assert usual_days(date(2026, 7, 1), (6, 11), 2, 2, closed) == Days(date(2026, 11, 25), date(2026, 11, 26))


def test_03_the_committees_stand_at_their_distances_before_the_council():
    council = date(2026, 11, 18)
    stac = committee_days(council, 34, 4, HOLIDAYS)
    mac = committee_days(council, 20, 3, HOLIDAYS, stac.ends_on)
    cpwg = committee_days(council, 17, 2, HOLIDAYS, mac.ends_on)
    assert stac == Days(date(2026, 10, 12), date(2026, 10, 15))
    assert mac == Days(date(2026, 10, 27), date(2026, 10, 29))
    assert cpwg == Days(date(2026, 11, 2), date(2026, 11, 3)), "not over the weekend of 31 October"


def test_03_a_chain_without_room_overlaps_rather_than_disappears():
    council = date(2026, 11, 18)
    assert committee_days(council, 17, 2, FREE, after=date(2026, 11, 17)) == committee_days(
        council, 17, 2, FREE
    )


# A busy machine is no mistake: what is tested is the answer, not the time it takes.
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

days = st.dates(date(2024, 1, 1), date(2035, 12, 31))
closed = st.dictionaries(st.dates(date(2023, 10, 1), date(2036, 1, 31)), st.just("closed"), max_size=60)


@UNTIMED
@given(days, st.integers(5, 60), st.integers(1, 5), closed)
def test_03_a_proposed_committee_meets_on_working_days_in_one_run_and_ends_before_the_council(
    council, days_before, length, holidays
):
    calendar = Calendar(holidays)
    found = committee_days(council, days_before, length, calendar)
    assert all(map(calendar.is_working, found))
    assert len(list(found)) == length
    assert found.ends_on < council


@UNTIMED
@given(days, closed)
def test_03_a_chain_keeps_its_order(council, holidays):
    calendar, after, chain = Calendar(holidays), None, []
    for days_before, length in ((34, 4), (20, 3), (17, 2)):
        chain.append(committee_days(council, days_before, length, calendar, after))
        after = chain[-1].ends_on
    starts = [each.starts_on for each in chain]
    assert starts == sorted(starts)


@UNTIMED
@given(days)
def test_24_the_usual_days_are_to_come_and_in_a_usual_month(after):
    found = usual_days(after, (6, 11), 2, 2, FREE)
    assert found.starts_on > after
    assert (found.starts_on.month in (6, 11), found.starts_on.weekday()) == (True, 2)


def test_a_year_or_a_month_alone_covers_all_its_days_and_says_so():
    year = history.session_span("2008", "2008")
    assert (year.starts_on, year.ends_on) == (date(2008, 1, 1), date(2008, 12, 31))
    assert year.basis(SEEN) == {
        "basis_en": "seen; date known to the year only",
        "basis_fr": "vu\u202f; date connue à l’année seulement",
    }
    month = history.session_span("2009-02", "2009-02")
    assert (month.starts_on, month.ends_on) == (date(2009, 2, 1), date(2009, 2, 28))
    assert history.session_span("2007-11-27", "2007-11-28").basis(SEEN) == SEEN


def test_23_a_term_without_an_end_lasts_until_its_holder_was_last_seen():
    term = history.term_span("2007-11-28", "", "2020-06-18")
    assert (term.starts_on, term.ends_on) == (date(2007, 11, 28), date(2020, 6, 18))
    assert term.basis(SEEN)["basis_en"] == "seen; end not known, last seen 2020-06-18"


def test_23_a_term_without_a_start_begins_where_it_is_known():
    assert history.term_span("", "2009-12-31", "").starts_on == date(2009, 1, 1)
    assert history.term_span("", "", "2013-05-16").starts_on == date(2013, 5, 16)


@pytest.mark.parametrize("name", ["sessions", "offices", "people", "participants", "bodies", "rules"])
def test_every_data_file_is_read(name):
    assert len(history.rows(name)) >= 6
