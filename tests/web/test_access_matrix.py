"""Every URL × method × role × object over HTTP; the access table and `visible_to` say what must happen.

It grows by itself: a new URL is found in the URLconf, its objects in `tests/<app>/objects.py`.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import batched, groupby
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.module_loading import import_string

from council_office.directory.states import Role
from council_office.ledger.models import Event
from council_office.web import access, navigation
from documents import papers, rendering
from tests.factories import UserFactory

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
PORTION = 12
STRANGER, NOBODY = "stranger", "no_role"
ACTORS = (STRANGER, NOBODY, *Role)
FEW = (STRANGER, Role.ADMINISTRATOR)  # a method that nobody has is refused before anybody is looked at
# Sessions, throttles and the audit trail are not the office's rows.
BESIDES = re.compile(
    r'"(django_session|cache|usersessions_usersession|ledger_(event|link|chainhead)|mfa_\w+|account_\w+)"'
)
WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    name: str
    pattern: URLPattern
    arguments: frozenset[str]

    @property
    def room(self) -> str:
        return self.name.rpartition(":")[0] or "account"


def addresses(patterns=None, namespace: str = "", arguments: frozenset = frozenset()) -> Iterator[Address]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        inside = arguments | pattern.pattern.regex.groupindex.keys()
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner, inside)
        elif pattern.name:
            yield Address(namespace + pattern.name, pattern, inside)


@cache
def rooms() -> dict[str, list[Address]]:
    """The addresses by app in portions for several processes; `test_admin_matrix` asks the administration."""
    ours = (address for address in addresses() if not address.name.startswith("admin:"))
    found = sorted(ours, key=lambda address: (address.room, address.name))
    by_room = {room: list(several) for room, several in groupby(found, key=lambda address: address.room)}
    return {
        f"{room}-{number}": list(portion)
        for room, several in by_room.items()
        for number, portion in enumerate(batched(several, PORTION), start=1)
    }


@cache
def builders() -> dict:
    found = {}
    for file in sorted(Path(__file__).parent.parent.glob("*/objects.py")):
        found |= import_module(f"tests.{file.parent.name}.objects").OBJECTS
    return found


class World(dict):
    """The people of the matrix and the objects they are tried on."""

    def __init__(self, office) -> None:
        self.office = office
        self.built: dict = {}

    def __missing__(self, role):
        return self.office[role]

    def once(self, build):
        """What `build(world)` makes, made once."""
        if build not in self.built:
            self.built[build] = build(self)
        return self.built[build]


@pytest.fixture
def world(office):
    return World(office)


@cache
def printing_once(form: str):
    """The renderer of a form, asked once for each paper: equal papers give equal bytes."""
    render, made = import_string(rendering.FORMS[form]), {}

    def printed(paper, *, marking=""):
        key = papers.dumps(paper), marking
        if key not in made:
            made[key] = render(paper, marking=marking)
        return made[key]

    return printed


@pytest.fixture
def clients(office, settings, monkeypatch, caplog):
    """One client an actor; without what would be done anew for each of the many thousand answers."""
    monkeypatch.setattr(navigation, "COUNTERS", {})
    monkeypatch.setattr(rendering, "renderer", printing_once)
    caplog.set_level(logging.ERROR, logger="django.request")
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    people = {actor: office[actor] for actor in Role} | {NOBODY: UserFactory()}
    clients = {STRANGER: Client(raise_request_exception=False)}
    for actor, user in people.items():
        clients[actor] = Client(raise_request_exception=False)
        clients[actor].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        clients[actor].user = user
    return clients


class Writes(list):
    """The statements that change rows of the office."""

    def __call__(self, execute, sql, params, many, context):
        if WRITE.match(sql) and not BESIDES.search(sql):
            self.append(sql[:120])
        return execute(sql, params, many, context)


class Undo(Exception):
    pass


def call(client: Client, method: str, url: str) -> tuple:
    """The answer, the rows it wrote, the refusals it noted; then everything is undone."""
    writes = Writes()
    try:
        with transaction.atomic():
            before = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            with connection.execute_wrapper(writes):
                response = getattr(client, method.lower())(url)
            refusals = Event.objects.filter(pk__gt=before, verb="refuse").count()
            raise Undo
    except Undo:
        return response, writes, refusals


def expected(address: Address, method: str, actor: str, user, arguments: dict) -> str:
    """What the table and the visibility of the object say: no_method, sign_in, refused, hidden or open."""
    who = access.who(address.name, method)
    if who is None:
        return "no_method"
    if not who.strangers and actor == STRANGER:
        return "sign_in"
    if user is not None and not who.allows(user):
        return "refused"
    model = getattr(address.pattern.callback, "door_model", None)
    if model and user and not model.objects.visible_to(user).filter(pk=arguments["pk"]).exists():
        return "hidden"
    return "open"


def happened(response, writes: list, refusals: int) -> str:
    if response.status_code >= 500:
        return f"server error {response.status_code}"
    if response.status_code == 405:
        return "no_method"
    if response.status_code == 302 and response.url.startswith("/account/login/"):
        return "sign_in"
    if response.status_code == 403:
        return "refused" if refusals == 1 and not writes else f"refused with {refusals} entries, {writes}"
    if response.status_code == 404 and refusals:
        return "hidden" if refusals == 1 and not writes else f"hidden with {refusals} entries, {writes}"
    return "open"


def wrong(address: Address, method: str, expects: str, found: str, writes: list) -> str:
    """What is wrong with a cell; empty when it is as the table says."""
    if method == "GET" and writes:
        return f"GET writes {writes}"
    if found == expects:
        return ""
    # Inside the door the object's own rule may still say no (one entry, nothing changed).
    by_rule = expects == "open" and found == "refused"
    own_sign_in = expects == "open" and found == "sign_in" and address.room == "account"
    return "" if by_rule or own_sign_in else f"expected {expects}, found {found}"


def cells(address: Address, arguments: dict, clients: dict) -> Iterator[str]:
    url = reverse(address.name, kwargs=arguments)
    for method in METHODS:
        for actor in ACTORS if method in ("GET", "POST") or access.who(address.name, method) else FEW:
            client = clients[actor]
            expects = expected(address, method, actor, getattr(client, "user", None), arguments)
            response, writes, refusals = call(client, method, url)
            mistake = wrong(address, method, expects, happened(response, writes, refusals), writes)
            if mistake:
                yield f"{method} {address.name} {arguments or ''} as {actor}: {mistake}"


def objects_for(address: Address, world: World) -> list[dict]:
    if not address.arguments:
        return [{}]
    build = builders().get(address.name)
    assert build, f"no object for {address.name}: add it to tests/<app>/objects.py"
    built = build(world)
    return built if isinstance(built, list) else [built]


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("room", rooms())
def test_every_url_opens_to_whom_the_table_says_and_to_nobody_else(room, world, clients):
    mistakes = []
    for address in rooms()[room]:
        for arguments in objects_for(address, world):
            mistakes += cells(address, arguments, clients)
    assert mistakes == []


def test_every_url_is_declared():
    assert [address.name for address in addresses() if access.entry(address.name) is None] == []


def test_no_url_is_declared_without_a_method():
    assert [name for name, row in access.table().items() if not row.keys() <= set(METHODS) or not row] == []
