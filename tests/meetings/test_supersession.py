"""What is in force on a day is right through every chain of decisions that replace one another."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from meetings.supersession import Ruling, in_force, reached, would_loop

DAY = date(2016, 1, 1)


def day(n):
    return DAY + timedelta(days=n)


def test_04_a_chain_has_one_link_in_force_at_a_time():
    chain = [
        Ruling("A", day(0)),
        Ruling("B", day(10), supersedes=frozenset("A")),
        Ruling("C", day(20), supersedes=frozenset("B")),
    ]
    assert [in_force(chain, day(n)) for n in (-1, 0, 9, 10, 19, 20)] == [
        set(),
        {"A"},
        {"A"},
        {"B"},
        {"B"},
        {"C"},
    ]


def test_04_a_decision_ad_referendum_replaces_nothing_until_it_is_lifted():
    waiting = [Ruling("A", day(0)), Ruling("B", None, supersedes=frozenset("A"))]
    lifted = [Ruling("A", day(0)), Ruling("B", day(30), supersedes=frozenset("A"))]
    assert in_force(waiting, day(20)) == {"A"}
    assert (in_force(lifted, day(29)), in_force(lifted, day(30))) == ({"A"}, {"B"})


def test_04_what_was_replaced_does_not_come_back_when_its_successor_ends():
    rulings = [Ruling("A", day(0)), Ruling("B", day(5), ended_on=day(8), supersedes=frozenset("A"))]
    assert [in_force(rulings, day(n)) for n in (8, 9)] == [{"B"}, set()]


@st.composite
def histories(draw):
    """Decisions in the order they were taken, each replacing some of the earlier ones."""
    rulings = []
    for key in range(draw(st.integers(1, 7))):
        begun = draw(st.none() | st.integers(0, 40))
        ended = draw(st.none() | st.integers(0, 60))
        older = draw(st.frozensets(st.integers(0, key - 1), max_size=3)) if key else frozenset()
        rulings.append(
            Ruling(key, None if begun is None else day(begun), None if ended is None else day(ended), older)
        )
    return rulings


def lived(rulings, until):
    """The same told as a story, day by day: decisions begin, push others out, and end."""
    standing, gone = set(), set()
    for today in (day(n) for n in range(until + 1)):
        standing -= {r.key for r in rulings if r.ended_on is not None and r.ended_on < today}
        for ruling in (r for r in rulings if r.effective_on == today):
            gone |= ruling.supersedes
            standing.add(ruling.key)
        standing -= gone
        standing -= {r.key for r in rulings if r.ended_on is not None and r.ended_on < today}
    return standing


@given(histories(), st.integers(0, 61))
def test_04_the_answer_for_a_day_equals_the_story_told_up_to_it(rulings, n):
    assert in_force(rulings, day(n)) == lived(rulings, n)


edges = st.dictionaries(st.integers(0, 6), st.sets(st.integers(0, 6)), max_size=7)


@given(edges, st.integers(0, 6), st.integers(0, 6))
def test_04_a_replacement_that_is_allowed_never_closes_a_loop(edges, newer, older):
    acyclic = {k: {v for v in vs if v < k} for k, vs in edges.items()}
    if not would_loop(newer, older, acyclic):
        acyclic.setdefault(newer, set()).add(older)
        assert all(key not in reached(key, acyclic) for key in list(acyclic))
