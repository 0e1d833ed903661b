"""Terms that end are told in time, with who is eligible; one press puts the election on the draft agenda."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from meetings import actions
from meetings.models import Membership, Session
from meetings.queries.elections import Elections
from meetings.states import MembershipRole
from tests.factories import PersonFactory, member
from tests.meetings.factories import body, coming, place
from tests.meetings.records import held

DAY = timedelta(days=1)


def serving(code: str, role: str, *, begun: int, left: int, **person) -> Membership:
    """A term that began and ends so many days from today."""
    today = timezone.localdate()
    return actions.add_membership(
        body(code),
        by=CLOCK,
        person=PersonFactory(**person),
        role=role,
        starts_on=today - begun * DAY,
        ends_on=today + left * DAY,
    )


def due(code: str):
    return Elections([body(code)]).rows


@pytest.fixture(autouse=True)
def no_history(db):
    """Only the terms of the test: those of the public history are put aside."""
    Membership.objects.all().delete()


@pytest.mark.parametrize(
    ("code", "role", "expected"),
    [
        ("IC", "chair", True),
        ("IC", "vice_chair", True),
        ("MAC", "chair", True),
        ("FAB", "member", True),
        ("MAC", "member", False),
        ("IC", "secretary", False),
    ],
)
def test_23_it_is_told_whose_term_ends_and_only_where_there_is_an_election(code, role, expected):
    serving(code, role, begun=200, left=100, member=member("JP"))
    assert bool(due(code)) is expected


def test_23_a_term_that_goes_on_or_is_followed_is_not_told():
    serving("IC", "chair", begun=10, left=400)
    ending = serving("MAC", "chair", begun=200, left=100)
    assert due("IC") == []
    actions.add_membership(
        body("MAC"),
        by=CLOCK,
        person=PersonFactory(),
        role="chair",
        starts_on=ending.ends_on + DAY,
        ends_on=ending.ends_on + 365 * DAY,
    )
    assert due("MAC") == []


def test_23_who_is_eligible_is_said_and_who_is_not_with_the_rule():
    today = timezone.localdate()
    chair = serving("IC", "chair", begun=4 * 365 - 60, left=40, family_name="Okafor")
    past = held()
    head = place_of(past)
    (found,) = due("IC")
    assert found.term == chair
    assert {each.person for each in found.eligible} == {head}
    (refused,) = found.ineligible
    assert refused.person == chair.person
    assert "4 years" in refused.refusal
    assert "6.3" in refused.refusal
    assert today < chair.ends_on


def place_of(session: Session):
    Session.objects.filter(pk=session.pk).update(state="convened")
    session.refresh_from_db()
    person = place(session, "head", "CN").person
    place(session, "expert", "CN")
    Session.objects.filter(pk=session.pk).update(state="held")
    return person


def test_23_a_member_of_the_audit_board_is_renewed_once_and_its_own_people_follow():
    first = serving("FAB", "member", begun=1000, left=90, member=member("JP"), family_name="Sato")
    serving("FAB", "member", begun=10, left=900, member=member("KR"), family_name="Kim")
    (found,) = due("FAB")
    assert [each.person for each in found.eligible] == [first.person]
    Membership.objects.create(
        body=body("FAB"),
        person=first.person,
        member=member("JP"),
        role=MembershipRole.MEMBER,
        starts_on=date(2018, 1, 1),
        ends_on=date(2020, 12, 31),
    )
    (found,) = due("FAB")
    assert found.eligible == []
    assert "2 terms" in found.ineligible[0].refusal


def test_23_one_press_puts_the_election_on_the_draft_agenda_once(signed_in):
    secretary = signed_in(Role.COUNCIL_SECRETARY)
    term = serving("MAC", "chair", begun=200, left=130)
    council = coming(in_days=90)
    page = secretary.get(reverse("meetings:elections")).content.decode()
    assert "Put on the agenda of IC-40" in page

    for _n in range(2):
        secretary.post(reverse("meetings:put_election", args=[term.pk]))

    item = council.items.get(elects=term)
    assert item.title("en") == "Election of the Chair: Management Advisory Committee"
    assert item.title("fr").startswith("Élection à la présidence")
    assert "On the agenda of IC-40" in secretary.get(reverse("meetings:elections")).content.decode()


def test_23_without_a_session_the_way_out_is_said_and_one_too_late_is_marked(signed_in):
    secretary = signed_in(Role.COUNCIL_SECRETARY)
    term = serving("IC", "chair", begun=300, left=30)
    answer = secretary.post(reverse("meetings:put_election", args=[term.pk]))
    assert answer.status_code == 409
    assert "No session of ITER Council is planned" in answer.content.decode()
    coming(in_days=90)
    assert "only after the term has ended" in secretary.get(reverse("meetings:elections")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_23_the_page_takes_a_constant_number_of_queries(count, signed_in, own_queries):
    for code in ("IC", "MAC", "STAC")[:count]:
        serving(code, "chair", begun=200, left=100)
    # bodies of others, terms, rules, sessions, items, last sessions, their people
    assert own_queries(signed_in(Role.COUNCIL_SECRETARY), reverse("meetings:elections")) == 6


def test_23_a_term_that_ends_stands_on_today_until_its_election_is_on_an_agenda(signed_in):
    assistant = signed_in(Role.ASSISTANT)
    term = serving("IC", "chair", begun=200, left=100, family_name="Okafor")
    coming()
    page = assistant.get(reverse("desk:today")).content.decode()
    assert "Terms that end" in page
    assert "OKAFOR" in page
    assert "ends in 100 days" in page
    actions.put_election(term, by=CLOCK)
    assert "Terms that end" not in assistant.get(reverse("desk:today")).content.decode()
    assert "Terms that end" not in signed_in(Role.DELEGATE).get(reverse("desk:today")).content.decode()
