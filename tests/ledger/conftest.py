"""Threads, workers and an own folder of anchors for the tests of the ledger."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from council_office.ledger import outbox
from tests.factories import UserFactory

TELLS_WHY = "SQLite has no row locks: this is proved on PostgreSQL"


def pytest_configure(config):
    config.addinivalue_line("markers", "postgres: needs the locks of PostgreSQL")


@pytest.fixture(autouse=True)
def _needs_postgres(request):
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip(TELLS_WHY)


@pytest.fixture(autouse=True)
def anchor_folder(settings, tmp_path):
    settings.AUDIT_ANCHOR_DIR = tmp_path / "anchors"
    return settings.AUDIT_ANCHOR_DIR


@pytest.fixture
def user(db):
    return UserFactory(person__family_name="Moreau", person__given_names="Alix")


@pytest.fixture
def bell(monkeypatch):
    """The jobs that the broker was told of, in order."""
    rung = []
    monkeypatch.setattr(outbox.current_app, "send_task", lambda name, args, **options: rung.append(args[0]))
    monkeypatch.setattr(outbox._bell, "silent_until", 0.0)
    return rung


@pytest.fixture
def tasks(monkeypatch):
    """An empty register: `@outbox.task(…)` of a test is forgotten after it."""
    monkeypatch.setattr(outbox, "TASKS", {})
    monkeypatch.setattr(outbox, "MINUTELY", {})
    return outbox.TASKS


@pytest.fixture
def in_parallel():
    """`in_parallel(50, work)`: what work(0)…work(49), called at the same moment, gave or raised."""

    def run(count, work):
        start = threading.Barrier(count)

        def one(index):
            try:
                start.wait(timeout=30)
                return work(index)
            except Exception as error:
                return error
            finally:
                connections.close_all()

        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(one, range(count)))

    return run
