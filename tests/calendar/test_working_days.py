"""Counting in working days: examples from the French calendar, and what holds for every calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from council_office.calendar.queries import public_holidays
from council_office.calendar.working_days import Calendar

FRANCE = Calendar(
    {**public_holidays(2025, "en"), **public_holidays(2026, "en"), **public_holidays(2027, "en")}
)

days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
counts = st.integers(0, 60)
calendars = st.dictionaries(days, st.just("closed"), max_size=80).map(Calendar)


def test_in_may_2026_twenty_working_days_are_thirty_two_calendar_days():
    arrival = date(2026, 5, 29)

    counted = FRANCE.back(arrival, 20)

    assert counted.on == date(2026, 4, 27)
    assert (arrival - counted.on).days == 32
    assert [(on.isoformat(), name) for on, name in counted.skipped] == [
        ("2026-05-25", "Whit Monday"),
        ("2026-05-14", "Ascension Day"),
        ("2026-05-08", "Victory in Europe Day"),
        ("2026-05-01", "Labour Day"),
    ]


def test_armistice_is_skipped_on_the_way_back_from_the_november_council():
    counted = FRANCE.back(date(2026, 11, 24), 10)

    assert counted.on == date(2026, 11, 9)
    assert counted.skipped == ((date(2026, 11, 11), "Armistice Day"),)


def test_the_arrival_day_is_day_zero():
    assert FRANCE.back(date(2026, 11, 18), 0).on == date(2026, 11, 18)
    assert FRANCE.back(date(2026, 11, 18), 1).on == date(2026, 11, 17)


def test_an_arrival_on_a_sunday_counts_from_the_friday_before():
    sunday = date(2026, 11, 22)

    assert FRANCE.back(sunday, 0).on == date(2026, 11, 20)
    assert FRANCE.back(sunday, 1).on == date(2026, 11, 20)


def test_a_holiday_on_a_weekend_is_not_called_skipped():
    assumption = date(2026, 8, 15)  # a Saturday

    assert FRANCE.holidays[assumption] == "Assumption Day"
    assert FRANCE.back(date(2026, 8, 17), 1).skipped == ()


def test_a_count_never_goes_below_zero():
    for count in (FRANCE.back, FRANCE.forward):
        try:
            count(date(2026, 1, 5), -1)
        except ValueError:
            continue
        raise AssertionError("a negative count was accepted")


def test_between_counts_the_end_but_not_the_start():
    assert FRANCE.between(date(2026, 11, 9), date(2026, 11, 24)) == 10
    assert FRANCE.between(date(2026, 11, 24), date(2026, 11, 9)) == -10
    assert FRANCE.between(date(2026, 11, 9), date(2026, 11, 9)) == 0


@given(calendars, days, counts)
def test_back_and_forward_again_gives_the_same_working_day(calendar, day, count):
    start = calendar.next_working(day)

    assert calendar.forward(calendar.back(start, count).on, count).on == start
    assert calendar.back(calendar.forward(start, count).on, count).on == start


@given(calendars, days, counts)
def test_every_count_ends_on_a_working_day(calendar, day, count):
    assert calendar.is_working(calendar.back(day, count).on)
    assert calendar.is_working(calendar.forward(day, count).on)


@given(calendars, days, counts)
def test_a_later_day_never_has_an_earlier_deadline(calendar, day, count):
    assert calendar.back(day, count).on <= calendar.back(day + timedelta(days=1), count).on
    assert calendar.forward(day, count).on <= calendar.forward(day + timedelta(days=1), count).on


@given(calendars, days, counts)
def test_more_days_are_never_nearer(calendar, day, count):
    assert calendar.back(day, count + 1).on <= calendar.back(day, count).on
    assert calendar.forward(day, count + 1).on >= calendar.forward(day, count).on


@given(calendars, days, counts)
def test_between_gives_back_what_was_counted(calendar, day, count):
    start = calendar.next_working(day)

    assert calendar.between(calendar.back(start, count).on, start) == count
    assert calendar.between(start, calendar.forward(start, count).on) == count


@given(calendars, days, st.integers(1, 60))
def test_counted_and_skipped_days_are_all_the_weekdays_between(calendar, day, count):
    counted = calendar.back(day, count)
    weekdays = [
        on for n in range(1, (day - counted.on).days + 1) if (on := day - timedelta(days=n)).weekday() < 5
    ]

    assert len(weekdays) == count + len(counted.skipped)
    assert all(not calendar.is_working(on) for on, _name in counted.skipped)
