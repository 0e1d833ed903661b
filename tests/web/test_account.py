"""Signing in, a new password, the second factor, the sessions: in the office's own words and look."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from council_office.directory.states import Role
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_person_signs_in_and_comes_to_the_page_they_wanted(client, office):
    user = office[Role.STAFF]
    data = {"login": user.email, "password": PASSWORD, "next": "/account/"}
    response = client.post(reverse("account_login"), data)
    assert response.url == "/account/"


def test_a_wrong_password_says_so_without_telling_which_half_was_wrong(client, office):
    data = {"login": office[Role.STAFF].email, "password": "wrong-wrong-wrong"}
    known = client.post(reverse("account_login"), data)
    unknown = client.post(reverse("account_login"), data | {"login": "nobody@example.org"})
    told = [
        re.findall(r'<div class="error-summary".*?</div>', page.text, re.DOTALL) for page in (known, unknown)
    ]
    assert told[0]
    assert told[0] == told[1]


def test_sign_out_is_a_post(signed_in):
    client = signed_in(Role.STAFF)
    assert "Sign out?" in client.get(reverse("account_logout")).text
    assert client.get("/account/").status_code == 200
    client.post(reverse("account_logout"))
    assert client.get("/account/").status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_mail(client, office):
    user = office[Role.STAFF]
    client.post(reverse("account_reset_password"), {"email": user.email})
    assert mail.outbox[0].subject == "Council Office: choose a new password"
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    page = client.get(link, follow=True)
    assert "New password" in page.text
    form = page.redirect_chain[-1][0]
    client.post(form, {"password1": "another-long-password", "password2": "another-long-password"})
    user.refresh_from_db()
    assert user.check_password("another-long-password")
    assert "This link no longer opens" in client.get(link, follow=True).text


def test_an_address_without_an_account_learns_nothing_on_the_page(client):
    page = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert "Look into your mail" in page.text


@pytest.mark.parametrize(
    "name",
    [
        *("account_change_password", "mfa_index", "mfa_add_webauthn", "mfa_activate_totp"),
        *("usersessions_list", "account_reauthenticate"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pages_of_the_account_stand_in_the_frame_of_the_office(client, office, name, language):
    user = office[Role.STAFF]
    user.language = language
    user.save()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    page = client.get(reverse(name), follow=True)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert "app.css" in page.text
    assert "style=" not in page.text


def test_a_second_factor_is_set_up_and_asked_for(client, office):
    user = office[Role.STAFF]
    login = {"login": user.email, "password": PASSWORD}
    client.post(reverse("account_login"), login)
    again = client.get(reverse("mfa_activate_totp"))
    page = client.post(again.url, {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    assert "in use" in client.get(reverse("mfa_index")).text
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert codes.status_code == 200
    stranger = Client()
    assert stranger.post(reverse("account_login"), login).url.startswith(reverse("mfa_authenticate"))
    assert "app.css" in stranger.get(reverse("mfa_authenticate")).text
    assert stranger.get("/account/").status_code == 302


def test_a_person_sees_where_they_are_signed_in_and_signs_out_elsewhere(client, office):
    login = {"login": office[Role.STAFF].email, "password": PASSWORD}
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.post(reverse("account_login"), login)
        browser.get("/account/")
    assert "Sign out everywhere else" in client.get(reverse("usersessions_list")).text
    client.post(reverse("usersessions_list"))
    assert UserSession.objects.count() == 1
    assert elsewhere.get("/account/").status_code == 302
