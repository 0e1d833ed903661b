"""Paragraphs are counted through, attachments by first mention, patterns filled and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.numbering import number_attachments, number_paragraphs, written

groups = st.lists(st.lists(st.integers(0, 10**6)), max_size=8).map(
    lambda lists: [[(i, j) for j, _ in enumerate(inner)] for i, inner in enumerate(lists)]
)


@given(groups)
def test_01_paragraphs_are_numbered_through_all_items(groups):
    flat = [thing for group in groups for thing in group]
    assert number_paragraphs(groups) == dict(zip(flat, range(1, len(flat) + 1), strict=True))


def test_01_attachments_are_numbered_by_first_mention():
    assert number_attachments([["list"], [], ["agenda", "list"], ["minutes"]]) == {
        "list": 1,
        "agenda": 2,
        "minutes": 3,
    }


@given(st.lists(st.lists(st.sampled_from("abcdef"))))
def test_01_attachment_numbers_rise_from_one_in_the_order_of_first_mention(mentions):
    numbers = number_attachments(mentions)
    flat = [thing for mentioned in mentions for thing in mentioned]
    assert sorted(numbers.values()) == list(range(1, len(set(flat)) + 1))
    assert sorted(numbers, key=numbers.get) == sorted(set(flat), key=flat.index)


def test_09_a_pattern_is_filled_with_digits_as_asked():
    assert written("{session}/D-{number:02d}", session="IC-35", number=7) == "IC-35/D-07"
    assert written("{session}/D-{number:02d}", session="IC-35", number=107) == "IC-35/D-107"


@pytest.mark.parametrize("pattern", ["{unknown}", "{session.body}", "{session!r}", "{number:>5}", "{", "a}b"])
def test_09_a_pattern_reaches_nothing_but_its_places(pattern):
    with pytest.raises(ValueError, match=r"[{}]"):
        written(pattern, session="IC-35", number=7)
