"""The one gate: level ∧ need-to-know, with dates, and the reason for each refusal."""

import itertools
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from council_office.directory.states import Role
from council_office.web.actions import issue_link
from documents import actions
from documents.models import Document, Level
from documents.queries import may_be_mailed, may_read, why_not
from tests.documents import factories
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LEVELS = ("public", "internal", "restricted", "confidential")


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        (Role.COUNCIL_SECRETARY, ["public", "internal", "restricted"]),
        (Role.CUSTODIAN, ["public", "internal", "restricted"]),
        (Role.ADMINISTRATOR, ["public", "internal"]),
        (Role.STAFF, ["public", "internal"]),
        (Role.DELEGATE, ["public"]),
        (Role.GUIDE, ["public"]),
    ],
)
def test_a_role_reads_the_levels_that_are_open_to_it(office, role, levels):
    documents = [factories.document(level=level) for level in LEVELS]
    assert [d.level.code for d in documents if may_read(office[role], d)] == levels


def test_a_briefing_in_force_opens_what_needs_one(office):
    secretary, document = office[Role.COUNCIL_SECRETARY], factories.document(level="confidential")
    assert "only for people briefed" in may_read(secretary, document).reason
    actions.brief(secretary, level=document.level, by=secretary, starts_on=TODAY)
    assert may_read(secretary, document)


def test_a_group_closes_a_document_even_to_those_whose_role_reads_its_level(office, secretary):
    document = factories.document(group=factories.group())
    assert may_read(secretary, document).reason == (
        "Only for the need-to-know group “Tender 12”, without a grant in force today."
    )
    actions.grant(document.group, to=secretary, by=secretary)
    assert may_read(secretary, document)


@pytest.mark.parametrize(
    ("start", "end", "allowed"),
    [(-5, None, True), (-5, 0, True), (0, 5, True), (-5, -1, False), (1, 5, False)],
)
def test_a_grant_holds_on_its_days_only(office, start, end, allowed):
    delegate, document = office[Role.DELEGATE], factories.document(level="restricted")
    actions.grant(
        document,
        to=delegate.person,
        by=office[Role.CUSTODIAN],
        starts_on=TODAY + timedelta(start),
        ends_on=None if end is None else TODAY + timedelta(end),
    )
    assert bool(may_read(delegate, document)) is allowed


def test_a_grant_for_nobody_in_particular_is_no_grant_for_users_without_a_person(office):
    """The trap of comparing with nothing: a user without a person holds no grant of another's."""
    document = factories.document(level="restricted")
    actions.grant(document, to=office[Role.STAFF], by=office[Role.CUSTODIAN])
    lonely = UserFactory(roles=[Role.DELEGATE], person=None, email="lonely@example.org")
    assert not may_read(lonely, document)
    assert not Document.objects.visible_to(lonely).exists()


def test_strangers_and_people_who_may_no_longer_sign_in_read_nothing_at_all(office):
    document = factories.document(level="public")
    office[Role.STAFF].is_active = False
    for somebody in (AnonymousUser(), office[Role.STAFF], None):
        assert not may_read(somebody, document)
        assert not Document.objects.visible_to(somebody).exists()


def test_the_holder_of_a_signed_link_reads_what_its_recipient_was_granted(office, subject):
    person, granted, other = PersonFactory(), factories.document(), factories.document(level="public")
    actions.grant(granted, to=person, by=office[Role.CUSTODIAN])
    link, _token = issue_link(
        purpose="t",
        about=subject,
        recipient=person,
        expires_at=timezone.now() + timedelta(1),
        by=office[Role.ASSISTANT],
    )
    assert may_read(link, granted)
    assert not may_read(link, other)
    assert list(Document.objects.visible_to(link)) == [granted]
    link.revoked_at = timezone.now()
    assert not may_read(link, granted)


def test_the_list_shows_exactly_what_the_gate_opens(office):
    """Every level × group × grant × briefing × role: the queryset and the decision never differ."""
    custodian, group = office[Role.CUSTODIAN], factories.group()
    documents = [
        factories.document(level=level, group=g) for level, g in itertools.product(LEVELS, (None, group))
    ]
    people = [office[role] for role in (Role.COUNCIL_SECRETARY, Role.STAFF, Role.DELEGATE, Role.AUDITOR)]
    actions.grant(group, to=people[1], by=custodian)
    actions.grant(documents[4], to=people[2].person, by=custodian)
    actions.grant(documents[6], to=people[2].person, by=custodian)
    actions.brief(people[0], level=Level.objects.get(code="confidential"), by=custodian, starts_on=TODAY)
    actions.brief(people[2].person, level=Level.objects.get(code="restricted"), by=custodian, starts_on=TODAY)
    for somebody in people:
        opened = {document for document in documents if may_read(somebody, document)}
        assert set(Document.objects.visible_to(somebody)) == opened


def test_an_ended_grant_stays_as_proof_and_opens_nothing(office):
    custodian, delegate, document = office[Role.CUSTODIAN], office[Role.DELEGATE], factories.document()
    given = actions.grant(document, to=delegate, by=custodian, starts_on=TODAY - timedelta(3))
    assert may_read(delegate, document)
    ended = actions.end_grant(given, by=custodian, reason="left")
    assert ended.ends_on == TODAY - timedelta(1)
    assert not may_read(delegate, document)


def test_before_sending_everyone_who_may_not_receive_it_is_named_with_the_rule(office):
    open_paper, secret = factories.document(), factories.document(level="restricted")
    granted, other = PersonFactory(), PersonFactory()
    actions.grant(secret, to=granted, by=office[Role.CUSTODIAN])
    [(person, document, reason)] = why_not([open_paper, secret], [granted, other])
    assert (person, document) == (other, secret)
    assert reason.startswith("Marked “Restricted”: open to Council Secretary, Council and Protocol Assistant")


def test_a_restricted_paper_is_not_mailed_to_a_bare_address():
    assert not may_be_mailed(factories.document(level="restricted"), None)
    assert may_be_mailed(factories.document(), None)
