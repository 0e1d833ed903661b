"""The administration, address by address: who has no role is refused; looking changes nothing."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from council_office.directory.states import Role
from council_office.web.access import ADMIN_SITE
from tests.web.test_access_matrix import ACTORS, NOBODY, STRANGER, call, clients, happened

__all__ = ["clients"]

pytestmark = pytest.mark.once

PLAIN, OF_OBJECT = ("changelist", "add"), ("change", "history", "delete")


def models() -> dict[str, list]:
    found: dict[str, list] = {}
    for model in admin.site._registry:
        found.setdefault(model._meta.app_label, []).append(model)
    return found


def urls(model) -> Iterator[str]:
    base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    pk = model._base_manager.order_by("pk").values_list("pk", flat=True).first() or 1
    yield from (reverse(f"{base}_{page}") for page in PLAIN)
    yield from (reverse(f"{base}_{page}", args=[pk]) for page in OF_OBJECT)


@pytest.mark.django_db
@pytest.mark.parametrize("app", sorted(models()))
def test_nobody_without_a_role_of_the_administration_enters_it(app, clients):
    mistakes = []
    outside = [actor for actor in ACTORS if actor not in ADMIN_SITE.roles]
    for url in (url for model in models()[app] for url in urls(model)):
        # The whole administration is one row of the table: everybody tries its lists, some try the rest.
        tried = outside if url.count("/") == 4 else (STRANGER, NOBODY)
        for method in ("GET", "POST"):
            for actor in tried:
                found = happened(*call(clients[actor], method, url))
                if found != ("sign_in" if actor == STRANGER else "refused"):
                    mistakes.append(f"{method} {url} as {actor}: {found}")
    assert mistakes == []


@pytest.mark.django_db
@pytest.mark.parametrize("app", sorted(models()))
def test_the_administration_answers_its_own_and_changes_nothing_by_looking(app, clients):
    mistakes = []
    for url in (url for model in models()[app] for url in urls(model)):
        for role in (Role.ADMINISTRATOR, Role.ASSISTANT) if url.count("/") == 4 else (Role.ADMINISTRATOR,):
            response, writes, refusals = call(clients[role], "GET", url)
            found = happened(response, writes, refusals)
            if writes or found not in ("open", "refused"):
                mistakes.append(f"GET {url} as {role}: {found} {writes}")
    assert mistakes == []


@pytest.mark.django_db
@pytest.mark.parametrize("app", sorted(models()))
def test_an_empty_form_of_the_administration_breaks_nothing(app, clients):
    mistakes = []
    for url in (url for model in models()[app] for url in urls(model)):
        found = happened(*call(clients[Role.ADMINISTRATOR], "POST", url))
        if found.startswith("server error"):
            mistakes.append(f"POST {url}: {found}")
    assert mistakes == []


@pytest.mark.django_db
def test_users_and_second_factors_are_the_administrators_own(clients):
    for url in ("admin:directory_user_changelist", "admin:mfa_authenticator_changelist"):
        assert clients[Role.ADMINISTRATOR].get(reverse(url)).status_code == 200
        assert clients[Role.ASSISTANT].get(reverse(url)).status_code == 403


# The chain that makes a change of the audit trail visible; the trail itself is there to read. What identifies
# a visitor is shown on the visitor's own page alone, where each look is noted.
KEPT_OUT = {"ledger.Link", "ledger.ChainHead", "visits.TravelDocument", "visits.Scan", "visits.Answer"}
OURS = ("council_office", "documents", "protocol", "meetings", "visits", "procurement")


def test_every_model_of_the_office_can_be_found_in_the_administration():
    """Rows that only ever stand below another record may be inlines there."""
    inline = {inline.model for model_admin in admin.site._registry.values() for inline in model_admin.inlines}
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]
    known = inline | set(admin.site._registry)
    missing = {model._meta.label for model in ours if model not in known}
    assert missing == KEPT_OUT
