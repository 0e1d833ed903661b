"""Reports 4, ideas: an estimated saving, a state, an outcome."""

import pytest
from django.urls import reverse

from council_office.desk import actions
from council_office.desk.models import Idea, Notice
from council_office.directory.states import Role
from tests.factories import UserFactory


def url(verb: str, thing) -> str:
    return reverse(f"desk:{verb}", args=[thing.pk])


@pytest.fixture
def idea(staff):
    return actions.propose_idea(by=staff, title="Less paper", text="All on screens.", hours=40)


def test_reports_4_an_idea_is_proposed_with_what_it_would_save(signed_in):
    client = signed_in(Role.STAFF)
    fields = {"title": "Less paper", "text": "All on screens.", "hours": "40", "euros": "1200"}
    page = client.post(reverse("desk:propose_idea"), fields, follow=True).content.decode()
    idea = Idea.objects.get()
    assert idea.number.startswith("IDEA-")
    assert "€1,200.00" in page


def test_whoever_proposed_it_hears_what_became_of_it_and_the_house_reads_what_is_accepted(
    idea, staff, signed_in
):
    other = UserFactory(roles=[Role.STAFF])
    assert signed_in(other).get(url("idea", idea)).status_code == 404
    client = signed_in(Role.COUNCIL_SECRETARY)
    client.post(url("accept_idea", idea), {"outcome": "From January on."})
    assert Notice.objects.get(user=staff).details == "From January on."
    assert "From January on." in signed_in(other).get(url("idea", idea)).content.decode()


def test_an_idea_is_not_declined_without_a_word(idea, signed_in):
    client = signed_in(Role.COUNCIL_SECRETARY)
    assert client.post(url("decline_idea", idea), {"outcome": " "}).status_code == 422
    idea.refresh_from_db()
    assert idea.state == "new"


def test_what_is_decided_is_not_reworded(idea, assistant, signed_in):
    actions.accept_idea(idea, by=assistant)
    response = signed_in(Role.STAFF).post(
        url("revise_idea", idea), {"title": "More paper", "text": "x", "seen": idea.version}
    )
    assert response.status_code == 409
    assert "propose a new idea" in response.content.decode()


def test_staff_decide_nothing(idea, signed_in):
    assert signed_in(Role.STAFF).post(url("accept_idea", idea), {"outcome": ""}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(count, staff, signed_in, own_queries):
    for _ in range(count):
        actions.propose_idea(by=staff, title="Less paper", text="All on screens.")
    assert own_queries(signed_in(Role.ASSISTANT), reverse("desk:ideas")) == 3
