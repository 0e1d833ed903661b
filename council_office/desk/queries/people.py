"""Whom the desk tells: the holders of a role, and people named with an @ in a text."""

import re

from django.db.models import QuerySet

from council_office.desk.states import INSIDERS
from council_office.directory.models import User
from council_office.directory.names import search_key

MENTION = re.compile(r"(?<![\w@.])@([\w.\-’']+\w)")


def holding(*roles: str) -> QuerySet[User]:
    """Those who hold one of these roles and may sign in."""
    return User.objects.holding(*roles).select_related("person")


def named_in(text: str) -> list[User]:
    """Whom of the house a text names, as “@bertin” or “@maya.bertin”; a name that two bear names neither."""
    wanted = {search_key(name) for name in MENTION.findall(text)}
    if not wanted:
        return []
    found: dict[str, list[User]] = {}
    for user in holding(*INSIDERS):
        for key in wanted & calls_of(user):
            found.setdefault(key, []).append(user)
    return list({several[0] for several in found.values() if len(several) == 1})


def calls_of(user: User) -> set[str]:
    """By what one is called with an @: the family name, or the address before its own @."""
    names = [user.email.partition("@")[0]]
    return {search_key(name) for name in [*names, *([user.person.family_name] if user.person else [])]}
