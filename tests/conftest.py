"""What every test may ask for: people by role, signed-in clients, worked jobs, a browser."""

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from council_office.directory.states import Role
from council_office.ledger import claims, tasks
from council_office.ledger.models import Job
from council_office.web import navigation
from tests.factories import UserFactory

# Playwright's synchronous interface keeps an event loop in the test's thread; the ORM is called in order.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

TMP = Path(tempfile.mkdtemp(prefix="council-office-tests-"))
BROKER = TMP / "broker"
(BROKER / "control").mkdir(parents=True)
(TMP / "static").mkdir()

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.MEDIA_ROOT = TMP / "media"
settings.AUDIT_ANCHOR_DIR = TMP / "anchors"
settings.BACKUP_DIR = TMP / "backups"
settings.MAIL_DIR = TMP / "mail"
settings.STATIC_ROOT = TMP / "static"
settings.WHITENOISE_USE_FINDERS = False
if not settings.REDIS_URL:
    settings.CELERY_BROKER_TRANSPORT_OPTIONS |= {
        "data_folder_in": str(BROKER),
        "data_folder_out": str(BROKER),
        "control_folder": str(BROKER / "control"),
    }


def pytest_sessionfinish(session):
    shutil.rmtree(TMP, ignore_errors=True)


LONG = {"page_as", "processes", "once"}


def pytest_collection_modifyitems(config, items):
    """Long files first; what no database changes is tried on SQLite only: looks, walks, pure functions."""
    long = {item.path for item in items if LONG & {*item.fixturenames, *item.keywords}}
    items.sort(key=lambda item: item.path not in long)  # else one core waits for what the other began last
    if SQLITE:
        return
    left_out = [item for item in items if {"looks", "once"} & set(item.keywords) or not asks_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def asks_a_database(item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(item.fixturenames)
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


# The database: migrated once, the seeded rows always there

SQLITE = connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """SQLite in a file of this process: threads and other processes of a test see the same office."""
    if SQLITE:
        connection.settings_dict["TEST"]["NAME"] = str(TMP / "test.sqlite3")
        connection.settings_dict["OPTIONS"]["init_command"] = (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
        )


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """SQLite starts from the file that an earlier run migrated, when nothing that migrates has changed."""
    if SQLITE:
        with suppress(FileNotFoundError):
            shutil.copy(migrated(), TMP / "test.sqlite3")
    return (TMP / "test.sqlite3").exists()


@cache
def migrated() -> Path:
    """Where a database as these migrations leave it is kept."""
    root, digest = settings.BASE_DIR, hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    homes = {Path(config.path) for config in apps.get_app_configs() if Path(config.path).is_relative_to(root)}
    for home in sorted(home for home in homes if ".venv" not in home.parts):
        for file in sorted(home.rglob("*")):
            # Seeds are read from data, and by nouns beside the models.
            if (
                file.is_file()
                and (file.suffix == ".py" or "data" in file.parts)
                and seeds(file.relative_to(home))
            ):
                digest.update(file.read_bytes())
    return root / "var" / "tests" / f"{digest.hexdigest()[:20]}.sqlite3"


def seeds(file: Path) -> bool:
    doors = {
        "views",
        "admin",
        "forms",
        "tables",
        "actions",
        "queries",
        "letters",
        "urls",
        "access",
        "rendering",
    }
    return not doors & {*file.parts, file.stem}


def keep_migrated() -> None:
    migrated().parent.mkdir(parents=True, exist_ok=True)
    for older in set(migrated().parent.glob("*.sqlite3")) - {migrated()}:
        older.unlink(missing_ok=True)
    fresh = migrated().with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(fresh)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    fresh.replace(migrated())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    """What migrations planted is kept aside and put back after every test that commits."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if SQLITE and not django_db_keepdb:
            keep_migrated()
        planted = [table for table in tables() if filled(cursor, table)]
        for table in planted:
            cursor.execute(f"CREATE TABLE planted_{table} AS SELECT * FROM {table}")

    def flush_and_plant(case):
        with unguarded():
            call_command(
                "flush", verbosity=0, interactive=False, inhibit_post_migrate=True, reset_sequences=False
            )
        with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
            for table in planted:
                cursor.execute(f"INSERT INTO {table} SELECT * FROM planted_{table}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_and_plant)
        yield


@contextmanager
def unguarded():
    """SQLite flushes by deleting: the triggers that refuse it are put aside and come back as they were."""
    guards = []
    with connection.cursor() as cursor:
        if SQLITE:
            guards = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in guards:
            cursor.execute(sql)


def tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def filled(cursor, table: str) -> bool:
    cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
    return cursor.fetchone() is not None


@pytest.fixture(autouse=True)
def english():
    """Every test begins in English, whatever language the request of another one left behind."""
    translation.activate("en")
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_anchors():
    """Every test has an office of its own: anchors of the one before would belong to another chain."""
    yield
    shutil.rmtree(TMP / "anchors", ignore_errors=True)


class Office(dict):
    """One user for each role, made when first asked for: `office[Role.ASSISTANT]`."""

    def __missing__(self, role: Role):
        self[role] = UserFactory(
            roles=[role],
            person__family_name=Role(role).value.replace("_", " ").title(),
            email=f"{role}@office.example",
        )
        return self[role]


@pytest.fixture
def office(db) -> Office:
    return Office()


@pytest.fixture
def signed_in(office) -> Callable[..., Client]:
    """A client signed in as a role or a user: `signed_in(Role.ASSISTANT).get(url)`."""

    def sign_in(who, language: str = "en", **extra) -> Client:
        user = speaking(office[who] if isinstance(who, str) else who, language)
        client = Client(**extra)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        client.user = user
        return client

    return sign_in


def speaking(user, language: str):
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])
    return user


@pytest.fixture
def run_jobs(db, monkeypatch) -> Callable[[], int]:
    """Works what the outbox holds, here and now, until nothing is due; returns the number of jobs."""
    # Inside the test's own transaction a heartbeat from another thread could only wait for a lock.
    monkeypatch.setattr(claims, "HEARTBEAT", 3600.0)

    def work(rounds: int = 20) -> int:
        worked = 0
        for _ in range(rounds):
            due = list(Job.objects.waiting().values_list("pk", flat=True))
            if not due:
                break
            for pk in due:
                tasks.work(pk)
            worked += len(due)
        return worked

    return work


# Questions to the database


@pytest.fixture
def django_assert_num_queries(django_assert_num_queries, monkeypatch):
    """Counts a page's questions without the numbers that other rooms show beside their names."""
    monkeypatch.setattr(navigation, "COUNTERS", {})
    return django_assert_num_queries


@pytest.fixture
def own_queries(db):
    """How many queries a page makes beyond those of the shell around every page."""

    def count(client, url: str, query: dict | None = None) -> int:
        shell = queries_of(client, reverse("calendar:feed")) - 1  # the feed itself
        return queries_of(client, url, query) - shell

    return count


def queries_of(client, url: str, query: dict | None = None) -> int:
    client.get(url, query)  # whatever is kept after the first time is kept now
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, query).status_code == 200
    return len(captured)


# Other processes on the same office


@pytest.fixture
def processes(transactional_db) -> "Processes":
    """Starts `manage.py` and Celery on this test's own database, and ends them: `processes.worker()`."""
    running = Processes()
    yield running
    running.end()


class Processes:
    def __init__(self) -> None:
        self.started: list[subprocess.Popen] = []

    @property
    def environment(self) -> dict[str, str]:
        database = connection.settings_dict
        url = f"sqlite:///{database['NAME']}" if connection.vendor == "sqlite" else postgres_url(database)
        return os.environ | {"DATABASE_URL": url, "VAR_DIR": str(TMP), "PYTHONUNBUFFERED": "1"}

    def start(self, *command: str, **environment: str) -> subprocess.Popen:
        """`start("celery", "-A", "council_office", "beat")` or `start("manage.py", "health")`."""
        name, *rest = command
        program = ["manage.py"] if name == "manage.py" else ["-m", name]
        process = subprocess.Popen(
            [sys.executable, *program, *rest],
            cwd=settings.BASE_DIR,
            env=self.environment | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def worker(self, **environment: str) -> subprocess.Popen:
        options = ["worker", "-P", "threads", "-c", "2", "--without-gossip", "--without-mingle"]
        return self.start("celery", "-A", "council_office", *options, **environment)

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def postgres_url(database: dict) -> str:
    user, password = (quote(database[key] or "", safe="") for key in ("USER", "PASSWORD"))
    return f"postgres://{user}:{password}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"


# A real browser

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
# A refused form is an answer, though Chromium logs it as a failed resource.
ANSWERS = ("status of 409", "status of 422")


# Two cores may carry two browsers, two offices and a worker: patience costs nothing where all is well.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if not CHROMIUM:
        pytest.skip("no Chromium found: install the package chromium, or name the program in CHROMIUM")
    return {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def page_as(browser, live_server, office):
    """A page at the office, signed in: `page = page_as(Role.ASSISTANT)`; None stays outside.

    `page.errors` holds what the browser complained about and every request to another host; it must be empty
    when the test ends.
    """
    contexts = []

    def opened(who=None, language="en", width=1280, height=900, dark=False, **options):
        locale = {"en": "en-GB", "fr": "fr-FR"}[language]
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale=locale,
            timezone_id="Europe/Paris",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(30_000)
        if who is not None:
            user = speaking(office[who] if isinstance(who, str) else who, language)
            context.add_cookies([session_cookie(user, live_server.url)])
        return listening(context.new_page(), live_server.url)

    yield opened
    complaints = [error for context in contexts for page in context.pages for error in page.errors]
    for context in contexts:
        context.close()
    assert complaints == []


def session_cookie(user, url: str) -> dict:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


def listening(page, url: str):
    page.errors = []
    host = urlsplit(url).netloc

    def on_console(message):
        if message.type == "error" and not any(answer in message.text for answer in ANSWERS):
            page.errors.append(f"{page.url}: {message.text}")

    def on_request(request):
        if urlsplit(request.url).scheme in ("http", "https") and urlsplit(request.url).netloc != host:
            page.errors.append(f"{page.url}: request to {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: page.errors.append(f"{page.url}: {error}"))
    page.on("request", on_request)
    return page


@pytest.fixture(scope="session")
def assert_accessible():
    """Fails with every rule of axe (WCAG 2.2 A and AA, best practices) a page breaks; on SQLite only."""
    if not SQLITE:
        return lambda page: None
    source = AXE.read_text()

    def check(page) -> None:
        page.evaluate(source + ";undefined")
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [
            f"{page.url} {violation['id']}: {node['html'][:200]} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]
        assert told == []

    return check
