import pytest
from django.urls import reverse

from council_office.directory.models import Person
from council_office.directory.states import Role
from council_office.ledger.models import Event
from council_office.web import access
from tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rooms")]


def url(name, *args):
    return reverse(f"rooms:{name}", args=args)


def refusals():
    return list(Event.objects.filter(verb="refuse").values_list("subject_label", "details__reason"))


def test_an_address_that_nobody_declared_is_closed_and_the_call_is_written_down(signed_in):
    response = signed_in(Role.ADMINISTRATOR).get("/rooms/undeclared/")
    assert response.status_code == 403
    assert refusals() == [("/rooms/undeclared/", "undeclared")]


def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_page(client):
    response = client.get(url("organisations") + "?q=x")
    assert response.status_code == 302
    assert response.url == "/account/login/?next=/rooms/organisations/%3Fq%3Dx"


def test_a_stranger_who_posts_is_not_led_back_to_a_post(client):
    assert client.post(url("create")).url == "/account/login/?next=/"


def test_htmx_goes_to_the_sign_in_page_as_a_whole(client):
    response = client.get(url("organisations"), headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"].startswith("/account/login/")


def test_a_missing_role_is_refused_and_written_down_once(signed_in):
    response = signed_in(Role.GUIDE).get(url("organisations"))
    assert response.status_code == 403
    assert "This is not open to you" in response.text
    assert refusals() == [("/rooms/organisations/", "role")]


def test_a_method_that_is_not_declared_is_not_allowed(signed_in):
    response = signed_in(Role.ASSISTANT).post(url("organisations"))
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET"


def test_the_right_person_enters(signed_in):
    person = PersonFactory()
    response = signed_in(Role.ASSISTANT).get(url("person", person.pk))
    assert response.status_code == 200


def test_a_stranger_to_the_object_does_not_even_learn_that_it_exists(signed_in):
    person = PersonFactory()
    response = signed_in(Role.DELEGATE).get(url("person", person.pk))
    assert response.status_code == 404
    assert "This page is not here" in response.text
    assert refusals() == [(url("person", person.pk), "hidden")]


def test_an_object_that_does_not_exist_is_no_refusal(signed_in):
    assert signed_in(Role.ASSISTANT).get(url("person", 0)).status_code == 404
    assert refusals() == []


def test_the_rule_of_the_object_is_asked_behind_the_role(signed_in):
    person = PersonFactory(given_names="Closed")
    assert signed_in(Role.ASSISTANT).get(url("person", person.pk)).status_code == 403
    assert refusals() == [(url("person", person.pk), "rule")]


def test_a_refused_verb_answers_409_with_the_reason_and_the_way_back(signed_in):
    person = PersonFactory()
    client = signed_in(Role.ASSISTANT)
    response = client.post(url("refuse", person.pk), headers={"Referer": "http://testserver/rooms/5/"})
    assert response.status_code == 409
    assert "The chamber is being painted." in response.text
    assert 'href="/rooms/5/"' in response.text


def test_the_way_back_never_leads_to_another_host(signed_in):
    person = PersonFactory()
    headers = {"Referer": "http://testserver.evil.example/rooms/5/"}
    response = signed_in(Role.ASSISTANT).post(url("refuse", person.pk), headers=headers)
    assert "evil" not in response.text


def test_htmx_gets_the_reason_alone_above_the_page(signed_in):
    person = PersonFactory()
    response = signed_in(Role.ASSISTANT).post(url("refuse", person.pk), headers={"HX-Request": "true"})
    assert response.status_code == 409
    assert response.headers["HX-Retarget"] == "#notices"
    assert "<html" not in response.text


def test_htmx_gets_a_closed_door_above_the_page_too(signed_in):
    response = signed_in(Role.GUIDE).get(url("organisations"), headers={"HX-Request": "true"})
    assert response.status_code == 403
    assert response.headers["HX-Retarget"] == "#notices"
    assert response.headers["HX-Reselect"] == "#notice"


def test_the_same_address_declared_twice_is_a_mistake():
    with pytest.raises(ValueError, match="web:home"):
        access.merged({"web:home": {"GET": access.anyone}}, {"web:home": {"GET": access.signed_in}})


def test_templates_may_ask_the_table(office):
    assert access.may(office[Role.ASSISTANT], "rooms:create")
    assert not access.may(office[Role.GUIDE], "rooms:create")
    assert not access.may(office[Role.ASSISTANT], "rooms:organisations", "POST")
    assert not access.may(office[Role.ASSISTANT], "rooms:nowhere")


def test_who_may_no_longer_sign_in_enters_nothing(signed_in):
    client = signed_in(Role.ASSISTANT)
    client.user.is_active = False
    client.user.save()
    assert client.get(url("organisations")).status_code == 302


def test_nobody_is_made_by_looking(signed_in):
    client = signed_in(Role.ASSISTANT)
    count = Person.objects.count()
    assert client.get(url("create")).status_code == 200
    assert Person.objects.count() == count
