"""A session of three hundred people and two hundred papers asks the database as often as one of each."""

import pytest
from django.urls import reverse

from council_office.directory.models import Person
from council_office.directory.states import Role
from meetings.models import Credentials, Delegation, Invitation, Participant, Session, SessionPaper
from meetings.states import PaperState, ParticipantRole
from tests.factories import PersonFactory, member
from tests.meetings.factories import convened

pytestmark = pytest.mark.django_db
MEMBERS = ("CN", "EU", "IN", "JP", "KR", "RU", "US")
# Beyond the shell; the session, who may see it and its tabs are among them.
QUERIES = {
    "session": 26,
    "delegations": 9,
    "participants_list": 5,
    "invitations": 10,
    "review_invitations": 8,
    "agenda": 9,
    "papers": 10,
    "console": 13,
}


def filled(number: int, people: int, papers: int) -> Session:
    """A session with so many participants, each with credentials and an invitation, and so many papers."""
    session = convened(number=number)
    delegations = {each.member.code: each for each in Delegation.objects.filter(session=session)}
    known = Person.objects.bulk_create(
        PersonFactory.build(member=member(MEMBERS[n % 7]), email=f"{number}-{n}@example.org")
        for n in range(people)
    )
    places = Participant.objects.bulk_create(
        Participant(
            session=session,
            person=person,
            delegation=delegations[person.member.code],
            role=ParticipantRole.EXPERT,
            title_en="Adviser",
        )
        for person in known
    )
    Credentials.objects.bulk_create(Credentials(participant=each) for each in places)
    Invitation.objects.bulk_create(Invitation(participant=each, language="en") for each in places)
    item = session.items.first()
    SessionPaper.objects.bulk_create(
        SessionPaper(
            session=session,
            item=item,
            number=f"{session.label}/{n}",
            title_en=f"Paper {n}",
            state=PaperState.PUBLISHED,
        )
        for n in range(papers)
    )
    return session


@pytest.mark.parametrize(("people", "papers"), [(1, 1), (300, 200)])
def test_05_three_hundred_people_and_two_hundred_papers_cost_no_query_more(
    people, papers, signed_in, own_queries
):
    session = filled(70, people, papers)
    client = signed_in(Role.COUNCIL_SECRETARY)
    asked = {page: own_queries(client, reverse(f"meetings:{page}", args=[session.pk])) for page in QUERIES}
    assert asked == QUERIES
