"""Two people at the same files at once: one decision on a pass, one file for everybody who comes."""

import pytest
from django.db import connection

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event
from meetings.models import Session
from tests.directory.test_at_once import at_once
from tests.factories import UserFactory
from tests.meetings.factories import convened, place
from tests.visits.factories import complete, planned_visit, visitor_of
from visits import actions
from visits.models import PassRequest, Visit, Visitor
from visits.states import PassState

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="row locks need PostgreSQL"),
]


def test_03_of_many_security_officers_who_decide_at_once_exactly_one_does(office):
    visitor = visitor_of(planned_visit(), zones=("SITE-ASSEMBLY",), nationality="CN")
    complete(visitor)
    asked = actions.request_pass(visitor, by=office[Role.ASSISTANT])
    actions.submit_pass(asked, by=office[Role.ASSISTANT])
    officers = [UserFactory(roles=[Role.SECURITY_OFFICER]) for _ in range(4)]
    approving = [
        lambda officer=officer: actions.approve_pass(PassRequest.objects.get(pk=asked.pk), by=officer)
        for officer in officers
    ]
    assert sum(at_once(approving)) == 1
    asked.refresh_from_db()
    assert asked.state == PassState.APPROVED
    assert len({each.approved_by_id for each in asked.approvals.all()}) == 1
    assert Event.objects.filter(verb="approve_aspects").count() == 1


def test_14_participants_pulled_twice_at_once_are_opened_once():
    session = convened(number=60)
    for code in ("CN", "JP", "IN"):
        place(session, "head", code)
    pulling = [lambda: actions.open_files(Session.objects.get(pk=session.pk), by=CLOCK) for _ in range(4)]
    assert sum(at_once(pulling)) == 1
    visit = Visit.objects.about(session).get()
    assert Visitor.objects.filter(visit=visit).count() == 3
