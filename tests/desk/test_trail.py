"""Reports 6: who did what when on each record, undone where its rules allow, all of it for the auditor."""

import pytest
from django.urls import reverse

from council_office.desk import actions
from council_office.directory import actions as directory
from council_office.directory.states import Role
from council_office.ledger.models import Event
from tests.factories import PersonFactory


@pytest.fixture
def person(assistant):
    """Somebody whose telephone was changed."""
    made = PersonFactory(telephone="111")
    return directory.revise_person(made, by=assistant, telephone="222")


def history(subject) -> str:
    return reverse("desk:history", args=[subject._meta.label_lower, subject.pk])


def test_reports_6_the_history_of_a_record_says_who_changed_what(person, signed_in):
    page = signed_in(Role.AUDITOR).get(history(person)).content.decode()
    assert "<del>111</del> → <ins>222</ins>" in page
    assert "Robin ASSISTANT" in page
    assert "Undo" not in page


def test_reports_6_a_change_is_undone_by_the_verb_of_its_app_and_the_history_says_so(person, signed_in):
    client = signed_in(Role.COUNCIL_SECRETARY)
    event = Event.objects.get(verb="revise", subject_type="directory.person")
    assert "Undo" in client.get(history(person)).content.decode()
    client.post(reverse("desk:undo", args=[event.pk]))
    person.refresh_from_db()
    assert person.telephone == "111"
    newest = Event.objects.filter(subject_type="directory.person").first()
    assert newest.details["changes"]["telephone"] == ["222", "111"]


def test_what_was_changed_again_is_not_undone_over_the_later_change(person, signed_in, assistant):
    event = Event.objects.get(verb="revise", subject_type="directory.person")
    directory.revise_person(person, by=assistant, telephone="333")
    response = signed_in(Role.ASSISTANT).post(reverse("desk:undo", args=[event.pk]))
    assert response.status_code == 409
    assert "was changed again since" in response.content.decode()
    person.refresh_from_db()
    assert person.telephone == "333"


def test_what_has_no_way_back_is_refused(asked, signed_in):
    event = Event.objects.filter(subject_type="desk.request").first()
    response = signed_in(Role.ASSISTANT).post(reverse("desk:undo", args=[event.pk]))
    assert response.status_code == 409
    assert not actions.may_undo(signed_in(Role.ASSISTANT).user, event)


def test_kinds_that_do_not_exist_or_have_no_rights_of_their_own_have_no_page(signed_in):
    client = signed_in(Role.AUDITOR)
    for kind in ("nothing.here", "ledger.event", "sessions.session"):
        assert client.get(f"/history/{kind}/1/").status_code == 404


def test_reports_6_the_auditor_filters_everything_that_happened(person, asked, signed_in):
    client = signed_in(Role.AUDITOR)
    every = client.get(reverse("desk:trail")).content.decode()
    people = client.get(reverse("desk:trail"), {"subject_type": "directory.person"}).content.decode()
    assert asked.number in every
    assert asked.number not in people
    assert history(person) in people
    assert signed_in(Role.ASSISTANT).get(reverse("desk:trail")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_trail_takes_a_constant_number_of_queries(count, staff, signed_in, own_queries):
    for _ in range(count):
        actions.propose_idea(by=staff, title="Less paper", text="On screens.")
    assert own_queries(signed_in(Role.AUDITOR), reverse("desk:trail")) == 3
