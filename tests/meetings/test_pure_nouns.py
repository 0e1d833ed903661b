"""Redlines, counts, rooms and clocks: what holds for any texts, Members, changes and moments."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings import redline, voting
from meetings.attendance import Moved, rooms, speaking
from meetings.capitals import local_times
from meetings.states import DecisionRule, Presence, Stance
from meetings.voting import Lack, Terms

FEW = settings(max_examples=50, deadline=None)
TEXTS = st.text("ab é,.\n", max_size=40)
MEMBERS = ["CN", "EU", "IN", "JP", "KR", "RU", "US"]
SHARES = {"EU": Decimal("45.6")} | {code: Decimal("9.1") for code in MEMBERS if code != "EU"}


# Redlines


@FEW
@given(TEXTS, TEXTS)
def test_12_a_redline_holds_both_texts(before, after):
    found = redline.pieces(before, after)
    assert (redline.before(found), redline.after(found)) == (before, after)


def test_12_a_changed_phrase_is_read_as_one():
    assert redline.pieces("The IC took note of it.", "The IC approved the report of it.") == (
        ("", "The IC "),
        ("deleted", "took note"),
        ("inserted", "approved the report"),
        ("", " of it."),
    )


@FEW
@given(st.lists(TEXTS, max_size=5), st.lists(TEXTS, max_size=5))
def test_12_comparing_paragraphs_loses_none_and_keeps_their_order(old, new):
    found = redline.compared(old, new)
    assert [change.was for change in found if change.was is not None] == list(range(len(old)))
    assert [change.now for change in found if change.now is not None] == list(range(len(new)))
    assert all(redline.before(c.pieces) == (old[c.was] if c.was is not None else "") for c in found)


def test_12_a_paragraph_put_between_two_is_new_and_moves_nobody():
    found = redline.compared(
        ["The first one.", "The second one."], ["The first one.", "X", "The second one."]
    )
    assert [(change.was, change.now, change.is_same) for change in found] == [
        (0, 0, True),
        (None, 1, False),
        (1, 2, True),
    ]


# Counts


@pytest.mark.parametrize(
    ("rule", "stances", "lacks"),
    [
        (DecisionRule.UNANIMITY, dict.fromkeys(MEMBERS, Stance.AGREES), []),
        (
            DecisionRule.UNANIMITY,
            {**dict.fromkeys(MEMBERS, Stance.AGREES), "JP": Stance.ABSTAINS},
            ["not_agreed"],
        ),
        (DecisionRule.CONSENSUS, {}, []),
        (DecisionRule.CONSENSUS, {"JP": Stance.ABSTAINS}, []),
        (DecisionRule.CONSENSUS, {"JP": Stance.RESERVES}, ["against"]),
        (DecisionRule.HOST, {}, ["host"]),
        (DecisionRule.HOST, {"EU": Stance.AGREES}, []),
        (DecisionRule.WEIGHTED, {"EU": Stance.AGREES, "CN": Stance.AGREES}, ["share"]),
        (DecisionRule.WEIGHTED, dict.fromkeys(("EU", "CN", "IN", "JP"), Stance.AGREES), []),
        (DecisionRule.NONE, {"JP": Stance.OBJECTS}, []),
    ],
)
def test_14_each_rule_says_what_it_lacks(rule, stances, lacks):
    terms = Terms(weights=SHARES, majority=Decimal("66.7"), quorum=5, host="EU")
    result = voting.count(rule, stances, MEMBERS, terms)
    assert [str(lack) for lack, _who in result.lacks] == lacks


def test_14_shares_that_sum_to_more_than_a_hundred_are_counted_on_their_true_sum():
    assert sum(SHARES.values()) == Decimal("100.2")
    assert Terms(weights=SHARES).share(MEMBERS) == 1
    assert Terms(weights=SHARES).share(["EU"]) == Fraction("45.6") / Fraction("100.2")


def test_14_weights_that_are_all_nothing_are_told_and_divide_nothing():
    result = voting.count(DecisionRule.WEIGHTED, {}, MEMBERS, Terms())
    assert result.lacks == ((Lack.NO_WEIGHTS, ()),)


@FEW
@given(
    st.sampled_from([*DecisionRule]),
    st.dictionaries(st.sampled_from(MEMBERS), st.sampled_from([*Stance])),
    st.sets(st.sampled_from(MEMBERS)),
    st.dictionaries(st.sampled_from(MEMBERS), st.decimals(0, 100, places=3)),
)
def test_14_an_absent_member_never_counts_and_agreement_never_harms(rule, stances, present, weights):
    terms = Terms(weights=weights, host="EU", majority=Decimal(50))
    result = voting.count(rule, stances, present, terms)
    assert result.share <= 1
    assert result == voting.count(rule, {m: s for m, s in stances.items() if m in present}, present, terms)
    if result.carried:
        better = voting.count(rule, stances | dict.fromkeys(present, Stance.AGREES), present, terms)
        assert better.carried


# Rooms


def test_18_a_change_of_presence_holds_from_its_item_on_and_only_there():
    start = {"head": Presence.IN_ROOM, "deputy": Presence.IN_ROOM}
    found = rooms(
        ["1", "2", "3"],
        start,
        {"2": [Moved("head", Presence.ABSENT, "deputy")], "3": [Moved("head", Presence.REMOTE)]},
    )
    assert [speaking(found[item], ["head"]) for item in "123"] == [["head"], ["deputy"], ["head"]]
    assert found["3"].presence["head"] == Presence.REMOTE


@FEW
@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abc"), st.sampled_from([*Presence])), max_size=8)
)
def test_18_what_changes_later_changes_nothing_before(changes):
    def room(upto):
        known = {}
        for item, person, presence in changes:
            if item <= upto:
                known.setdefault(item, []).append(Moved(person, presence))
        return rooms(range(5), dict.fromkeys("abc", Presence.IN_ROOM), known)

    assert all(room(4)[item] == room(item)[item] for item in range(5))


# Clocks


def test_13_one_moment_has_its_day_and_hour_in_every_capital():
    zones = [("JP", "Asia/Tokyo"), ("US", "America/New_York"), ("EU", "Europe/Brussels")]
    found = local_times(datetime(2026, 11, 27, 23, 30, tzinfo=UTC), zones)
    assert [(one.member, f"{one.moment:%d %H:%M}", one.days, one.is_unsocial) for one in found] == [
        ("JP", "28 08:30", 1, False),
        ("US", "27 18:30", 0, False),
        ("EU", "28 00:30", 1, True),
    ]
