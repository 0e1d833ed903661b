"""How an agenda counts: numbers, clock, differences."""

from dataclasses import dataclass
from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from meetings.agendas import clock, differences, minutes_available, number_items
from meetings.paper_numbers import following, proposed, sort_key
from meetings.states import PaperKind


@dataclass(frozen=True)
class Item:
    pk: int
    parent_id: int | None = None
    position: int = 0
    fixed_number: str = ""
    access: str = "open"


def numbers(items):
    return {each.item.pk: each.number for each in number_items(items)}


def test_21_items_are_numbered_by_their_place_and_nest():
    items = [Item(1, position=1), Item(2, position=2), Item(3, parent_id=2, position=1), Item(4, position=3)]
    assert numbers(items) == {1: "1", 2: "2", 3: "2.1", 4: "3"}


def test_21_an_automatic_number_never_takes_a_fixed_one():
    items = [
        Item(1, position=1),
        Item(2, position=2, fixed_number="3"),
        Item(3, position=3),
        Item(4, position=4),
    ]
    assert numbers(items) == {1: "1", 2: "3", 3: "2", 4: "4"}


def test_19_a_restricted_item_takes_no_number_of_the_others_and_stands_after_them():
    items = [Item(1, position=1), Item(2, position=2, access="closed"), Item(3, position=3)]
    items += [Item(4, parent_id=2), Item(5, parent_id=3, access="restricted"), Item(6, parent_id=3)]
    found = {each.item.pk: each.number for each in number_items(items)}
    assert found == {1: "1", 3: "2", 6: "2.1", 2: "R1", 4: "R1.1", 5: "R2"}
    assert list(found) == [1, 3, 6, 2, 4, 5]


access = st.sampled_from(["open", "restricted"])
trees = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5), st.booleans(), access), max_size=15)


@given(trees)
def test_21_numbers_are_unique_and_every_item_of_any_tree_has_one(rows):
    items = [
        Item(
            pk, None if not pk or above == 0 else min(above, pk), position, f"F{pk}" if fixed else "", access
        )
        for pk, (above, position, fixed, access) in enumerate(rows, start=1)
    ]
    items = [
        Item(i.pk, None if i.parent_id == i.pk else i.parent_id, i.position, i.fixed_number, i.access)
        for i in items
    ]
    found = number_items(items)
    assert len({each.number for each in found}) == len(found) == len(items)
    assert all(each.number == each.item.fixed_number for each in found if each.item.fixed_number)


DAYS = {
    "first": date(2026, 11, 18),
    "last": date(2026, 11, 19),
    "opens_at": time(9, 30),
    "closes_at": time(17, 30),
}


def test_21_the_clock_goes_on_the_next_day_when_an_item_does_not_fit():
    slots = clock([240, 210, 60], **DAYS)
    assert [slot.starts_at for slot in slots] == [
        datetime(2026, 11, 18, 9, 30),
        datetime(2026, 11, 18, 13, 30),
        datetime(2026, 11, 19, 9, 30),
    ]
    assert not any(slot.overruns for slot in slots)


def test_21_what_runs_past_the_last_day_overruns():
    slots = clock([480, 480, 30], **DAYS)
    assert [slot.overruns for slot in slots] == [False, False, True]
    assert minutes_available(**DAYS) == 960


def row(key, number, title="Budget", minutes=15):
    return {
        "key": key,
        "number": number,
        "title_en": title,
        "title_fr": "",
        "purpose": "decision",
        "minutes": minutes,
    }


def test_21_differences_are_told_in_words():
    old = [row(1, "1"), row(2, "2", "Schedule"), row(3, "3", "Staff")]
    new = [row(1, "2"), row(2, "1", "Schedule"), row(4, "3", "Safety", 30)]
    assert differences(old, new, "en") == [
        "Item 1 moved to 2.",
        "Item 2 moved to 1.",
        "Item 3 “Safety” added.",
        "Item 3 “Staff” removed.",
    ]
    assert differences(old, old, "en") == []


def test_09_the_next_paper_number_is_proposed_and_never_one_that_is_taken():
    free = proposed("{session}/{item}", session="IC-40", item="4.2", taken=set())
    assert free == "IC-40/4.2"
    assert proposed("{session}/{item}", session="IC-40", item="4.2", taken={free}) == "IC-40/4.2-2"
    assert proposed("{session}/{number:02d}", session="IC-40", item="4", taken={"IC-40/01"}) == "IC-40/02"


def test_09_revisions_addenda_and_corrigenda_are_counted_apart():
    taken = {"IC-40/4", "IC-40/4 Rev. 1"}
    assert following("IC-40/4", PaperKind.REVISION, taken) == ("IC-40/4 Rev. 2", 2)
    assert following("IC-40/4", PaperKind.ADDENDUM, taken) == ("IC-40/4 Add. 1", 1)


def test_09_papers_sort_as_people_read_them():
    papers = ["IC-40/10", "IC-40/2 Corr. 1", "IC-40/2 Add. 1", "IC-40/2", "IC-40/2 Rev. 10", "IC-40/2 Rev. 2"]
    assert sorted(papers, key=sort_key) == [
        "IC-40/2",
        "IC-40/2 Rev. 2",
        "IC-40/2 Rev. 10",
        "IC-40/2 Add. 1",
        "IC-40/2 Corr. 1",
        "IC-40/10",
    ]
