import pytest
from django.urls import reverse

from council_office.directory.models import Organisation
from council_office.directory.states import Role
from council_office.ledger import audit
from council_office.ledger.moves import Refused
from tests.factories import OrganisationFactory
from tests.web import rooms as small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rooms")]
ADD = "/admin/directory/organisation/add/"
LIST = "/admin/directory/organisation/"


@pytest.fixture
def client(signed_in):
    return signed_in(Role.ASSISTANT)


def url(organisation, page="change"):
    return f"/admin/directory/organisation/{organisation.pk}/{page}/"


def values(organisation, **changes):
    fields = {"name_en": organisation.name_en, "name_fr": organisation.name_fr, "address": ""}
    return fields | {"_seen": organisation.version} | changes


def test_what_is_added_goes_through_a_verb_into_the_history(client):
    response = client.post(ADD, {"name_en": "Lab", "name_fr": "", "address": "Vinon"})
    assert response.status_code == 302
    made = Organisation.objects.get(name_en="Lab")
    assert (made.address, made.kind) == ("Vinon", "other")
    assert [(event.verb, event.actor) for event in audit.history(made)] == [("create", client.user)]


def test_a_change_is_kept_with_before_and_after(client):
    lab = OrganisationFactory(name_en="Lab")
    client.post(url(lab), values(lab, name_en="Laboratory"))
    assert audit.history(lab)[0].details["changes"] == {"name_en": ["Lab", "Laboratory"]}


def test_saving_an_unchanged_form_calls_no_verb_and_writes_nothing(client, monkeypatch):
    monkeypatch.setattr(small.OrganisationAdmin, "revise_verb", staticmethod(lambda *args, **values: 1 / 0))
    lab = OrganisationFactory(name_en="Lab")
    assert client.post(url(lab), values(lab)).status_code == 302
    assert not audit.history(lab).exists()


def test_an_apps_own_verb_gets_every_field_of_the_form(client, monkeypatch):
    received = {}

    def revise(organisation, *, by, **values):
        received.update(values)
        return organisation

    monkeypatch.setattr(small.OrganisationAdmin, "revise_verb", staticmethod(revise))
    lab = OrganisationFactory(name_en="Lab", name_fr="Labo")
    client.post(url(lab), values(lab, name_en="Laboratory"))
    assert received == {"name_en": "Laboratory", "name_fr": "Labo", "address": ""}


def test_frozen_fields_are_shown_and_not_taken(client):
    lab = OrganisationFactory(kind="laboratory")
    assert 'name="kind"' not in client.get(url(lab)).text
    client.post(url(lab), values(lab, kind="company", name_en="Other"))
    lab.refresh_from_db()
    assert (lab.kind, lab.name_en) == ("laboratory", "Other")


def test_what_is_issued_stays_and_nobody_deletes_it(client):
    lab = OrganisationFactory(name_en="Lab", name_fr="Émise")
    client.post(url(lab), values(lab, name_en="Other", address="Vinon"))
    lab.refresh_from_db()
    assert (lab.name_en, lab.address) == ("Lab", "Vinon")
    assert client.post(url(lab, "delete"), {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": lab.pk, "post": "yes"})
    assert Organisation.objects.filter(pk=lab.pk).exists()


def test_the_second_of_two_people_is_told_and_nothing_typed_is_lost(client):
    lab = OrganisationFactory(name_en="Lab")
    old = values(lab, name_en="Mine")
    client.post(url(lab), values(lab, name_en="Theirs"))
    response = client.post(url(lab), old)
    assert response.status_code == 200
    assert "Somebody else changed this meanwhile." in response.text
    assert "now “Theirs”; you wrote “Mine”" in response.text
    assert 'value="Mine"' in response.text
    lab.refresh_from_db()
    assert f'name="_seen" value="{lab.version}"' in response.text
    assert client.post(url(lab), old | {"_seen": lab.version}).status_code == 302


def test_a_refusal_of_the_verb_is_said_on_the_form_with_everything_typed(client, monkeypatch):
    def refuse(*, by, **values):
        raise Refused("Not during a session.")

    monkeypatch.setattr(small.OrganisationAdmin, "create_verb", staticmethod(refuse))
    response = client.post(ADD, {"name_en": "Lab", "name_fr": "Labo", "address": ""})
    assert response.status_code == 200
    assert "Not during a session." in response.text
    assert 'value="Labo"' in response.text


def test_what_is_needed_elsewhere_is_not_deleted_and_says_why(client):
    lab = OrganisationFactory()
    lab.people.create(family_name="Curie")
    response = client.post(url(lab, "delete"), {"post": "yes"}, follow=True)
    assert response.status_code == 200
    assert Organisation.objects.filter(pk=lab.pk).exists()


def test_what_is_deleted_stays_in_the_history(client):
    lab = OrganisationFactory()
    assert client.post(url(lab, "delete"), {"post": "yes"}).status_code == 302
    assert audit.history(lab)[0].verb == "remove"


def test_a_verb_is_called_on_every_chosen_row_and_tells_how_many(client):
    labs = [OrganisationFactory(), OrganisationFactory()]
    data = {"action": "revise", "_selected_action": [lab.pk for lab in labs]}
    response = client.post(LIST, data, follow=True)
    assert "2 rows done." in response.text
    assert {Organisation.objects.get(pk=lab.pk).address for lab in labs} == {"moved"}


def test_the_history_is_the_audit_trail(client):
    lab = OrganisationFactory(name_en="Lab")
    client.post(url(lab), values(lab, name_en="Laboratory"))
    text = client.get(url(lab, "history")).text
    assert "<del>Lab</del> → <ins>Laboratory</ins>" in text


def test_staff_without_a_role_of_the_administration_stay_outside(signed_in, office):
    user = office[Role.STAFF]
    user.is_staff = True
    user.save()
    assert signed_in(user).get(LIST).status_code == 403


def test_a_role_without_the_right_to_the_administration_stays_outside(signed_in, office):
    user = office[Role.ASSISTANT]
    user.is_staff = False
    user.save()
    assert signed_in(user).get(LIST).status_code == 403


def test_the_administration_leads_back_to_the_office(client):
    text = client.get(LIST).text
    assert "Back to the office" in text


def test_only_the_administration_may_evaluate_expressions(client):
    assert "'unsafe-eval'" in client.get(LIST).headers["Content-Security-Policy"]
    assert "unsafe" not in client.get(reverse("web:account")).headers["Content-Security-Policy"]
