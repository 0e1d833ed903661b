"""Bodies, sessions, terms and places in the administration: verbs behind every form, lists in and out."""

from datetime import date

import pytest
import tablib
from django.urls import reverse

from council_office.calendar.models import Task
from council_office.directory.models import Person
from council_office.directory.states import Role
from council_office.ledger.models import Event
from meetings.models import Body, BodyRules, Credentials, Delegation, Membership, Participant, Session
from meetings.resources.members import MembershipResource, ParticipantResource
from meetings.states import SessionState
from tests.factories import PersonFactory, member
from tests.meetings.factories import body, coming, convened, place

MODELS = [Body, BodyRules, Membership, Session, Delegation, Participant, Credentials]


@pytest.fixture
def secretary(signed_in):
    return signed_in(Role.COUNCIL_SECRETARY)


def admin_url(model, page, *args):
    return reverse(f"admin:meetings_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", MODELS)
def test_every_noun_is_found_in_the_administration(model, secretary, db):
    place(convened(), "head")
    assert secretary.get(admin_url(model, "changelist"), {"q": "a"}).status_code == 200
    row = model.objects.order_by("-pk").first()
    assert secretary.get(admin_url(model, "change", row.pk)).status_code == 200
    assert secretary.get(admin_url(model, "history", row.pk)).status_code == 200


def test_a_session_made_in_the_administration_has_its_delegations_and_deadlines(secretary, db):
    data = {
        "body": body("MAC").pk, "kind": "ordinary", "number": "50", "starts_on": "2031-06-18",
        "ends_on": "2031-06-19", "opens_at": "09:30", "closes_at": "17:30", "mode": "in_person",
        "delegations-TOTAL_FORMS": "0", "delegations-INITIAL_FORMS": "0",
    }  # fmt: skip
    answer = secretary.post(admin_url(Session, "add"), data)
    assert answer.status_code == 302
    session = Session.objects.get(label="MAC-50")
    assert session.delegations.count() == 7
    assert Task.objects.of(session).exists()


def test_states_and_labels_are_only_read(secretary, db):
    page = secretary.get(admin_url(Session, "change", coming().pk))
    form = page.context["adminform"].form
    assert not {"state", "label", "record_number", "body", "number"} & set(form.fields)


def test_chosen_sessions_are_convened_by_their_verb(secretary, db):
    session = coming()
    held = Session.objects.get(label="IC-30")
    chosen = {"action": "convene_session", "_selected_action": [session.pk, held.pk]}
    page = secretary.post(admin_url(Session, "changelist"), chosen, follow=True)
    session.refresh_from_db()
    assert session.state == SessionState.CONVENED
    assert "IC-30: not possible" in page.content.decode() or "cannot be convened" in page.content.decode()
    assert Event.objects.filter(verb="move", subject_id=str(session.pk)).exists()


@pytest.mark.parametrize("model", [Session, Delegation, Participant, Credentials])
def test_nothing_of_a_session_is_deleted_here(model, secretary, db):
    place(convened(), "head")
    row = model.objects.order_by("-pk").first()
    assert secretary.get(admin_url(model, "delete", row.pk)).status_code == 403


def test_the_limits_hold_in_the_administration(secretary, db):
    session = convened()
    head = place(session, "head")
    data = {
        "session": session.pk, "delegation": head.delegation.pk, "person": PersonFactory().pk, "role": "head",
    }  # fmt: skip
    page = secretary.post(admin_url(Participant, "add"), data)
    assert page.status_code == 200
    assert "a delegation has one head" in page.content.decode()
    secretary.post(admin_url(Participant, "add"), {**data, "role": "expert"})
    assert session.participants.filter(role="expert", delegation=head.delegation).count() == 1


def sheet(heads, *rows):
    return tablib.Dataset(*rows, headers=heads)


def imported(resource, dataset, user):
    result = resource().import_data(dataset, user=user, raise_errors=False)
    assert not result.has_errors(), [str(e.error) for row in result.rows for e in row.errors]
    return result


def test_terms_come_in_once_whatever_the_language_of_the_heads(office, db):
    person = PersonFactory(family_name="Rao", given_names="Ada")
    heads = ("Family name", "Given names", "Body", "Member", "Role", "From", "To")
    rows = sheet(heads, ("Rao", "Ada", "FAB", "India", "Member", "2030-01-01", "2032-12-31"))
    user = office[Role.ASSISTANT]
    imported(MembershipResource, rows, user)
    again = imported(MembershipResource, rows, user)
    term = Membership.objects.get(person=person)
    assert (term.body.code, term.member.code, term.ends_on) == ("FAB", "IN", date(2032, 12, 31))
    assert again.totals["new"] == 0


def test_the_term_of_somebody_unknown_is_refused_in_words(office, db):
    heads = ("Family name", "Body", "Role", "From")
    rows = sheet(heads, ("Nobody", "FAB", "Member", "2030-01-01"))
    result = MembershipResource().import_data(rows, user=office[Role.ASSISTANT], raise_errors=False)
    assert "not on record" in str(result.invalid_rows[0].error)


def test_places_come_in_through_the_limits(office, db):
    session = convened()
    place(session, "head", "CN")
    heads = ("Family name", "Given names", "E-mail", "Session", "Member", "Role", "Title (EN)")
    user = office[Role.ASSISTANT]
    good = ("Zhang", "Wei", "wei@example.org", "IC-40", "China", "Expert", "Analyst")
    imported(ParticipantResource, sheet(heads, good), user)
    imported(ParticipantResource, sheet(heads, good), user)
    assert Person.objects.filter(email="wei@example.org").count() == 1
    found = session.participants.get(person__email="wei@example.org")
    assert (found.role, found.title_en, found.delegation.member) == ("expert", "Analyst", member("CN"))

    second_head = ("Liu", "Fang", "fang@example.org", "IC-40", "China", "Head of delegation", "")
    result = ParticipantResource().import_data(sheet(heads, second_head), user=user, raise_errors=False)
    assert "a delegation has one head" in str(result.invalid_rows[0].error)
    assert not Person.objects.filter(email="fang@example.org").exists()


def test_places_go_out_with_heads_of_the_readers_language(db):
    place(convened(), "head", "CN", family_name="Wang")
    out = ParticipantResource().export()
    assert out.headers[:3] == ["Family name", "Given names", "E-mail"]
    assert "Wang" in out["Family name"]
