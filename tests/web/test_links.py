from datetime import timedelta

import pytest
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.models import Event
from council_office.web import actions
from council_office.web.models import SignedLink
from tests.factories import OrganisationFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rooms")]


@pytest.fixture
def issued(office):
    def issue(purpose="tests.answer", days=7, **fields):
        link, token = actions.issue_link(
            purpose=purpose,
            about=OrganisationFactory(name_en="Assembly"),
            recipient=PersonFactory(family_name="Rao"),
            expires_at=timezone.now() + timedelta(days=days),
            by=office[Role.ASSISTANT],
            **fields,
        )
        return link, f"/rooms/answer/{token}/"

    return issue


def test_the_holder_enters_without_an_account(client, issued):
    _link, url = issued()
    response = client.get(url)
    assert response.status_code == 200
    assert response.text == "Assembly for Robin RAO (signed link)"


def test_the_page_of_a_link_sends_its_address_to_nobody_and_stays_in_no_cache(client, issued):
    response = client.get(issued()[1])
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_only_a_hash_of_the_address_is_kept(issued):
    link, url = issued()
    token = url.split("/")[3]
    assert len(token) >= 40
    assert token not in str(SignedLink.objects.values().get(pk=link.pk))
    assert token not in str(list(Event.objects.values()))


def test_looking_counts_nothing_and_answering_counts_once(client, issued):
    link, url = issued()
    client.get(url)
    link.refresh_from_db()
    assert link.uses == 0
    client.post(url)
    link.refresh_from_db()
    assert (link.uses, link.last_used_at is None) == (1, False)


def test_an_expired_link_says_until_when_it_was_valid_and_what_to_do(client, issued):
    link, url = issued()
    SignedLink.objects.filter(pk=link.pk).update(
        issued_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=1)
    )
    response = client.get(url)
    assert response.status_code == 410
    assert "This link no longer opens" in response.text
    assert "Please answer the mail" in response.text


def test_a_revoked_link_opens_nothing(client, issued, office):
    link, url = issued()
    actions.revoke_link(link, by=office[Role.ASSISTANT], reason="sent twice")
    assert client.get(url).status_code == 410
    assert client.post(url).status_code == 410


def test_an_unknown_link_is_not_found_and_says_why_perhaps(client):
    response = client.get("/rooms/answer/nothing-of-ours/")
    assert response.status_code == 404
    assert "copy the whole of it" in response.text


def test_a_link_for_another_purpose_is_unknown_here(client, issued):
    assert client.get(issued(purpose="tests.other")[1]).status_code == 404


def test_a_link_to_something_removed_opens_nothing(client, issued):
    link, url = issued()
    link.about.delete()
    assert client.get(url).status_code == 410


def test_the_strangers_language_is_kept_in_a_cookie(client, issued):
    _link, url = issued()
    response = client.post("/language/", {"language": "fr", "next": url})
    assert response.url == url
    assert client.get("/rooms/answer/nothing-of-ours/").headers["Content-Language"] == "fr"
