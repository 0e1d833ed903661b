"""Behaviours 14 and 18: the decision rule is guarded, and counts who is there on the item."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.directory.models import Member
from council_office.directory.states import Role
from council_office.ledger.moves import Refused
from documents.models import Document
from meetings import actions
from meetings.models import BodyRules, Decision, PresenceChange, Session, VotingTable
from meetings.queries.attendance import Attendance, notes_of
from meetings.queries.record import Record
from meetings.queries.voting import Ballot
from tests.factories import member
from tests.meetings.factories import place
from tests.meetings.records import act, held, issued, item, paragraph

CODES = ["CN", "EU", "IN", "JP", "KR", "RU", "US"]


@pytest.fixture
def secretary(office):
    return office[Role.COUNCIL_SECRETARY]


@pytest.fixture
def session(secretary) -> Session:
    """A held session with all seven heads of delegation."""
    session = held(by=secretary)
    for code in CODES:
        place(session, "head", code, family_name=f"Head{code}")
    return session


def url(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def note(item, by, rule="", **stances):
    positions = {member(code): {"stance": stance} for code, stance in stances.items()}
    return actions.note_positions(item, by=by, positions=positions, rule=rule)


def head(session, code):
    return session.participants.get(role="head", delegation__member__code=code)


# The guard


@pytest.mark.parametrize(
    ("rule", "stances", "words"),
    [
        ("unanimity", dict.fromkeys(CODES[:6], "agrees"), "Has not said that it agrees: United States"),
        ("consensus", {"JP": "objects"}, "Speaks against it: Japan"),
        (
            "weighted",
            {"EU": "agrees"},
            "of the weights; more than 66.7 % is needed",
        ),
        ("host", {"JP": "agrees"}, "The host has not said that it agrees: European Union"),
    ],
)
def test_14_approved_is_refused_against_the_rule_of_the_item(session, secretary, rule, stances, words):
    budget = item(session, "Budget", purpose="decision", decision_rule=rule)
    note(budget, secretary, **stances)
    with pytest.raises(Refused, match=words):
        paragraph(session, act("approved", "the budget"), item=budget)
    assert not session.outcomes.exists()
    paragraph(session, act("discussed", "the budget"), item=budget)  # which decides nothing


def test_14_an_item_for_decision_without_a_rule_follows_the_rule_of_its_body(session, secretary):
    session.body.rules_on(session.starts_on).delete()
    BodyRules.objects.create(body=session.body, starts_on=date(2007, 11, 27), decision_rule="unanimity")
    budget = item(session, "Budget", purpose="decision")
    with pytest.raises(Refused, match="its rule is “Unanimity”"):
        paragraph(session, act("approved", "the budget"), item=budget)
    paragraph(session, act("approved", "the rooms"), item=item(session, "Rooms", purpose="information"))
    note(budget, secretary, **dict.fromkeys(CODES, "agrees"))
    paragraph(session, act("approved", "the budget"), item=budget)
    assert Record(session).unmet == []


def test_14_it_is_saved_ad_referendum_with_those_who_reserve_and_the_day_they_expect_to_lift(
    session, secretary
):
    budget = item(session, "Budget", purpose="decision", decision_rule="consensus")
    note(budget, secretary, JP="reserves", KR="objects")
    both = [member("JP"), member("KR")]
    attempts = [
        ({"reserving": both[:1], "lift_expected_on": date(2027, 3, 1)}, "name Korea as reserving"),
        ({"reserving": both}, "on which day"),
    ]
    for facts, words in attempts:
        with pytest.raises(Refused, match=words):
            paragraph(session, act("approved", "it", ad_referendum=True, **facts), item=budget)
    facts = {"reserving": both, "lift_expected_on": date(2027, 3, 1)}
    paragraph(session, act("approved", "it", ad_referendum=True, **facts), item=budget)
    issued(session, by=secretary)
    decision = Decision.objects.get(session=session)
    assert (decision.state, decision.effective_on) == ("ad_referendum", None)
    assert list(decision.reserving.all()) == both


def test_14_reservations_are_lifted_member_by_member(session, secretary, signed_in):
    facts = {"reserving": [member("JP"), member("KR")], "lift_expected_on": date(2027, 3, 1)}
    paragraph(session, act("approved", "it", ad_referendum=True, **facts))
    issued(session, by=secretary)
    decision, client = Decision.objects.get(session=session), signed_in(Role.ASSISTANT)
    lift, on = url("lift_decision", decision), timezone.localdate()
    assert client.post(lift, {"on": on, "members": [member("JP").pk]}).status_code == 302
    decision.refresh_from_db()
    assert (decision.state, [str(m.code) for m in decision.reserving.all()]) == ("ad_referendum", ["KR"])
    assert client.post(lift, {"on": on, "members": [member("KR").pk]}).status_code == 302
    decision.refresh_from_db()
    assert (decision.state, decision.effective_on) == ("active", on)


def test_14_a_position_noted_after_the_act_keeps_the_record_open(session, secretary):
    budget = item(session, "Budget", purpose="decision")
    paragraph(session, act("approved", "the budget"), item=budget)
    note(budget, secretary, JP="objects")
    assert [blocker.text for blocker in Record(session).blockers] == [
        "Item 1 “Budget”: Speaks against it: Japan."
    ]
    with pytest.raises(Refused, match="Speaks against it: Japan"):
        actions.issue_record(session, by=secretary)


def test_14_the_weights_are_a_dated_table_marked_illustrative_whose_sum_may_be_wrong(session, secretary):
    table = VotingTable.objects.get(body__code="IC")
    assert sum(each.weight for each in table.weights.all()) == Decimal("100.2")
    assert table.illustrative
    budget = item(session, "Budget", purpose="decision", decision_rule="weighted")
    ballot = note(budget, secretary, **dict.fromkeys(CODES, "agrees"))
    assert (ballot.result.carried, ballot.share_words) == (True, "100.0\N{NO-BREAK SPACE}%")
    table.weights.update(weight=0)
    assert "no weights in force" in " ".join(Ballot(budget).why_not())


def test_14_the_page_of_votes_notes_positions_and_shows_the_count(session, signed_in):
    budget, client = item(session, "Budget", purpose="decision"), signed_in(Role.ASSISTANT)
    page = url("voting", budget)
    assert client.post(page, {"rule": "unanimity", "stance_JP": "abstains"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "rule not met" in shown
    assert "Illustrative: contribution shares" in shown
    assert client.post(url("note_agreement", budget)).status_code == 302
    assert "rule met" in client.get(page).content.decode()
    assert client.post(page, {"rule": "unanimity", "stance_JP": "dances"}).status_code == 422
    assert signed_in(Role.AUDITOR).post(page, {"rule": "none"}).status_code == 403


# Who is there


def test_18_attendance_changes_the_basis_of_rule_and_quorum_from_its_item_on_and_only_there(
    session, secretary
):
    rule = {"purpose": "decision", "decision_rule": "unanimity"}
    first, second, third = (item(session, title, **rule) for title in ("One", "Two", "Three"))
    for each in (first, second, third):
        note(each, secretary, **dict.fromkeys(CODES[:6], "agrees"))
    assert [Ballot(each).result.carried for each in (first, second, third)] == [False, False, False]
    actions.note_presence(second, by=secretary, participant=head(session, "US"), presence="absent")
    assert [Ballot(each).result.carried for each in (first, second, third)] == [False, True, True]
    actions.note_presence(third, by=secretary, participant=head(session, "US"), presence="remote")
    assert [Ballot(each).result.carried for each in (first, second, third)] == [False, True, False]
    for code in ("CN", "EU", "IN"):
        actions.note_presence(second, by=secretary, participant=head(session, code), presence="absent")
    assert "There is no quorum: 3 of 5" in " ".join(Ballot(second).why_not())
    assert [len(Ballot(each).present) for each in (first, second, third)] == [7, 3, 4]


def test_18_who_takes_the_seat_speaks_for_the_member_and_the_record_says_so(session, secretary):
    first, second = item(session, "One"), item(session, "Two")
    deputy = place(session, "alternate", "JP", family_name="Deputy")
    actions.note_presence(
        second, by=secretary, participant=head(session, "JP"), presence="absent", replaced_by=deputy
    )
    assert len(Ballot(second).present) == 7
    words = "From this item on Robin Deputy took the place of Robin HeadJP (Japan)."
    assert notes_of(session, "en") == {second.pk: [words]}
    paragraph(session, item=first)
    paragraph(session, item=second)
    issued(session, by=secretary)
    assert words in str(session.record_issues.get().papers)


def test_18_a_restricted_part_shows_who_is_there_and_should_not_be(session, secretary, signed_in):
    salaries = item(session, "Salaries", access="restricted")
    expert = place(session, "expert", "CN", family_name="Expert")
    assert Attendance(session).not_entitled(salaries) == [expert]
    page = signed_in(Role.ASSISTANT).get(url("attendance", session)).content.decode()
    assert "In the room though the item is closed to them:" in page
    actions.note_presence(salaries, by=secretary, participant=expert, presence="absent")
    assert Attendance(session).not_entitled(salaries) == []


def test_18_who_takes_the_seat_reads_the_restricted_papers_from_there_on_and_only_there(
    session, secretary, office, signed_in, pdf
):
    first, second, third = (item(session, title, access="restricted") for title in ("One", "Two", "Three"))
    for each in (first, second, third):
        paper = actions.add_paper(
            session, by=secretary, item=each, title_en=f"Paper of {each}", access="restricted"
        )
        actions.upload_paper_file(paper, by=secretary, language="en", data=pdf, name="a.pdf")
        actions.publish_paper(paper, by=secretary, gap_reason="Not translated")
    us = head(session, "US")
    deputy = actions.add_participant(
        session, by=secretary, person=office[Role.DELEGATE].person, role="alternate", member=member("US")
    )

    def read():
        client = signed_in(Role.DELEGATE)
        pages = [client.get(url(name, session)).content.decode() for name in ("papers", "agenda")]
        listed = [title for title in ("One", "Two", "Three") if f"Paper of {title}" in pages[0]]
        assert [title for title in ("One", "Two", "Three") if f">{title}<" in pages[1]] == listed
        filed = Document.objects.visible_to(office[Role.DELEGATE])
        assert sorted(each.about.item.title_en for each in filed) == sorted(listed)
        return listed

    assert read() == []
    away = {"by": secretary, "participant": us, "presence": "absent", "replaced_by": deputy}
    change = actions.note_presence(second, **away)
    assert read() == ["Two", "Three"]
    back = actions.note_presence(third, by=secretary, participant=us, presence="remote")
    assert read() == ["Two"]
    actions.move_item(third, by=secretary, direction="up")
    assert read() == ["Two"]
    actions.remove_presence(back, by=secretary)
    actions.move_item(third, by=secretary, direction="up")
    assert read() == ["Two"]
    actions.withdraw_participant(deputy, by=secretary)
    actions.remove_presence(change, by=secretary)
    actions.add_participant(
        session, by=secretary, person=office[Role.DELEGATE].person, role="alternate", member=member("US")
    )
    assert read() == []


def test_18_a_seat_goes_only_to_the_same_delegation_and_only_when_it_is_empty(session, secretary, signed_in):
    one = item(session, "One")
    cn, jp = head(session, "CN"), head(session, "JP")
    for facts, words in [
        ({"presence": "absent", "replaced_by": jp}, "same delegation"),
        ({"presence": "remote", "replaced_by": jp}, "Only who is away"),
    ]:
        with pytest.raises(Refused, match=words):
            actions.note_presence(one, by=secretary, participant=cn, **facts)
    client = signed_in(Role.ASSISTANT)
    data = {"participant": cn.pk, "presence": "remote"}
    assert client.post(url("note_presence", one), data).status_code == 302
    change = PresenceChange.objects.get()
    assert client.post(url("remove_presence", change)).status_code == 302
    assert not PresenceChange.objects.exists()
    assert Member.objects.count() == len(Ballot(one).present)
