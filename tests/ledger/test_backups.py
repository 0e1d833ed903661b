"""A backup proves itself, comes back whole by one command, and is refused when a byte of it is missing."""

import os
import random
import subprocess
import sys
import tarfile
import uuid
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from council_office.ledger import audit, backups, dumps, moves
from council_office.ledger.models import Event
from council_office.ledger.moves import Refused
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
commits = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _places(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_DIR = tmp_path / "backups"


@pytest.fixture
def office(user):
    """A record, its history, an anchor and a paper."""
    lab = moves.create(type(OrganisationFactory()), by=user, name_en="CERN")
    audit.anchor()
    default_storage.save("papers/letter.pdf", ContentFile(b"%PDF " + bytes(range(256)) * 40))
    return lab


@pytest.fixture
def backup(office, settings):
    return backups.make(settings.BACKUP_DIR)


@pytest.fixture
def elsewhere(tmp_path):
    """Another, empty place: its environment and a way to run commands in it."""
    var = tmp_path / "elsewhere"
    var.mkdir()
    url, drop = f"sqlite:///{var}/office.sqlite3", None
    if connection.vendor == "postgresql":
        url, drop = empty_postgres()
    environment = os.environ | {
        "DATABASE_URL": url,
        "VAR_DIR": str(var),
        "AUDIT_ANCHOR_DIR": "",
        "BACKUP_DIR": "",
    }

    def run(*command):
        program = [sys.executable, "manage.py", *map(str, command)]
        return subprocess.run(
            program,
            cwd=django_settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    run.var = var
    yield run
    if drop:
        drop()


def empty_postgres():
    at, name = connection.settings_dict, f"restored_{uuid.uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")

    def drop():
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")

    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    return f"postgres://{at['USER']}{password}@{at['HOST']}:{at['PORT']}/{name}", drop


@commits
def test_a_backup_holds_database_papers_and_anchors_and_is_recorded(backup):
    manifest = backups.check(backup)
    assert manifest.rows["directory_organisation"] == dumps.rows()["directory_organisation"]
    assert {"media/papers/letter.pdf", dumps.file_name()} < manifest.files.keys()
    assert any(name.startswith("anchors/") for name in manifest.files)
    event = Event.objects.filter(verb="backup").get()
    assert (event.words(), event.details["file"]) == ("made a backup", backup.name)
    assert list(backup.parent.iterdir()) == [backup]


@commits
def test_a_backup_comes_back_whole_in_an_empty_place_and_again_from_there(backup, elsewhere):
    restored = elsewhere("restore", backup)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert restored.stdout.startswith("Restored: 3 files")
    paper = elsewhere.var / "media" / "papers" / "letter.pdf"
    assert paper.read_bytes() == default_storage.open("papers/letter.pdf").read()
    again = elsewhere("backup")
    assert (again.returncode, again.stderr) == (0, "")
    refused = elsewhere("restore", again.stdout.strip())
    assert "There is an office here already" in refused.stderr
    replaced = elsewhere("restore", "--replace", again.stdout.strip())
    assert (replaced.returncode, replaced.stderr) == (0, "")
    assert elsewhere("verify_audit").stdout == "The audit trail holds: 3 events.\n"


@commits
def test_a_damaged_backup_changes_nothing_in_the_place_it_was_meant_for(backup, elsewhere):
    content = bytearray(backup.read_bytes())
    content[len(content) // 3] ^= 1
    backup.write_bytes(content)
    assert "The backup is damaged" in elsewhere("restore", backup).stderr
    assert not (elsewhere.var / "media").exists()


@commits
def test_only_so_many_backups_are_kept(office, settings):
    settings.BACKUP_DIR.mkdir()
    for day in (1, 2, 3):
        (settings.BACKUP_DIR / f"council-office-2026010{day}-000000.tar").touch()
    call_command("backup", settings.BACKUP_DIR, keep=2, stdout=StringIO())
    left = sorted(path.name for path in settings.BACKUP_DIR.iterdir())
    assert (len(left), left[0]) == (2, "council-office-20260103-000000.tar")


@commits
@pytest.mark.postgres
def test_a_missing_program_is_named(office, settings, monkeypatch):
    monkeypatch.setattr(dumps.shutil, "which", lambda name: None)
    with pytest.raises(Refused, match="pg_dump is not installed"):
        backups.make(settings.BACKUP_DIR)
    assert list(settings.BACKUP_DIR.iterdir()) == []


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker, tmp_path_factory):
    """The bytes of a backup of an office that has nothing but what it is born with, and one paper."""
    folder = tmp_path_factory.mktemp("whole")
    with override_settings(MEDIA_ROOT=folder / "media", AUDIT_ANCHOR_DIR=folder), django_db_blocker.unblock():
        default_storage.save("papers/letter.pdf", ContentFile(b"%PDF " + bytes(range(256)) * 40))
        with (folder / "whole.tar").open("wb") as file:
            backups._write(file)
    return (folder / "whole.tar").read_bytes()


@pytest.fixture
def copy(whole, tmp_path):
    (tmp_path / "copy.tar").write_bytes(whole)
    return tmp_path / "copy.tar"


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_cut_backup_is_refused(copy, whole, share):
    content = whole.rstrip(b"\0")
    copy.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(Refused):
        backups.check(copy)


def test_a_backup_with_a_changed_byte_is_refused_or_the_byte_says_nothing(copy, whole):
    told, chance = backups.check(copy), random.Random(40)
    with tarfile.open(copy) as archive:
        headers = [member.offset + place for member in archive for place in range(512)]
    for turn in range(80):
        damaged = bytearray(whole)
        place = chance.choice(headers) if turn % 2 else chance.randrange(len(damaged))
        damaged[place] ^= 1 << chance.randrange(8)
        copy.write_bytes(damaged)
        try:
            assert backups.check(copy) == told
        except Refused:
            continue


def test_a_backup_with_a_file_too_many_is_refused(copy):
    with tarfile.open(copy, "a:") as archive:
        archive.add(__file__, "media/strange.py")
    with pytest.raises(Refused, match="damaged"):
        backups.check(copy)


def test_a_backup_of_a_later_format_is_refused(copy, monkeypatch):
    monkeypatch.setattr(backups, "FORMAT", 0)
    with pytest.raises(Refused, match="another version"):
        backups.check(copy)


def test_what_is_no_backup_is_refused(tmp_path):
    for path in (tmp_path / "nothing.tar", tmp_path):
        with pytest.raises(Refused, match="cannot be read"):
            backups.check(path)


def test_the_restore_command_can_only_look(copy):
    out = StringIO()
    call_command("restore", copy, check=True, stdout=out)
    assert out.getvalue().startswith("The backup is whole: 2 files")
    copy.write_bytes(b"")
    with pytest.raises(CommandError):
        call_command("restore", copy, check=True)
