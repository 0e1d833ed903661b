"""The ladder: behaviours 1 to 3 and 7 of protocol, as algorithms."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protocol import precedence
from protocol.precedence import ART_2, ART_3, INTERNATIONAL, VIENNA, Entrant, Frame, Table, ladder
from protocol.states import Presiding, Scheme, Standing

OLD = Table(
    ART_3, "past", {"prefect": 1, "deputy": 2, "senator": 3, "regional-president": 4, "mayor": 6, "mep": 7}
)
NEW = Table(
    ART_3,
    "since 2024",
    {
        "prefect": 1,
        "deputy": 2,
        "senator": 3,
        "mep": 4,
        "regional-president": 5,
        "mayor": 7,
        "rector": 17,
        "sub-prefect": 20,
    },
    frozenset({"rector", "sub-prefect"}),
)
PARIS = Table(
    ART_2,
    "Paris",
    {
        "president-of-the-republic": 1,
        "prime-minister-of-france": 2,
        "government": 6,
        "deputy": 12,
        "senator": 13,
        "academies": 24,
    },
)
USAGE = Table(
    INTERNATIONAL,
    "usage",
    {"minister": 3, "head-of-delegation": 5, "ambassador": 6, "director-general": 7, "expert": 18},
)
DIPLOMATS = Table(VIENNA, "Vienna", {"ambassador": 1, "nuncio": 1, "envoy": 2, "charge-d-affaires": 3})
TABLES = {ART_3: NEW, ART_2: PARIS, INTERNATIONAL: USAGE, VIENNA: DIPLOMATS}
FRENCH = Frame(Scheme.DEPARTMENT, TABLES)


def guest(key: int, authority: str = "", **facts) -> Entrant:
    return Entrant(key=key, name=f"Guest {key:03}", authority=authority, authority_name=authority, **facts)


def order(entrants, frame=FRENCH) -> list[int]:
    return [place.entrant.key for place in ladder(entrants, frame)]


def reasons(entrants, key, frame=FRENCH) -> list[str]:
    return next([r.rule for r in p.reasons] for p in ladder(entrants, frame) if p.entrant.key == key)


def test_1_a_table_is_dated_and_each_place_says_rule_version_and_date():
    people = [guest(1, "mep"), guest(2, "regional-president"), guest(3, "prefect")]
    assert order(people, Frame(Scheme.DEPARTMENT, {ART_3: OLD})) == [3, 2, 1]
    assert order(people) == [3, 1, 2]
    dated = ladder([guest(1, "ambassador", took_office=datetime(2024, 5, 2, 10, 30))], FRENCH)[0]
    assert [str(reason) for reason in dated.reasons] == [
        "foreign ambassadors come right after the State’s representative (art. 17)",
        "took up functions on Thu 2 May 2024 at 10:30",
    ]
    assert reasons([guest(1, "rector")], 1) == ["table", "unverified"]


def test_1_a_place_by_hand_has_its_reason_and_survives_recomputation():
    people = [guest(1, "prefect"), guest(2, "deputy"), guest(3, "mayor")]
    people[2] = replace(
        people[2], placed_at=datetime(2026, 1, 1), placed_reason="his town", placed_after=None
    )
    assert order(people) == [3, 1, 2]
    assert order([*people, guest(4, "senator")]) == [3, 1, 2, 4]
    assert str(ladder(people, FRENCH)[0].reasons[0]) == "placed by hand (the rules say place 3): his town"


def test_2_rank_is_not_delegated_but_for_the_head_of_state_and_acting_holders():
    prefect, deputy = guest(1, "prefect"), guest(2, "deputy")
    for standing, place in (
        (Standing.REPRESENTATIVE, [1, 2, 3]),
        (Standing.ACTING, [3, 1, 2]),
        (Standing.FOR_HEAD_OF_STATE, [3, 1, 2]),
    ):
        frame = replace(FRENCH, presiding=Presiding.PRESIDENT) if place[0] == 3 else FRENCH
        third = guest(
            3,
            "mayor",
            standing=standing,
            represented="president-of-the-republic",
            represented_name="President",
        )
        assert order([prefect, deputy, third], frame)[0] == place[0]
        assert ("own_rank" in reasons([prefect, deputy, third], 3, frame)) == (
            standing == Standing.REPRESENTATIVE
        )


def test_3_who_presides_merges_the_two_tables():
    people = [
        guest(1, "prefect"),
        guest(2, "deputy"),
        guest(3, "academies"),
        guest(4, "government"),
        guest(5, "rector"),
    ]
    assert order(people) == [4, 1, 2, 5, 3]
    merged = replace(FRENCH, presiding=Presiding.PRIME_MINISTER)
    assert order([*people, guest(6, "prime-minister-of-france")], merged) == [6, 4, 2, 1, 3, 5]


def test_3_ambassadors_follow_the_representative_of_the_state_by_date_and_time():
    early, late = datetime(2023, 3, 1, 10, 0), datetime(2023, 3, 1, 11, 30)
    people = [
        guest(1, "deputy"),
        guest(2, "ambassador", took_office=late),
        guest(3, "prefect"),
        guest(4, "ambassador", took_office=early),
        guest(5, "ambassador"),
    ]
    assert order(people) == [3, 4, 2, 5, 1]
    assert order(
        [*people, guest(6, "charge-d-affaires", took_office=early)], replace(FRENCH, scheme=Scheme.VIENNA)
    )[:4] == [4, 2, 5, 6]


def test_3_the_inviting_authority_is_second_and_the_others_keep_their_order():
    people = [guest(n, a) for n, a in enumerate(("deputy", "prefect", "mayor", "director-general"), start=1)]
    assert order(people) == [2, 1, 3, 4]
    people[3] = replace(people[3], is_host=True)
    assert order(people) == [2, 4, 1, 3]
    assert reasons(people, 4)[0] == "host"


def test_3_the_sub_prefect_stands_for_the_state_only_when_nobody_else_does():
    assert order([guest(1, "deputy"), guest(2, "sub-prefect")]) == [2, 1]
    assert order([guest(1, "deputy"), guest(2, "sub-prefect"), guest(3, "prefect")]) == [3, 1, 2]


@pytest.mark.parametrize(
    ("equals", "expected"),
    [
        (("CN", "EU", "IN", "JP", "KR", "RU", "US"), "CN EU IN JP KR RU US"),
        (("CN", "KR", "US", "IN", "JP", "RU", "EU"), "CN KR US IN JP RU EU"),
        (("CN", "KR", "US", "RU", "IN", "JP", "EU"), "CN KR US RU IN JP EU"),
        (("JP", "US", "CN", "RU", "EU", "KR", "IN"), "JP US CN RU EU KR IN"),
    ],
)
def test_3_equal_members_stand_by_alphabet_or_by_lot(equals, expected):
    frame = Frame(
        Scheme.MEMBERS, TABLES, equals={code: n for n, code in enumerate(equals)}, equals_name="order"
    )
    heads = [guest(n, "head-of-delegation", equal=code) for n, code in enumerate(sorted(equals), start=1)]
    assert " ".join(place.entrant.equal for place in ladder(heads, frame)) == expected


def test_a_partner_without_an_office_follows_the_guest_and_an_office_holder_does_not():
    people = [
        guest(1, "prefect"),
        guest(2, partner_of=1),
        guest(3, "deputy"),
        guest(4, "mayor", partner_of=1),
    ]
    assert order(people) == [1, 2, 3, 4]
    assert reasons(people, 2) == ["partner"]


def test_7_the_first_arrives_last_speaks_last_and_leaves_first():
    line = ["first", "second", "third"]
    assert precedence.arrivals(line) == ["third", "second", "first"]
    assert precedence.speeches(line, lambda one: one != "second") == ["third", "first"]
    assert precedence.departures(line) == line


AUTHORITIES = [*NEW.places, "ambassador", "minister", "expert", ""]
ENTRANTS = st.lists(
    st.builds(
        guest,
        key=st.integers(1, 60),
        authority=st.sampled_from(AUTHORITIES),
        took_office=st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2026, 1, 1)),
        equal=st.sampled_from(["", "CN", "EU", "JP"]),
    ),
    max_size=14,
    unique_by=lambda one: one.key,
)
FRAMES = st.sampled_from(
    [FRENCH, replace(FRENCH, presiding=Presiding.PRESIDENT)]
    + [Frame(s, TABLES, equals={"CN": 1, "EU": 2, "JP": 3}) for s in (Scheme.MEMBERS, Scheme.VIENNA)]
)


@settings(max_examples=50, deadline=None)
@given(ENTRANTS, FRAMES, st.randoms(use_true_random=False))
def test_the_ladder_holds_everybody_once_whatever_the_order_they_come_in(people, frame, random):
    shuffled = random.sample(people, len(people))
    assert order(people, frame) == order(shuffled, frame)
    assert sorted(order(people, frame)) == sorted(one.key for one in people)
    assert all(place.reasons for place in ladder(people, frame))


@settings(max_examples=50, deadline=None)
@given(ENTRANTS, FRAMES, st.sampled_from(["", "expert", "minister"]), st.booleans())
def test_3_inserting_a_personality_never_permutes_the_others(people, frame, authority, by_hand):
    before = order(people, frame)
    inserted = guest(99, authority)
    if by_hand and people:
        inserted = replace(
            inserted, placed_at=datetime(2026, 1, 1), placed_reason="x", placed_after=people[0].key
        )
    assert [key for key in order([*people, inserted], frame) if key != 99] == before


@settings(max_examples=50, deadline=None)
@given(ENTRANTS, FRAMES, st.data())
def test_1_a_move_by_hand_moves_nobody_else(people, frame, data):
    if len(people) < 2:
        return
    moved = data.draw(st.sampled_from(people))
    anchor = data.draw(st.sampled_from([None, *(one.key for one in people if one.key != moved.key)]))
    placed = replace(moved, placed_at=datetime(2026, 1, 1), placed_reason="x", placed_after=anchor)
    after = order([placed if one is moved else one for one in people], frame)
    assert [k for k in after if k != moved.key] == [k for k in order(people, frame) if k != moved.key]
    assert after.index(moved.key) == (0 if anchor is None else after.index(anchor) + 1)
