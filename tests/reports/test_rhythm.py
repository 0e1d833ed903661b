"""When a schedule is due."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_office.calendar.working_days import Calendar
from council_office.reports.rhythm import PARIS, missed, next_due
from council_office.reports.states import DayOff, Rhythm

FREE = Calendar({})


@dataclass(frozen=True)
class Schedule:
    rhythm: str = Rhythm.WEEKLY
    weekday: int = 0
    day_of_month: int = 1
    at: time = time(7, 30)
    day_off: str = DayOff.SEND


def paris(*when):
    return datetime(*when, tzinfo=PARIS)


def test_monday_at_half_past_seven_stays_so_through_both_changes_of_the_clock():
    assert next_due(Schedule(), paris(2026, 3, 27, 12), FREE) == paris(2026, 3, 30, 7, 30)
    assert next_due(Schedule(), paris(2026, 10, 24, 12), FREE) == paris(2026, 10, 26, 7, 30)
    assert next_due(Schedule(), paris(2026, 3, 27, 12), FREE).astimezone(UTC).hour == 5
    assert next_due(Schedule(), paris(2026, 10, 24, 12), FREE).astimezone(UTC).hour == 6


def test_the_moment_itself_is_not_due_again():
    assert next_due(Schedule(), paris(2026, 11, 23, 7, 30), FREE) == paris(2026, 11, 30, 7, 30)


def test_a_day_off_sends_on_the_next_working_day_or_not_at_all():
    easter_monday = Calendar({date(2026, 4, 6): "Easter Monday"})
    after = paris(2026, 4, 3, 12)
    assert next_due(Schedule(day_off=DayOff.NEXT), after, easter_monday) == paris(2026, 4, 7, 7, 30)
    assert next_due(Schedule(day_off=DayOff.SKIP), after, easter_monday) == paris(2026, 4, 13, 7, 30)
    assert next_due(Schedule(day_off=DayOff.SEND), after, easter_monday) == paris(2026, 4, 6, 7, 30)


def test_the_thirty_first_is_the_last_day_of_a_shorter_month():
    monthly = Schedule(rhythm=Rhythm.MONTHLY, day_of_month=31)
    assert next_due(monthly, paris(2026, 2, 1), FREE) == paris(2026, 2, 28, 7, 30)


def test_daily_with_days_off_postponed_sends_once_on_the_monday():
    daily = Schedule(rhythm=Rhythm.DAILY, day_off=DayOff.NEXT)
    assert missed(daily, paris(2026, 11, 20, 8), paris(2026, 11, 24, 8), FREE) == [
        paris(2026, 11, 23, 7, 30),
        paris(2026, 11, 24, 7, 30),
    ]


def test_what_was_missed_is_listed_oldest_first():
    assert missed(Schedule(), paris(2026, 11, 2, 7, 30), paris(2026, 11, 17), FREE) == [
        paris(2026, 11, 9, 7, 30),
        paris(2026, 11, 16, 7, 30),
    ]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    st.builds(
        Schedule,
        rhythm=st.sampled_from(Rhythm.values),
        weekday=st.integers(0, 6),
        day_of_month=st.integers(1, 31),
        at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        day_off=st.sampled_from(DayOff.values),
    ),
)
def test_the_next_moment_is_always_later_and_no_moment_lies_between(after, schedule):
    due = next_due(schedule, after, FREE)
    if due is None:  # every weekend is a day off
        assert schedule.day_off == DayOff.SKIP
        assert schedule.rhythm == Rhythm.WEEKLY
        assert schedule.weekday >= 5
        return
    assert due > after
    assert next_due(schedule, due - timedelta(seconds=1), FREE).timestamp() == due.timestamp()
