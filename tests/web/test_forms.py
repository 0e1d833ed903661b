import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ImproperlyConfigured

from council_office.directory.models import Person
from council_office.directory.states import Role
from tests.factories import OrganisationFactory, PersonFactory
from tests.web.rooms import PersonForm, picks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rooms")]


@pytest.fixture
def client(signed_in):
    return signed_in(Role.ASSISTANT)


def url(person):
    return f"/rooms/{person.pk}/revise/"


def values(person, **changes):
    person.refresh_from_db()
    return {"family_name": person.family_name, "given_names": "Robin", "seen": person.version} | changes


def test_a_form_sends_its_values_to_the_verb_and_goes_on_with_a_toast(client):
    response = client.post("/rooms/create/", {"family_name": "Curie", "given_names": "Ève"})
    assert response.url == f"/made/{Person.objects.get(family_name='Curie').pk}/"
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Saved."]


def test_htmx_is_led_on_as_a_whole(client):
    response = client.post("/rooms/create/", {"family_name": "Curie"}, headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"].startswith("/made/")


def test_an_invalid_form_answers_422_with_a_summary_that_leads_to_the_field(client):
    response = client.post("/rooms/create/", {"given_names": "Ève"})
    assert response.status_code == 422
    assert '<a href="#id_family_name">' in response.text
    assert 'value="Ève"' in response.text
    assert 'aria-invalid="true"' in response.text


def test_htmx_gets_the_form_alone(client):
    response = client.post("/rooms/create/", {}, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert response.text.strip().startswith("<form")


def test_the_second_of_two_people_is_told_and_shown_the_difference(client):
    person = PersonFactory(family_name="Curie")
    old = values(person, family_name="Curie-Joliot")
    assert client.post(url(person), values(person, family_name="Joliot")).status_code == 302
    response = client.post(url(person), old)
    assert response.status_code == 409
    assert "Somebody else changed this meanwhile" in response.text
    assert "<td>Joliot</td><td>Curie-Joliot</td>" in response.text
    assert Person.objects.get(pk=person.pk).family_name == "Joliot"


def test_saving_again_then_replaces_knowingly(client):
    person = PersonFactory(family_name="Curie")
    old = values(person, family_name="Curie-Joliot")
    client.post(url(person), values(person, family_name="Joliot"))
    told = client.post(url(person), old)
    seen = Person.objects.get(pk=person.pk).version
    assert f'name="seen" value="{seen}"' in told.text
    assert client.post(url(person), old | {"seen": seen}).status_code == 302
    assert Person.objects.get(pk=person.pk).family_name == "Curie-Joliot"


def test_the_instance_given_to_a_form_is_left_alone():
    person = PersonFactory(family_name="Curie")
    form = PersonForm({"family_name": "Changed", "seen": 1}, instance=person, user=None)
    assert form.is_valid()
    assert person.family_name == "Curie"


def test_a_form_never_saves():
    form = PersonForm({"family_name": "Curie"}, user=None)
    assert form.is_valid()
    with pytest.raises(ImproperlyConfigured):
        form.save()


def test_a_picker_offers_people_whatever_the_order_and_the_accents(client):
    PersonFactory(family_name="Lindqvist", given_names="Élise")
    response = client.get("/pick/directory.person/", {"q": "elise LIND"}, headers={"HX-Request": "true"})
    assert "Élise LINDQVIST" in response.text
    assert "Nothing found" in client.get("/pick/directory.person/", {"q": "nobody"}).text


def test_a_picker_offers_nobody_whom_the_person_may_not_see(signed_in):
    PersonFactory(family_name="Lindqvist")
    assert "LINDQVIST" not in signed_in(Role.DELEGATE).get("/pick/directory.person/", {"q": "lindqvist"}).text


def test_an_unknown_picker_is_not_found(client):
    assert client.get("/pick/nothing/", {"q": "x"}).status_code == 404


def test_picked_people_reach_the_verb(client):
    chair, other = PersonFactory(), PersonFactory()
    data = {"name_en": "Lab", "chair": chair.pk, "others": [other.pk]}
    assert client.post("/rooms/picks/", data).status_code == 302
    assert picks.received["chair"] == chair
    assert list(picks.received["others"]) == [other]


def test_without_scripts_the_typed_name_is_looked_up(client):
    chair = PersonFactory(family_name="Lindqvist", given_names="Élise")
    data = {"name_en": "Lab", "chair": "", "chair__text": "lindqvist elise", "others__text": "Lindqvist"}
    assert client.post("/rooms/picks/", data).status_code == 302
    assert picks.received["chair"] == chair


def test_a_typed_name_that_means_several_is_asked_back_and_kept(client):
    PersonFactory(family_name="Lee", given_names="Ann")
    PersonFactory(family_name="Lee", given_names="Bo")
    response = client.post("/rooms/picks/", {"name_en": "Lab", "chair__text": "Lee"})
    assert response.status_code == 422
    assert "Ann LEE; Bo LEE" in response.text
    assert 'value="Lee"' in response.text


def test_a_foreign_key_refuses_a_key_that_the_person_may_not_see(rooms, office):
    person = PersonFactory()
    form = PersonForm({"family_name": "X", "organisation": 99999}, user=office[Role.ASSISTANT])
    assert not form.is_valid()
    assert person.organisation is None


def test_an_organisation_can_be_chosen(office):
    form = PersonForm(
        {"family_name": "X", "organisation": OrganisationFactory().pk}, user=office[Role.ASSISTANT]
    )
    assert form.is_valid()
