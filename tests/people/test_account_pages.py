"""Accounts and roles through the door: administrators only, every grant recorded, nobody locked out."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from council_office.directory.models import User
from council_office.directory.states import Role
from documents.models import Delivery
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(signed_in):
    return signed_in(Role.ADMINISTRATOR)


def url(name: str, *args) -> str:
    return reverse(f"people:{name}", args=args)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_accounts_asks_the_same_questions(administrator, rows, django_assert_num_queries):
    for _ in range(rows):
        UserFactory(roles=[Role.GUIDE, Role.STAFF])
    with django_assert_num_queries(8):
        page = administrator.get(url("users"))
    assert page.content.decode().count("Guide or escort, ") == rows


def test_somebody_is_invited_with_roles_and_one_mail(administrator):
    person = PersonFactory()
    told = {
        "email": "New@Example.org",
        "person": person.pk,
        "language": "fr",
        "roles": [Role.ASSISTANT, Role.STAFF],
    }
    assert administrator.post(url("invite_user"), told).status_code == 302
    user = User.objects.get(email="new@example.org")
    assert (user.person, user.roles) == (person, {"assistant", "staff"})
    mail = Delivery.objects.get(to="new@example.org")
    assert reverse("account_reset_password") in mail.body
    again = administrator.post(url("invite_user"), told)
    assert again.status_code == 409
    assert Delivery.objects.count() == 1


def test_the_invitation_goes_again_only_until_the_first_sign_in(administrator):
    administrator.post(url("invite_user"), {"email": "new@example.org", "language": "en"})
    user = User.objects.get(email="new@example.org")
    assert administrator.post(url("send_invitation", user.pk)).status_code == 302
    assert Delivery.objects.filter(to=user.email).count() == 2
    user.last_login = user.joined_at
    user.save()
    assert administrator.post(url("send_invitation", user.pk)).status_code == 409


def test_roles_are_granted_and_withdrawn(administrator):
    user = UserFactory()
    assert administrator.post(url("grant_role", user.pk, "guide")).status_code == 302
    assert User.objects.get(pk=user.pk).roles == {"guide"}
    assert administrator.post(url("withdraw_role", user.pk, "guide")).status_code == 302
    assert User.objects.get(pk=user.pk).roles == frozenset()
    assert administrator.post(url("withdraw_role", user.pk, "guide")).status_code == 409
    assert administrator.post(url("grant_role", user.pk, "emperor")).status_code == 404


def test_the_last_administrator_keeps_the_role_and_the_account(administrator):
    me = administrator.user
    assert administrator.post(url("withdraw_role", me.pk, "administrator")).status_code == 409
    closed = {"email": me.email, "person": me.person_id, "language": "en", "seen": me.version}
    assert administrator.post(url("revise_user", me.pk), closed).status_code == 409
    assert User.objects.get(pk=me.pk).is_active


def test_an_account_is_closed(administrator):
    user = UserFactory()
    told = {"email": user.email, "person": user.person_id, "language": "fr", "seen": user.version}
    assert administrator.post(url("revise_user", user.pk), told).status_code == 302
    user.refresh_from_db()
    assert (user.is_active, user.language) == (False, "fr")


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.COUNCIL_SECRETARY, Role.AUDITOR, Role.STAFF])
def test_nobody_else_grants_roles(signed_in, role):
    client = signed_in(role)
    assert client.post(url("grant_role", client.user.pk, "administrator")).status_code == 403
    assert client.post(url("invite_user"), {"email": "x@example.org"}).status_code == 403
    assert not User.objects.get(pk=client.user.pk).has_role(Role.ADMINISTRATOR)


def test_an_auditor_reads_the_accounts(signed_in):
    client, user = signed_in(Role.AUDITOR), UserFactory(roles=[Role.GUIDE])
    content = client.get(url("user", user.pk)).content.decode()
    assert "Guide or escort" in content
    assert "Withdraw" not in content


def test_the_invited_person_chooses_a_password_and_signs_in(administrator, client):
    administrator.post(
        url("invite_user"), {"email": "new@example.org", "language": "en", "roles": [Role.STAFF]}
    )
    assert client.post(reverse("account_reset_password"), {"email": "new@example.org"}).status_code == 302
    address = re.search(r"/account/password/reset/key/\S+", mail.outbox[-1].body).group()
    form = client.get(address, follow=True)
    secret = "a-long-enough-password-1"
    chosen = client.post(form.request["PATH_INFO"], {"password1": secret, "password2": secret})
    assert chosen.status_code == 302
    answer = client.post(reverse("account_login"), {"login": "new@example.org", "password": secret})
    assert answer.status_code == 302
    assert client.get("/home/").status_code in (200, 302)
    assert User.objects.get(email="new@example.org").last_login is not None
