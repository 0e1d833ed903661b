"""Delegations through the door: limits with their rule, credentials, titles, the participants' list."""

import io
import threading
from datetime import date, timedelta

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word

from council_office.directory.models import Post
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event
from council_office.ledger.moves import Refused
from documents import archive
from documents.models import Document
from meetings import actions
from meetings.letters.delegations import participants_list
from meetings.models import BodyRules, Credentials, Participant, Session
from meetings.queries import delegations as queries
from meetings.states import CredentialsState, ParticipantRole, SessionState
from tests.factories import PersonFactory, member
from tests.meetings.factories import body, coming, convened, place

HEAD, REPRESENTATIVE, EXPERT = ParticipantRole.HEAD, ParticipantRole.REPRESENTATIVE, ParticipantRole.EXPERT
TODAY = timezone.localdate


def url(name: str, *args) -> str:
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def secretary(signed_in):
    return signed_in(Role.ASSISTANT)


@pytest.fixture
def session(db) -> Session:
    return convened()


def given(person, role=EXPERT, code="CN", **more) -> dict:
    return {"person": person.pk, "role": role, "member": member(code).pk, **more}


def names(rows) -> list[str]:
    return [one.person.family_name for row in rows for one in row.people]


# Places and limits


def test_06_a_person_gets_a_place_with_the_title_held_on_the_first_day(secretary, session):
    person = PersonFactory(member=member("CN"))
    start = session.starts_on
    Post.objects.create(
        person=person, title_en="Director", title_fr="Directeur", starts_on=start - timedelta(days=400),
        ends_on=start - timedelta(days=1),
    )  # fmt: skip
    Post.objects.create(person=person, title_en="Minister", title_fr="Ministre", starts_on=start)

    answer = secretary.post(url("add_participant", session.pk), given(person, HEAD))

    participant = Participant.objects.get(person=person)
    assert answer.url.endswith(f"#participant-{participant.pk}")
    assert (participant.title_en, participant.title_fr) == ("Minister", "Ministre")
    assert participant.credentials.state == CredentialsState.NOMINATED


def test_06_a_fifth_representative_is_refused_with_the_rule_and_its_source(secretary, session):
    place(session, HEAD, family_name="Wang")
    for name in ("Zhang", "Liu", "Chen"):
        place(session, REPRESENTATIVE, family_name=name)
    fifth = PersonFactory()

    answer = secretary.post(url("add_participant", session.pk), given(fifth, REPRESENTATIVE))

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "ITER Agreement, Article 6.1: each Member appoints up to four Representatives" in said
    assert all(name in said for name in ("WANG", "ZHANG", "LIU", "CHEN"))
    assert not Participant.objects.filter(person=fifth).exists()


def test_06_a_fifth_person_may_come_as_an_alternate(session):
    place(session, HEAD)
    for _ in range(3):
        place(session, REPRESENTATIVE)
    assert place(session, ParticipantRole.ALTERNATE).credentials.state == CredentialsState.NOMINATED


def test_06_a_second_head_is_refused_with_the_name_of_the_first(secretary, session):
    place(session, HEAD, family_name="Wang")
    answer = secretary.post(url("add_participant", session.pk), given(PersonFactory(), HEAD))
    assert answer.status_code == 409
    assert "a delegation has one head" in answer.content.decode()


def test_06_the_limit_holds_when_a_role_changes(secretary, session):
    place(session, HEAD)
    expert = place(session, EXPERT)
    answer = secretary.post(
        url("revise_participant", expert.pk),
        {"role": HEAD, "member": member("CN").pk, "seen": expert.version},
    )
    assert answer.status_code == 409
    expert.refresh_from_db()
    assert expert.role == EXPERT


def test_06_another_rule_of_the_body_holds_from_its_day_on(session):
    rules = body().rules_on(session.starts_on)
    BodyRules.objects.create(
        body=body(), starts_on=session.starts_on, max_representatives=1, limit_source_en="Rule 7"
    )
    assert rules.max_representatives == 4
    place(session, HEAD)
    with pytest.raises(Refused, match="Rule 7"):
        place(session, REPRESENTATIVE)


def test_06_a_person_has_one_place_and_a_withdrawn_one_comes_back(secretary, session):
    participant = place(session, EXPERT)
    answer = secretary.post(url("add_participant", session.pk), given(participant.person, EXPERT))
    assert answer.status_code == 409

    secretary.post(url("withdraw_participant", participant.pk), {"reason": "ill"})
    participant.refresh_from_db()
    assert participant.withdrawn
    assert Event.objects.filter(verb="withdraw", details__reason="ill").exists()

    secretary.post(url("add_participant", session.pk), given(participant.person, REPRESENTATIVE))
    participant.refresh_from_db()
    assert (participant.withdrawn, participant.role) == (False, REPRESENTATIVE)


def test_06_a_withdrawn_place_is_free_again(session):
    head = place(session, HEAD)
    actions.withdraw_participant(head, by=CLOCK)
    assert place(session, HEAD).role == HEAD


def test_06_somebody_comes_instead_in_one_step_within_the_limits(secretary, session):
    head = place(session, HEAD)
    other = PersonFactory()
    secretary.post(url("replace_participant", head.pk), {"person": other.pk, "role": HEAD, "reason": "ill"})
    instead = Participant.objects.get(person=other)
    head.refresh_from_db()
    assert (head.withdrawn, instead.role, instead.replaces, instead.delegation) == (
        True,
        HEAD,
        head,
        head.delegation,
    )


def test_06_a_delegate_without_a_member_is_refused_and_a_guest_needs_none(secretary, session):
    person = PersonFactory()
    assert secretary.post(
        url("add_participant", session.pk), {"person": person.pk, "role": EXPERT}
    ).status_code in (409, 422)
    secretary.post(url("add_participant", session.pk), {"person": person.pk, "role": "invited"})
    assert Participant.objects.get(person=person).delegation is None


def test_06_a_recorded_session_takes_nobody(secretary, db):
    session = Session.objects.get(label="IC-20")
    Session.objects.filter(pk=session.pk).update(state=SessionState.RECORDED, record_number="ROD-1")
    answer = secretary.post(url("add_participant", session.pk), given(PersonFactory()))
    assert answer.status_code == 409


@pytest.mark.django_db(transaction=True)
def test_06_two_helpers_cannot_both_take_the_last_place():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite locks the whole database, so no two helpers ever stand at one row")
    session = convened()
    place(session, HEAD)
    place(session, REPRESENTATIVE)
    place(session, REPRESENTATIVE)
    people = [PersonFactory(member=member("CN")) for _ in range(10)]
    start, outcomes = threading.Barrier(10), []

    def take(person):
        try:
            start.wait()
            actions.add_participant(session, by=CLOCK, person=person, role=REPRESENTATIVE)
            outcomes.append("in")
        except Refused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", *["refused"] * 9]


# Titles and mandates


def test_08_titles_follow_the_posts_until_the_session_was_held(secretary, session):
    participant, typed = place(session, HEAD), place(session, REPRESENTATIVE)
    actions.revise_participant(typed, by=CLOCK, title_en="As announced", title_fr="")
    for person in (participant.person, typed.person):
        Post.objects.create(person=person, title_en="Minister", starts_on=session.starts_on)

    secretary.post(url("freeze_titles", session.pk))

    participant.refresh_from_db()
    typed.refresh_from_db()
    assert (participant.title_en, typed.title_en) == ("Minister", "As announced")

    today = TODAY()
    Session.objects.filter(pk=session.pk).update(starts_on=today, ends_on=today)
    session.refresh_from_db()
    actions.hold_session(session, by=CLOCK)
    Post.objects.filter(person=participant.person).update(ends_on=session.starts_on + timedelta(days=900))
    participant.refresh_from_db()
    assert participant.title_en in ("Minister", "")


def test_06_a_mandate_that_ends_before_the_session_is_flagged(secretary, session):
    first, second, third = place(session, HEAD), place(session, REPRESENTATIVE), place(session, EXPERT)
    ended = session.starts_on - timedelta(days=1)
    for participant, until in ((first, ended), (second, session.starts_on)):
        actions.add_membership(
            body(), by=CLOCK, person=participant.person, role="member",
            starts_on=session.starts_on - timedelta(days=400), ends_on=until,
        )  # fmt: skip
    Post.objects.create(
        person=third.person, title_en="Analyst", starts_on=ended - timedelta(days=9), ends_on=ended
    )

    flags = queries.mandate_flags(session, queries.people_of(session))

    assert set(flags) == {first.pk, third.pk}
    assert "mandate in IC ends on" in flags[first.pk]
    assert flags[first.pk] in secretary.get(url("delegations", session.pk)).content.decode()


# Credentials


def test_07_credentials_are_received_and_examined_for_several_people_at_once(secretary, session):
    head, expert = place(session, HEAD), place(session, EXPERT)
    other = place(session, REPRESENTATIVE)
    delegation = head.delegation
    assert not Credentials.objects.filter(participant=expert).exists()
    people = [head.credentials.pk, other.credentials.pk]

    secretary.post(
        url("receive_credentials", delegation.pk), {"people": people, "received_on": TODAY().isoformat()}
    )
    assert set(Credentials.objects.values_list("state", flat=True)) == {CredentialsState.RECEIVED}

    finding = {"people": people[:1], "in_order": "yes", "examined_on": TODAY().isoformat()}
    secretary.post(url("examine_credentials", delegation.pk), finding)
    head.credentials.refresh_from_db()
    assert head.credentials.state == CredentialsState.IN_ORDER
    assert not head.credentials.examined_in_session


def test_07_what_is_wrong_with_credentials_must_be_said(secretary, session):
    head = place(session, HEAD)
    actions.receive_credentials(head.delegation, by=CLOCK, people=[head.credentials], received_on=TODAY())
    finding = {"people": [head.credentials.pk], "in_order": "no", "examined_on": TODAY().isoformat()}
    address = url("examine_credentials", head.delegation.pk)
    assert secretary.post(address, finding).status_code == 422
    assert secretary.post(address, {**finding, "note": "unsigned"}).status_code == 302
    head.credentials.refresh_from_db()
    assert (head.credentials.state, head.credentials.note) == (CredentialsState.NOT_IN_ORDER, "unsigned")


def test_07_credentials_are_not_examined_before_the_letter_came(session):
    head = place(session, HEAD)
    with pytest.raises(Refused, match="not possible"):
        actions.examine_credentials(head.delegation, by=CLOCK, people=[head.credentials], in_order=True)


def test_07_credentials_may_be_examined_during_the_session(session):
    head = place(session, HEAD)
    actions.receive_credentials(head.delegation, by=CLOCK, people=[head.credentials], received_on=TODAY())
    (found,) = actions.examine_credentials(
        head.delegation, by=CLOCK, people=[head.credentials], in_order=True, examined_on=session.starts_on
    )
    assert found.examined_in_session


def test_07_the_credentials_of_another_delegation_are_out_of_reach(secretary, session):
    head, other = place(session, HEAD, "CN"), place(session, HEAD, "IN")
    data = {"people": [other.credentials.pk], "received_on": TODAY().isoformat()}
    assert secretary.post(url("receive_credentials", head.delegation.pk), data).status_code == 422
    with pytest.raises(Refused, match="not in this delegation"):
        actions.receive_credentials(
            head.delegation, by=CLOCK, people=[other.credentials], received_on=TODAY()
        )


def test_06_a_delegation_is_confirmed_and_asked_again(secretary, session):
    head = place(session, HEAD)
    secretary.post(url("confirm_delegation", head.delegation.pk))
    head.delegation.refresh_from_db()
    assert head.delegation.confirmed_at is not None
    secretary.post(url("unconfirm_delegation", head.delegation.pk))
    head.delegation.refresh_from_db()
    assert head.delegation.confirmed_at is None


def test_06_a_focal_point_is_named(secretary, session):
    delegation = session.delegations.first()
    person = PersonFactory()
    secretary.post(url("revise_delegation", delegation.pk), {"focal_point": person.pk})
    delegation.refresh_from_db()
    assert delegation.focal_point == person


# The page and the list


@pytest.mark.parametrize("count", [1, 3])
def test_06_the_delegations_take_a_constant_number_of_queries(count, secretary, session, own_queries):
    for code in ("CN", "IN", "JP")[:count]:
        place(session, HEAD, code)
    address = url("delegations", session.pk)
    # session, body, its rules, people, delegations, terms, posts, issued lists
    assert own_queries(secretary, address) == 9
    assert len(names(secretary.get(address).context["rows"])) == count


def test_08_members_stand_in_the_order_of_the_body_and_people_in_the_order_of_their_roles(session):
    for code, role, name in [
        ("US", EXPERT, "Adams"), ("US", HEAD, "Zimmer"), ("US", "interpreter", "Ives"),
        ("CN", REPRESENTATIVE, "Liu"), ("EU", ParticipantRole.ALTERNATE, "Abel"),
        ("US", REPRESENTATIVE, "Reed"), ("US", ParticipantRole.ALTERNATE, "Alt"),
    ]:  # fmt: skip
        place(session, role, code, family_name=name)
    assert names(queries.delegations_of(session)) == ["Liu", "Abel", "Zimmer", "Reed", "Alt", "Adams", "Ives"]

    session.body.member_order = "order_french_formal"
    assert names(queries.delegations_of(session))[0:2] == ["Liu", "Zimmer"], "États-Unis before Union"


def test_08_the_list_of_participants_is_made_by_the_worker_in_both_languages(secretary, session, run_jobs):
    place(session, HEAD, "CN", family_name="Wang", given_names="Li", name_order="family_first")
    person = PersonFactory(family_name="Rossi", honorific="Dr")
    actions.add_participant(session, by=CLOCK, person=person, role="io", title_en="Head", title_fr="Chef")

    answer = secretary.post(url("issue_participants_list", session.pk))
    assert answer.status_code == 302
    run_jobs()

    found = Document.objects.about(session).filter(kind="participants")
    assert sorted((d.language, d.form) for d in found) == [
        ("en", "docx"), ("en", "pdf"), ("fr", "docx"), ("fr", "pdf"),
    ]  # fmt: skip
    french = found.get(language="fr", form="docx")
    word = Word(io.BytesIO(archive.read(french)))
    text = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "WANG Li" in text
    assert "Dr Robin ROSSI" in text
    assert "Chef" in text
    run_jobs()
    assert found.count() == 4


def test_08_the_same_list_is_not_issued_twice_and_a_late_change_makes_a_marked_revision(
    secretary, session, run_jobs
):
    gone = place(session, EXPERT, "IN", family_name="Rao")
    kept = place(session, HEAD, "CN", family_name="Wang")
    address = url("issue_participants_list", session.pk)
    secretary.post(address)
    run_jobs()
    again = secretary.post(address)
    assert again.status_code == 409
    assert "Nothing has changed" in again.content.decode()

    actions.withdraw_participant(gone, by=CLOCK)
    place(session, EXPERT, "CN", family_name="Zhang")
    secretary.post(address)
    run_jobs()

    paper = queries.issued_paper(session, "participants", 2, "en")
    assert paper.title == "Provisional list of participants, Rev. 1"
    texts = str(paper.blocks)
    assert "**Robin ZHANG**" in texts
    assert "**Robin WANG**" not in texts, "only what changed is marked"
    assert "Robin RAO (India)" in texts
    assert kept.person.family_name == "Wang"


def test_08_a_changed_function_alone_is_marked_alone(session):
    one = place(session, HEAD, "CN", family_name="Wang")
    before = participants_list(
        queries.list_facts(session), language="en", version=1, dated_on=date(2026, 1, 1)
    )
    actions.revise_participant(one, by=CLOCK, title_en="Minister", title_fr="")
    after = participants_list(
        queries.list_facts(session), language="en", version=2, dated_on=date(2026, 1, 2), before=before
    )
    row = next(block.rows[0] for block in after.blocks if type(block).__name__ == "Table")
    assert row[0] == "Robin WANG"
    assert row[1].text == "**Minister**"


def test_08_a_list_without_anybody_is_not_issued(secretary, db):
    assert secretary.post(url("issue_participants_list", coming().pk)).status_code == 409


def test_08_participants_read_their_own_list_and_no_other(signed_in, session):
    delegate = signed_in(Role.DELEGATE)
    address = url("participants_list", session.pk)
    assert delegate.get(address).status_code == 404
    actions.add_participant(session, by=CLOCK, person=delegate.user.person, role=EXPERT, member=member("CN"))
    place(session, HEAD, "JP", family_name="Sato")
    page = delegate.get(address)
    assert page.status_code == 200
    assert "SATO" in page.content.decode()
    assert delegate.get(url("delegations", session.pk)).status_code == 403
    assert delegate.post(url("issue_participants_list", session.pk)).status_code == 403


@pytest.mark.parametrize(
    "name",
    ["revise_participant", "withdraw_participant", "replace_participant"],
)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DELEGATE, Role.STAFF])
def test_06_only_the_hands_of_the_office_change_a_place(name, role, signed_in, session):
    participant = place(session, EXPERT)
    assert signed_in(role).post(url(name, participant.pk), {"role": HEAD}).status_code == 403
    participant.refresh_from_db()
    assert (participant.role, participant.withdrawn) == (EXPERT, False)
