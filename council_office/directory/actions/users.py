"""Accounts, their roles, their language and appearance."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory.models import Person, User
from council_office.directory.states import ADMINISTRATION, Language, Role, Theme
from council_office.ledger import audit, moves
from council_office.ledger.audit import Actor
from council_office.ledger.moves import Refused

audit.say("grant_role", gettext_lazy("received the role %(role)s"))
audit.say("withdraw_role", gettext_lazy("lost the role %(role)s"))


def invite_user(
    email: str,
    *,
    by: Actor,
    person: Person | None = None,
    language: str = Language.ENGLISH,
    roles: Iterable[str] = (),
) -> User:
    """An account whose owner chooses the password from the sign-in page (“forgotten password”)."""
    return create_user(email, by=by, person=person, language=language, roles=roles)


@transaction.atomic
def create_user(
    email: str,
    *,
    by: Actor,
    password: str | None = None,
    person: Person | None = None,
    language: str = Language.ENGLISH,
    roles: Iterable[str] = (),
) -> User:
    """An account with its roles; without a password nobody can sign in with one."""
    email = User.objects.normalize_email(email)
    if User.objects.filter(email=email).exists():
        raise Refused(_("%(email)s has an account already.") % {"email": email})
    user = moves.create(
        User,
        by=by,
        email=email,
        password=make_password(password),
        person=person and person.kept,
        language=language,
    )
    for role in roles:
        grant_role(user, role, by=by)
    return user


@transaction.atomic
def revise_user(user: User, *, by: Actor, seen: int | None = None, **changes: Any) -> User:
    """The account with these changes; the last administrator stays able to sign in."""
    if changes.get("is_active") is False:
        refuse_losing_the_last_administrator(user)
    return moves.revise(user, by=by, seen=seen, **changes)


def set_language(user: User, language: str, *, by: Actor) -> User:
    """The language of the user's pages."""
    return moves.revise(user, by=by, language=Language(language))


def set_theme(user: User, theme: str, *, by: Actor) -> User:
    """Light, dark, or as the device."""
    return moves.revise(user, by=by, theme=Theme(theme))


@transaction.atomic
def grant_role(user: User, role: str, *, by: Actor) -> User:
    """From now on the user may do what the role does; granting it again changes nothing."""
    moves.lock(user)
    if not user.groups.filter(name=Role(role)).exists():
        user.groups.add(Group.objects.get(name=Role(role)))
        audit.record("grant_role", user, by=by, role=Role(role).label)
    return follow_roles(user)


@transaction.atomic
def withdraw_role(user: User, role: str, *, by: Actor) -> User:
    """From now on the user may no longer do what the role does; the last administrator keeps theirs."""
    if role == Role.ADMINISTRATOR:
        refuse_losing_the_last_administrator(user)
    moves.lock(user)
    if not user.groups.filter(name=Role(role)).exists():
        raise Refused(_("%(user)s does not have this role.") % {"user": user})
    user.groups.remove(Group.objects.get(name=Role(role)))
    audit.record("withdraw_role", user, by=by, role=Role(role).label)
    return follow_roles(user)


def follow_roles(user: User) -> User:
    """Whether the administration pages open follows from the roles."""
    user.__dict__.pop("roles", None)
    user.is_staff = user.is_superuser or user.has_role(*ADMINISTRATION)
    user.save(update_fields=["is_staff"])
    return user


def refuse_losing_the_last_administrator(user: User) -> None:
    """Lock all administrators first, in one order: two who withdraw each other do not both succeed."""
    administrators = User.objects.select_for_update().filter(is_active=True, groups__name=Role.ADMINISTRATOR)
    if list(administrators.order_by("pk")) == [user]:
        raise Refused(_("This is the last administrator: make somebody else administrator first."))
