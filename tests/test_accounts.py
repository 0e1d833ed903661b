"""Signing in: nobody invites themselves, guessing is slowed, deciders show a second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from council_office.directory.models import User
from council_office.directory.states import Role
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = reverse("account_login")


def sign_in(client: Client, user: User, password: str = PASSWORD):
    return client.post(LOGIN, {"login": user.email, "password": password})


def test_a_user_signs_in_by_e_mail_and_password(office, client):
    response = sign_in(client, office[Role.ASSISTANT])
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(office[Role.ASSISTANT].pk)


def test_somebody_who_may_no_longer_sign_in_does_not(client):
    sign_in(client, UserFactory(roles=[Role.ASSISTANT], is_active=False))
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client):
    address = {"email": "stranger@example.org", "password1": PASSWORD, "password2": PASSWORD}
    response = client.post(reverse("account_signup"), address)
    assert response.status_code in (200, 403)
    assert not User.objects.filter(email=address["email"]).exists()


def test_guessing_a_password_is_slowed(office, client):
    user = office[Role.ASSISTANT]
    for _ in range(5):
        sign_in(client, user, "a wrong password")
    sign_in(client, user)
    assert "_auth_user_id" not in client.session


def test_a_reset_tells_nobody_whether_an_address_is_known(office, client, mailoutbox):
    known = client.post(reverse("account_reset_password"), {"email": office[Role.ASSISTANT].email})
    unknown = client.post(reverse("account_reset_password"), {"email": "stranger@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_reading_the_way_out_does_not_sign_out_and_posting_does(signed_in):
    client = signed_in(Role.ASSISTANT)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_the_administration_is_entered_by_the_offices_own_sign_in(client):
    response = client.get(reverse("admin:index"))
    assert response.status_code == 302
    assert response["Location"].startswith(LOGIN)


# The second factor


@pytest.fixture
def strict(settings):
    settings.MFA_ROLES = [Role.ADMINISTRATOR]


def opened(client: Client):
    return client.get(reverse("web:jobs"))


def test_a_role_that_decides_sets_up_a_second_factor_before_anything_opens(strict, signed_in):
    client = signed_in(Role.ADMINISTRATOR)
    assert opened(client)["Location"] == reverse("mfa_index")
    assert client.get(reverse("admin:index"))["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200


def test_with_a_second_factor_everything_opens(strict, signed_in):
    client = signed_in(Role.ADMINISTRATOR)
    TOTP.activate(client.user, "SECRETSECRETSECRETSECRETSECRET22")
    assert opened(client).status_code == 200


def test_other_roles_are_not_asked(strict, signed_in):
    assert opened(signed_in(Role.ASSISTANT)).status_code == 200


def test_single_sign_on_counts_as_a_second_factor(strict, signed_in):
    client = signed_in(Role.ADMINISTRATOR)
    session = client.session
    session["account_authentication_methods"] = [{"method": "socialaccount", "at": 0, "provider": "office"}]
    session["account_authentication_methods_user"] = str(client.user.pk)
    session.save()
    assert opened(client).status_code == 200


def test_a_second_factor_is_asked_at_sign_in_and_its_secret_is_encrypted(office, client):
    user, secret = office[Role.ASSISTANT], "SECRETSECRETSECRETSECRETSECRET22"
    TOTP.activate(user, secret)
    assert secret not in str(Authenticator.objects.get(user=user).data)

    response = sign_in(client, user)
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session

    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_user_sees_their_sessions_and_ends_the_others(office):
    here, elsewhere = Client(), Client()
    for client in (elsewhere, here):
        sign_in(client, office[Role.ASSISTANT])
    page = here.get(reverse("usersessions_list"))
    assert page.status_code == 200
    assert len(re.findall(r"<tr", page.content.decode())) >= 2
    here.post(reverse("usersessions_list"))
    assert opened(here).status_code == 200
    assert opened(elsewhere).status_code == 302


# What every answer says


def test_what_a_signed_in_person_sees_is_not_kept_by_anybody(signed_in):
    response = opened(signed_in(Role.ASSISTANT))
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_every_answer_closes_what_the_office_does_not_use(client):
    headers = client.get(LOGIN).headers
    assert headers["Permissions-Policy"].startswith("camera=()")
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_expressions_are_evaluated_in_the_administration_only(signed_in):
    client = signed_in(Role.ADMINISTRATOR)
    assert "'unsafe-eval'" in client.get(reverse("admin:index"))["Content-Security-Policy"]
    assert "unsafe" not in opened(client)["Content-Security-Policy"]
