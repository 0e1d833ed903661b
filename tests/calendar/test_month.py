"""A month as weeks of days: nothing lost, nothing on top of something else."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from council_office.calendar.queries import public_holidays
from council_office.calendar.sources import Entry
from council_office.calendar.working_days import Calendar
from council_office.desk.calendar import month

FRANCE = Calendar(public_holidays(2026, "en"))
TODAY = date(2026, 11, 23)
FIRST = date(2026, 11, 1)


@st.composite
def many_entries(draw) -> list[Entry]:
    spans = draw(st.lists(st.tuples(st.integers(-10, 40), st.integers(0, 12)), max_size=25))
    return [
        Entry(f"e{n}", FIRST + timedelta(start), FIRST + timedelta(start + length), f"E{n}", "", "session")
        for n, (start, length) in enumerate(spans)
    ]


def november(entries: list[Entry]) -> list[month.Week]:
    start, end = month.span(FIRST)
    return month.weeks(start, end, entries, FRANCE, month=11, today=TODAY)


def test_november_2026_stands_in_six_weeks_from_monday_to_sunday():
    weeks = november([])

    assert [week.number for week in weeks] == [44, 45, 46, 47, 48, 49]
    assert (weeks[0].days[0].on, weeks[-1].days[-1].on) == (date(2026, 10, 26), date(2026, 12, 6))
    assert [day.on.day for week in weeks for day in week.days if not day.outside] == list(range(1, 31))


def test_a_holiday_is_named_and_not_worked():
    armistice = november([])[2].days[2]

    assert (armistice.closed, armistice.working, armistice.is_empty) == ("Armistice Day", False, False)


def test_a_session_of_three_days_goes_on_from_day_to_day():
    session = Entry("s", date(2026, 11, 4), date(2026, 11, 6), "MAC-42", "", "session")

    days = november([session])[1].days

    assert [(bar.first, bar.last) for day in days for bar in day.bars] == [
        (True, False),
        (False, False),
        (False, True),
    ]


@given(many_entries())
def test_every_entry_stands_on_each_of_its_days_or_is_counted(entries):
    for day in (day for week in november(entries) for day in week.days):
        there = [entry for entry in entries if entry.first_day <= day.on <= entry.last_day]
        shown = [bar.entry for bar in day.bars if bar]
        assert len(shown) + day.more == len(there)
        assert {entry.uid for entry in shown} <= {entry.uid for entry in there}


@given(many_entries())
def test_an_entry_keeps_its_lane_through_the_week(entries):
    for week in november(entries):
        lanes: dict[str, set[int]] = {}
        for day in week.days:
            for lane, bar in enumerate(day.bars):
                if bar:
                    lanes.setdefault(bar.entry.uid, set()).add(lane)
        assert all(len(found) == 1 for found in lanes.values())
