"""Reports 1: Today of each role, each number equal to the list that it opens."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.calendar import actions as calendar
from council_office.desk import actions, queries
from council_office.directory.states import Role
from documents import actions as documents
from tests.documents.factories import document, group


@pytest.fixture
def world(office, staff, assistant):
    """Something of every kind that the desk itself counts, for several people."""
    asked = [
        actions.ask(by=office[role], topic="it", question=f"No sound for the {role}")
        for role in (Role.STAFF, Role.GUIDE, Role.CUSTODIAN)
    ]
    actions.ask_back(asked[0], by=assistant, text="Which room?")
    actions.answer_request(asked[1], by=assistant, text="The cable is loose.")
    actions.propose_idea(by=staff, title="Less paper", text="On screens.")
    late = calendar.create_task(title_en="Order flags", due_on=a_working_day(), by=assistant)
    type(late).objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))


def a_working_day():
    today = timezone.localdate()
    return calendar.queries.calendar_around(today).next_working(today)


def today_of(client) -> str:
    return client.get(reverse("desk:today")).content.decode()


def test_reports_1_every_number_of_every_role_is_the_length_of_the_list_it_opens(world, signed_in):
    empty = set()
    for role in Role:
        client = signed_in(role)
        for figure in queries.figures(client.user, timezone.localdate()):
            if not figure.count and figure.url in empty:
                continue  # an empty list was opened by somebody else
            shown = client.get(figure.url)
            assert shown.status_code == 200, (role, figure)
            assert shown.context["list"].count == figure.count, (role, figure)
            if not figure.count:
                empty.add(figure.url)


WORDS = {
    Role.ASSISTANT: "1</strong> task late",
    Role.COUNCIL_SECRETARY: "1</strong> new idea",
    Role.STAFF: "1</strong> question of the office to you",
    Role.GUIDE: "1</strong> answer to look at",
    Role.AUDITOR: "event",
    Role.ADMINISTRATOR: "Invited, not signed in yet",
    Role.CUSTODIAN: "What you asked the office",
    Role.BUDGET_HOLDER: "Nothing waits for you today",
    Role.CERTIFIER: "Nothing waits for you today",
    Role.SECURITY_OFFICER: "Nothing waits for you today",
    Role.DELEGATE: "Nothing waits for you today",
}


def test_reports_1_today_of_each_role_is_worth_opening(world, signed_in):
    for role, words in WORDS.items():
        page = today_of(signed_in(role))
        assert words in page, role
        assert "At hand" in page, role


def test_an_auditor_sees_whether_the_chain_holds(signed_in, office):
    from_clock = calendar.audit
    assert "The chain was not verified yet" in today_of(signed_in(Role.AUDITOR))
    from_clock.record("verify", None, by=from_clock.CLOCK, breaks=[])
    assert "holds" in today_of(signed_in(Role.AUDITOR))
    from_clock.record("verify", None, by=from_clock.CLOCK, breaks=["3: The event was changed."])
    assert "broken" in today_of(signed_in(Role.AUDITOR))


def test_a_custodian_sees_grants_that_end_and_documents_on_hold(signed_in, office):
    paper = document(level="internal", number="H-1")
    documents.hold(paper, by=office[Role.CUSTODIAN], reason="An audit")
    circle = group("Tender 12")
    until = timezone.localdate() + timedelta(days=5)
    documents.grant(circle, to=office[Role.STAFF], by=office[Role.CUSTODIAN], ends_on=until)
    page = today_of(signed_in(Role.CUSTODIAN))
    assert "H-1" in page
    assert "Tender 12" in page


@pytest.mark.parametrize("count", [1, 3])
def test_today_takes_a_constant_number_of_queries(count, staff, signed_in, own_queries):
    for number in range(count):
        actions.ask(by=staff, topic="it", question=f"No sound {number}")
    assert own_queries(signed_in(Role.STAFF), reverse("desk:today")) == 10
