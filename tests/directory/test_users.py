"""Accounts and roles: given, taken, never all lost."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from council_office.directory import actions
from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.ledger import audit
from council_office.ledger.audit import CLOCK
from council_office.ledger.moves import Refused

pytestmark = pytest.mark.django_db


def test_every_role_is_a_group_from_the_start():
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)


def test_an_invited_user_has_roles_and_no_password():
    user = actions.invite_user("New.Person@Example.org ", by=CLOCK, roles=[Role.ASSISTANT], language="fr")
    assert (user.email, user.language, user.roles) == ("new.person@example.org", "fr", {"assistant"})
    assert not user.has_usable_password()
    assert user.is_staff


def test_one_address_has_one_account_whatever_the_capitals():
    actions.invite_user("a@example.org", by=CLOCK)
    with pytest.raises(Refused):
        actions.invite_user("A@Example.org", by=CLOCK)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="A@example.org")
    with pytest.raises(ValidationError):
        actions.invite_user("not an address", by=CLOCK)


def test_a_role_is_granted_once_and_recorded():
    user = actions.invite_user("a@example.org", by=CLOCK)
    for _ in range(2):
        actions.grant_role(user, Role.AUDITOR, by=CLOCK)
    assert user.has_role(Role.AUDITOR)
    assert not user.is_staff
    assert [event.verb for event in audit.history(user)] == ["grant_role", "create"]


def test_a_withdrawn_role_closes_the_administration():
    user = actions.invite_user("a@example.org", by=CLOCK, roles=[Role.ASSISTANT])
    actions.withdraw_role(user, Role.ASSISTANT, by=CLOCK)
    assert (user.roles, user.is_staff) == (frozenset(), False)
    with pytest.raises(Refused):
        actions.withdraw_role(user, Role.ASSISTANT, by=CLOCK)


def test_the_last_administrator_stays():
    one = actions.invite_user("a@example.org", by=CLOCK, roles=[Role.ADMINISTRATOR])
    for attempt in (
        lambda: actions.withdraw_role(one, Role.ADMINISTRATOR, by=CLOCK),
        lambda: actions.revise_user(one, by=CLOCK, is_active=False),
    ):
        with pytest.raises(Refused):
            attempt()
    actions.invite_user("b@example.org", by=CLOCK, roles=[Role.ADMINISTRATOR])
    actions.withdraw_role(one, Role.ADMINISTRATOR, by=CLOCK)
    assert not one.has_role(Role.ADMINISTRATOR)


def test_language_and_appearance_are_ones_own():
    user = actions.invite_user("a@example.org", by=CLOCK)
    actions.set_language(user, "fr", by=user)
    actions.set_theme(user, "dark", by=user)
    user.refresh_from_db()
    assert (user.language, user.theme) == ("fr", "dark")
    with pytest.raises(ValueError, match="xx"):
        actions.set_language(user, "xx", by=user)


def test_the_first_administrator_comes_from_the_command_line():
    user = User.objects.create_superuser("root@example.org", "password")
    assert user.has_role(Role.ADMINISTRATOR)
