"""The whole database into one file and back, with the number of rows of every table."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext

from council_office.ledger.moves import Refused

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def file_name() -> str:
    return NAMES[connection.vendor]


def dump(path: Path) -> dict[str, int]:
    """Write the database as it is at one moment to `path`; returns its rows by table."""
    if connection.vendor == "postgresql":
        return _dump_postgresql(path)
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    try:
        connection.connection.backup(copy)
        tables = [row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: copy.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0]  # noqa: S608 quoted
            for name in sorted(tables)
        }
    finally:
        copy.close()


def load(path: Path) -> None:
    """Put a dump in place of the database; nothing of what was there remains."""
    if connection.vendor == "postgresql":
        _load_postgresql(path)
        return
    target = Path(connection.settings_dict["NAME"])
    fresh = target.with_name(target.name + ".restored")
    shutil.copyfile(path, fresh)
    connection.close()
    for leftover in ("-wal", "-shm"):
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    if target.exists():
        os.replace(target, target.with_name(target.name + ".before-restore"))
    os.replace(fresh, target)


def rows() -> dict[str, int]:
    """The number of rows of every table."""
    with connection.cursor() as cursor:
        found = {}
        for name in sorted(_tables()):
            cursor.execute(f"SELECT count(*) FROM {_quoted(name)}")  # noqa: S608 quoted
            found[name] = cursor.fetchone()[0]
    return found


def is_empty() -> bool:
    """True when the database has no table yet."""
    return not _tables()


def _tables() -> list[str]:
    if connection.vendor == "postgresql":
        return [name for name in connection.introspection.table_names() if not name.startswith("pg_")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [row[0] for row in cursor.fetchall()]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


@transaction.atomic(durable=True)
def _dump_postgresql(path: Path) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
    found = rows()
    _client(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        f"--file={path}",
    )
    return found


def _load_postgresql(path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '10s'")
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    _client(
        "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(path)
    )


def _client(program: str, *options: str) -> None:
    """Run one of PostgreSQL's programs on the database of the settings."""
    command, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    _psql, *where, name = command
    found = shutil.which(program)
    if found is None:
        raise Refused(gettext("%(program)s is not installed.") % {"program": program})
    done = subprocess.run(  # noqa: S603 the settings' own database
        [found, *where, f"--dbname={name}", *options],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(f"{program}: {done.stderr.strip()[-500:]}")
