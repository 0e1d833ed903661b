"""Behaviour 9, the pure part: three months, ten years, ninety days in 180, the class of the nationality."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visits import entry
from visits.entry import Passport, Rule, Stay

DAY = timedelta(days=1)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
STAY = Stay(date(2026, 5, 4), date(2026, 5, 8))
GOOD = Passport("passport", date(2022, 1, 1), date(2031, 12, 31), True)
FEW = settings(max_examples=50, deadline=None)


@st.composite
def stays(draw, most: int = 5):
    found = []
    for _ in range(draw(st.integers(0, most))):
        first = draw(st.dates(date(2025, 9, 1), date(2026, 8, 31)))
        found.append(Stay(first, first + draw(st.integers(0, 60)) * DAY))
    return found


@FEW
@given(DAYS)
def test_09_a_passport_must_outlive_the_stay_by_three_calendar_months(leaves_on):
    latest = entry.months_later(leaves_on, 3)
    assert entry.outlives(latest, leaves_on)
    assert not entry.outlives(latest - DAY, leaves_on)
    assert 89 <= (latest - leaves_on).days <= 92


@FEW
@given(DAYS)
def test_09_a_passport_is_young_for_ten_years_to_the_day(issued_on):
    tenth = entry.months_later(issued_on, 120)
    assert entry.is_young(issued_on, tenth - DAY)
    assert not entry.is_young(issued_on, tenth)
    assert not entry.is_young(issued_on, issued_on - DAY)
    assert tenth.year == issued_on.year + 10


@FEW
@given(stays(), st.dates(date(2026, 1, 1), date(2026, 8, 31)), st.integers(0, 100))
def test_09_ninety_in_180_agrees_with_counting_day_by_day(earlier, first, length):
    planned = Stay(first, first + length * DAY)
    days = sorted({day for stay in [*earlier, planned] for day in stay.days()})

    def too_many(on):
        return sum(0 <= (on - each).days < 180 for each in days) > 90

    expected = next((on for on in sorted(planned.days()) if too_many(on)), None)
    assert entry.first_day_too_many(earlier, planned) == expected


def test_09_the_days_of_entry_and_exit_both_count():
    ninety = Stay(date(2026, 1, 1), date(2026, 3, 31))
    assert len(ninety.days()) == 90
    assert entry.first_day_too_many([], ninety) is None
    assert entry.first_day_too_many([], Stay(ninety.first, ninety.last + DAY)) == date(2026, 4, 1)
    assert entry.days_used([ninety], date(2026, 6, 29)) == 90  # the first of January is day 180
    assert entry.days_used([ninety], date(2026, 6, 30)) == 89


@FEW
@given(stays())
def test_09_overlapping_stays_count_each_day_once(earlier):
    on = date(2026, 8, 31)
    assert entry.days_used([*earlier, *earlier], on) == entry.days_used(earlier, on) <= 180


@pytest.mark.parametrize(
    ("rule", "passport", "green", "words"),
    [
        (Rule("free"), Passport("id_card", None, date(2026, 6, 1)), True, "identity card or passport"),
        (Rule("free"), Passport("id_card", None, date(2026, 5, 7)), False, "during the stay"),
        (Rule("exempt"), GOOD, True, "No visa for 90 days"),
        (Rule("exempt"), Passport("passport", date(2016, 5, 4), date(2031, 1, 1)), False, "ten years"),
        (Rule("exempt"), Passport("passport", date(2022, 1, 1), date(2026, 8, 7)), False, "valid until"),
        (Rule("exempt"), Passport("id_card", date(2022, 1, 1), date(2031, 1, 1)), False, "not enough"),
        (Rule("exempt", biometric_only=True), Passport(*vars(GOOD).values()), True, "No visa"),
        (Rule("exempt", biometric_only=True), Passport("passport", GOOD.issued_on, GOOD.expires_on, False),
         False, "biometric passports only"),
        (Rule("exempt", authorisation_from=date(2026, 5, 1)), GOOD, False, "ETIAS"),
        (Rule("exempt", authorisation_from=date(2026, 6, 1)), GOOD, True, "No visa"),
        (Rule("visa"), GOOD, False, "needs a visa"),
        (Rule("visa", needs_checking=True), GOOD, False, "checked against the law"),
        (None, GOOD, False, "nationality is not known"),
        (Rule("exempt"), Passport("passport", None, None), False, "date of expiry is missing"),
    ],
)  # fmt: skip
def test_09_the_check_says_why(rule, passport, green, words):
    check = entry.check(rule, passport, STAY)
    assert check.is_green is green
    assert words in " ".join((*check.failures, *check.unknown, *check.reasons))


def test_09_no_green_light_when_the_declared_stays_break_the_ninety_days():
    winter = Stay(date(2025, 12, 1), date(2026, 2, 24))  # 86 days
    check = entry.check(Rule("exempt"), GOOD, STAY, [winter])
    assert not check.is_green
    assert check.failures == ("Fri 8 May 2026 would be the 91st day in 180.",)


def test_09_stays_are_read_from_lines():
    read = entry.stays_in("2026-05-02 – 2026-05-09\nnone\n2026-01-03 to 2026-01-01\nlast spring")
    assert read == (
        [Stay(date(2026, 5, 2), date(2026, 5, 9)), Stay(date(2026, 1, 1), date(2026, 1, 3))],
        ["last spring"],
    )
