"""A Member enters its own delegation by a signed link; the office confirms; its own people and no others."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from council_office.directory.models import Person
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from documents.models import Delivery, Grant
from meetings import actions
from meetings.models import Delegation, Membership, Participant, Session
from meetings.queries import circulation, papers
from meetings.states import ParticipantRole
from tests.factories import PersonFactory, member
from tests.meetings.factories import convened, place

LINK = re.compile(r"/meetings/delegation/[\w-]+/")


@pytest.fixture
def secretary(signed_in):
    return signed_in(Role.COUNCIL_SECRETARY)


@pytest.fixture
def session(db) -> Session:
    return convened()


@pytest.fixture
def delegation(session) -> Delegation:
    """The delegation of Japan, with a focal point who reads French."""
    delegation = session.delegations.get(member__code="JP")
    focal = PersonFactory(family_name="Abe", email="abe@example.org", language="fr", member=member("JP"))
    return actions.revise_delegation(delegation, by=CLOCK, focal_point=focal)


@pytest.fixture
def own(delegation, secretary, run_jobs) -> str:
    """The address of Japan’s own page, as it was mailed."""
    answer = secretary.post(reverse("meetings:ask_delegation", args=[delegation.pk]))
    assert answer.status_code == 302
    run_jobs()
    return LINK.search(Delivery.objects.get(to="abe@example.org").body)[0]


def person(family: str = "Sato", role: str = "representative", **facts) -> dict:
    return {"family_name": family, "given_names": "Kenji", "role": role, "language": "en", **facts}


def test_06_the_focal_point_enters_the_delegation_without_an_account_and_the_office_confirms(
    own, delegation, secretary
):
    phone = Client()
    assert "Commencez par le chef" in phone.get(own).content.decode()

    assert phone.post(f"{own}add/", person(role="head", title_en="Director")).status_code == 302
    head = delegation.participants.get()
    assert (head.role, head.to_confirm, head.title("en")) == (ParticipantRole.HEAD, True, "Director")
    assert head.person.member == delegation.member
    assert phone.post(own).status_code == 302
    delegation.refresh_from_db()
    assert delegation.submitted_at

    office = secretary.get(reverse("meetings:delegations", args=[delegation.session_id])).content.decode()
    assert "sent by the Member" in office
    assert "entered by the Member" in office
    secretary.post(reverse("meetings:confirm_delegation", args=[delegation.pk]))
    head.refresh_from_db()
    assert not head.to_confirm


def test_06_until_the_office_confirms_nobody_entered_by_a_link_may_know_of_anything(own, delegation, session):
    Client().post(f"{own}add/", person())
    entered = delegation.participants.get()
    assert entered not in circulation.recipients(session)
    assert not Grant.objects.filter(person=entered.person).exists()
    paper = actions.add_paper(session, by=CLOCK, title_en="Budget", title_fr="Budget")
    assert entered.person not in papers.readers(paper)

    actions.confirm_delegation(delegation, by=CLOCK)

    assert entered in circulation.recipients(session)
    assert entered.person in papers.readers(paper)


def test_06_a_fifth_representative_is_refused_on_the_own_page_with_the_rule(own, delegation):
    phone = Client()
    for name in ("Sato", "Kato", "Mori", "Ueda"):
        phone.post(f"{own}add/", person(name))
    answer = phone.post(f"{own}add/", person("Yano"))
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "article 6.1" in words
    assert "Yano" in words, "nothing typed is lost"
    assert delegation.participants.count() == 4


def test_06_a_person_is_corrected_and_withdrawn_and_then_the_list_waits_again(own, delegation):
    phone = Client()
    phone.post(f"{own}add/", person("Satoo"))
    phone.post(own)
    actions.confirm_delegation(Delegation.objects.get(pk=delegation.pk), by=CLOCK)
    actions.unconfirm_delegation(Delegation.objects.get(pk=delegation.pk), by=CLOCK)
    one = delegation.participants.get()

    # The office has taken the name over: only the part may change, and waits for the office.
    page = phone.get(f"{own}{one.pk}/").content.decode()
    assert 'name="family_name"' not in page
    assert phone.post(f"{own}{one.pk}/", person(role="head")).status_code == 302
    one.refresh_from_db()
    assert (one.role, one.to_confirm, one.person.family_name) == ("head", True, "Satoo")
    delegation.refresh_from_db()
    assert (delegation.confirmed_at, delegation.submitted_at) == (None, None)

    assert phone.post(f"{own}{one.pk}/withdraw/", {"reason": "Ill"}).status_code == 302
    one.refresh_from_db()
    assert one.withdrawn


def test_06_a_name_is_corrected_until_the_office_has_taken_it_over(own, delegation):
    phone = Client()
    phone.post(f"{own}add/", person("Satoo"))
    one = delegation.participants.get()
    assert phone.post(f"{own}{one.pk}/", person("Sato", email="sato@example.org")).status_code == 302
    one.person.refresh_from_db()
    assert (one.person.family_name, one.person.email) == ("Sato", "sato@example.org")


def test_06_a_member_reaches_its_own_people_only_and_learns_nothing_of_others(own, delegation, session):
    stranger = place(session, "head", "KR", family_name="Kim", given_names="Kenji")
    phone = Client()
    assert "Kim" not in phone.get(own).content.decode()
    for address in (f"{own}{stranger.pk}/", f"{own}{stranger.pk}/withdraw/"):
        assert phone.get(address).status_code == 404
        assert phone.post(address, person()).status_code == 404
    # A name known for another Member is not taken for that person.
    phone.post(f"{own}add/", person("Kim"))
    assert delegation.participants.get().person != stranger.person
    assert Person.objects.filter(family_name="Kim").count() == 2


def test_06_somebody_already_known_for_the_member_is_not_made_twice(own, delegation):
    known = PersonFactory(family_name="Sato", given_names="Kenji", member=member("JP"))
    Client().post(f"{own}add/", person())
    assert delegation.participants.get().person == known


def test_06_a_mandate_that_ends_before_the_session_is_flagged_on_the_own_page(own, delegation, session):
    known = PersonFactory(family_name="Sato", given_names="Kenji", member=member("JP"))
    Membership.objects.create(
        body=session.body,
        person=known,
        role="member",
        starts_on=date(2020, 1, 1),
        ends_on=session.starts_on.replace(year=session.starts_on.year - 1),
    )
    client = Client()
    client.post(f"{own}add/", person())
    assert "mandat" in client.get(own).content.decode()


def test_06_an_empty_list_is_not_sent_and_a_held_session_is_closed(own, delegation, session):
    phone = Client()
    assert phone.post(own).status_code == 409
    phone.post(f"{own}add/", person())
    actions.cancel_session(session, by=CLOCK, reason="No quorum")
    assert phone.post(f"{own}add/", person("Kato")).status_code == 409
    assert Participant.objects.filter(delegation=delegation).count() == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"focal_point": None}, "Name the focal point"), ({"email": ""}, "has no e-mail address")],
)
def test_06_nobody_is_asked_whom_no_mail_can_reach(facts, words, delegation, secretary):
    if "email" in facts:
        Person.objects.filter(pk=delegation.focal_point_id).update(email="")
    else:
        actions.revise_delegation(delegation, by=CLOCK, **facts)
    answer = secretary.post(reverse("meetings:ask_delegation", args=[delegation.pk]))
    assert answer.status_code == 409
    assert words in answer.content.decode()


def test_06_asking_again_sends_one_more_mail_and_the_same_work_twice_none(
    own, delegation, secretary, run_jobs
):
    delegation.refresh_from_db()
    asked = delegation.asked_at.isoformat()
    actions.send_delegation_link(delegation, asked, by=CLOCK)
    assert Delivery.objects.filter(to="abe@example.org").count() == 1
    secretary.post(reverse("meetings:ask_delegation", args=[delegation.pk]))
    run_jobs()
    assert Delivery.objects.filter(to="abe@example.org").count() == 2
