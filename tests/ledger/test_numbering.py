"""Numbers follow each other without a gap, whoever takes them and whatever fails."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import assume, given
from hypothesis import strategies as st

from council_office.ledger import audit, numbering
from council_office.ledger.models import Counter, NumberTaken, Series
from council_office.ledger.models.numbering import check_pattern
from council_office.ledger.moves import Refused
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other_in_their_year():
    assert [numbering.take("LET", 2026) for _ in range(2)] == ["LET-2026-0001", "LET-2026-0002"]
    assert numbering.take("LET", 2027) == "LET-2027-0001"
    assert numbering.take("ROD", 2026) == "ROD-2026-0001"


def test_a_series_that_never_starts_again_counts_on():
    Series.objects.create(code="IC", name_en="Sessions", pattern="{series}-{number}", per_year=False)
    assert [numbering.take("IC", year) for year in (2025, 2026)] == ["IC-1", "IC-2"]


def test_a_look_ahead_promises_nothing():
    assert [numbering.peek("LET", 2026), numbering.peek("LET", 2026)] == ["LET-2026-0001"] * 2
    assert NumberTaken.objects.count() == 0


def test_a_number_that_is_not_kept_is_given_again():
    with transaction.atomic():
        numbering.take("LET", 2026)
        transaction.set_rollback(True)
    assert numbering.take("LET", 2026) == "LET-2026-0001"


def test_an_unknown_series_gives_nothing():
    with pytest.raises(numbering.UnknownSeries, match="'XYZ'"):
        numbering.take("XYZ", 2026)
    with pytest.raises(numbering.UnknownSeries):
        numbering.peek("XYZ", 2026)


def test_a_number_is_taken_inside_a_transaction_only(monkeypatch):
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(transaction.TransactionManagementError):
        numbering.take("LET", 2026)


def test_a_new_pattern_is_for_coming_numbers():
    numbering.take("LET", 2026)
    Series.objects.filter(code="LET").update(pattern="ITER/{year}/{number:03d}")
    assert numbering.take("LET", 2026) == "ITER/2026/002"
    assert set(NumberTaken.objects.values_list("text", flat=True)) == {"LET-2026-0001", "ITER/2026/002"}


def test_every_number_remembers_what_it_was_given_to():
    lab, other = OrganisationFactory(name_en="CERN"), OrganisationFactory(name_en="JET")
    numbering.take("LET", 2026, about=lab)
    numbering.given(numbering.take("LET", 2026), other)
    assert list(NumberTaken.objects.order_by("number").values_list("about_label", "about_id")) == [
        ("CERN", str(lab.pk)),
        ("JET", str(other.pk)),
    ]


def test_a_cancelled_number_keeps_its_place_and_says_why(user):
    number = numbering.take("LET", 2026)
    taken = numbering.cancel(number, by=user, reason="Written twice")
    assert (taken.cancelled_by, taken.reason, taken.text) == (user, "Written twice", number)
    assert numbering.take("LET", 2026) == "LET-2026-0002"
    assert audit.history(taken).get().words() == "cancelled the number LET-2026-0001"


def test_a_number_is_cancelled_once_and_with_a_reason(user):
    number = numbering.take("LET", 2026)
    with pytest.raises(Refused, match="Say why"):
        numbering.cancel(number, by=user, reason=" ")
    numbering.cancel(number, by=user, reason="Written twice")
    with pytest.raises(Refused, match="already cancelled"):
        numbering.cancel(number, by=user, reason="Again")


@pytest.mark.parametrize(
    "pattern",
    ["LET", "{year}", "{number", "{0}", "{}", "{number.real}", "{number!r}", "{secret}-{number}",
     "{number:{year}}", "{number:e}", "{number:99d}" * 5, "{series:>99}{number}"],
)  # fmt: skip
def test_a_pattern_that_could_fail_or_repeat_is_refused(pattern):
    with pytest.raises(ValidationError):
        check_pattern(pattern)


def test_a_yearly_series_shows_its_year():
    with pytest.raises(ValidationError, match="starts again every year needs"):
        Series(code="X", name_en="X", pattern="X-{number}").full_clean()


literal = st.text(st.characters(categories=["L", "P", "Zs"], exclude_characters="{}"), max_size=6)
place = st.sampled_from(["{series}", "{year}", "{number}", "{number:04d}", "{number:3d}"])


@given(
    st.lists(st.one_of(literal, place), max_size=6).map("".join), st.sets(st.integers(1, 10**6), min_size=2)
)
def test_an_accepted_pattern_never_writes_two_numbers_alike(pattern, numbers):
    try:
        check_pattern(pattern)
    except ValidationError:
        assume(False)
    series = Series(code="LET", pattern=pattern)
    assert len({series.written(2026, number) for number in numbers}) == len(numbers)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_leave_no_gap_and_no_double_even_when_some_fail(in_parallel):
    def take(index):
        with transaction.atomic():
            number = numbering.take("LET", 2026)
            if index % 5 == 0:
                raise ZeroDivisionError
            return number

    given_out = [one for one in in_parallel(50, take) if isinstance(one, str)]
    assert sorted(given_out) == [f"LET-2026-{n:04d}" for n in range(1, 41)]
    assert Counter.objects.get().last == 40
