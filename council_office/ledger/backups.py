"""Everything the office keeps, in one file that proves itself: database, papers, anchors, a hash of each."""

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from council_office.ledger import audit, dumps
from council_office.ledger.moves import Refused

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
MEDIA, ANCHORS = "media/", "anchors/"


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself: the hash and size of every file, the rows of every table."""

    made_at: str
    database: str
    rows: dict[str, int]
    files: dict[str, str]
    format: int = FORMAT


def make(folder: Path) -> Path:
    """Write a backup into `folder`, read it back, and give its path; a half-made one never has its name."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"council-office-{timezone.localtime():%Y%m%d-%H%M%S}.tar"
    unfinished = path.with_suffix(".unfinished")
    try:
        with unfinished.open("wb") as file:
            _write(file)
            file.flush()
            os.fsync(file.fileno())
        check(unfinished)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    audit.record("backup", None, by=audit.CLOCK, file=path.name, size=path.stat().st_size)
    return path


def check(path: Path) -> Manifest:
    """Read every byte of a backup; Refused unless all of it is there and unchanged."""
    hashes: dict[str, str] = {}
    kept: dict[str, bytes] = {}
    try:
        with tarfile.open(path, "r:") as archive:
            for member in archive:
                reader = _Hashing(archive.extractfile(member) or BytesIO())
                kept[member.name] = reader.drain(keep=member.name in (MANIFEST, SEAL))
                hashes[member.name] = reader.hash
    except (tarfile.TarError, OSError, EOFError) as error:
        raise Refused(gettext("The backup cannot be read: %(error)s") % {"error": error}) from error
    if MANIFEST not in kept or kept.get(SEAL) != hashes[MANIFEST].encode():
        raise Refused(gettext("The backup is not complete."))
    manifest = _manifest(kept[MANIFEST])
    found = {name: value for name, value in hashes.items() if name not in (MANIFEST, SEAL)}
    if found != manifest.files:
        odd = sorted(
            name for name in found.keys() | manifest.files if found.get(name) != manifest.files.get(name)
        )
        raise Refused(gettext("The backup is damaged: %(names)s") % {"names": ", ".join(odd[:5])})
    return manifest


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Put everything back, after checking all of it and before trusting any of it."""
    manifest = check(path)
    if manifest.database != dumps.file_name():
        raise Refused(gettext("This backup is of another kind of database."))
    if not (replace or dumps.is_empty()):
        raise Refused(
            gettext("There is an office here already; say --replace to put the backup in its place.")
        )
    with tarfile.open(path, "r:") as archive:
        _restore_database(archive, manifest)
        _restore_anchors(archive)
        _restore_media(archive, manifest)
    if breaks := audit.verify():
        raise Refused(gettext("The audit trail does not hold: %(first)s") % {"first": breaks[0]})
    audit.record("restore", None, by=audit.CLOCK, file=path.name, made_at=manifest.made_at)
    return manifest


def _write(file: IO[bytes]) -> None:
    hashes: dict[str, str] = {}
    with tarfile.open(fileobj=file, mode="w:", format=tarfile.PAX_FORMAT) as archive:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / dumps.file_name()
            rows = dumps.dump(path)
            with path.open("rb") as dump:
                hashes[path.name] = _add(archive, path.name, dump, path.stat().st_size)
        # The database first: papers are stored before their rows, so every row finds its file.
        for name in _stored(""):
            with default_storage.open(name) as paper:
                hashes[MEDIA + name] = _add(archive, MEDIA + name, paper, paper.size)
        for anchors in sorted(Path(settings.AUDIT_ANCHOR_DIR).glob("*.jsonl")):
            content = anchors.read_bytes()
            hashes[ANCHORS + anchors.name] = _add(
                archive, ANCHORS + anchors.name, BytesIO(content), len(content)
            )
        manifest = Manifest(timezone.now().isoformat(), dumps.file_name(), rows, hashes)
        told = json.dumps(vars(manifest), indent=1).encode()
        seal = _add(archive, MANIFEST, BytesIO(told), len(told)).encode()
        _add(archive, SEAL, BytesIO(seal), len(seal))


def _manifest(told: bytes) -> Manifest:
    found = json.loads(told)
    if found.get("format") != FORMAT:
        raise Refused(gettext("This backup was made by another version of the office."))
    return Manifest(**found)


def _add(archive: tarfile.TarFile, name: str, file: IO[bytes] | File, size: int) -> str:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = size, int(timezone.now().timestamp()), 0o600
    reader = _Hashing(file)
    archive.addfile(entry, reader)
    return reader.hash


def _stored(folder: str) -> Iterator[str]:
    """The names of all stored papers."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from _stored(f"{folder}{name}/")


def _restore_database(archive: tarfile.TarFile, manifest: Manifest) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive.extract(manifest.database, folder, filter="data")
        dumps.load(Path(folder) / manifest.database)
    found = dumps.rows()
    if found != manifest.rows:
        odd = sorted(
            name for name in found.keys() | manifest.rows if found.get(name) != manifest.rows.get(name)
        )
        raise Refused(gettext("Rows are missing in: %(names)s") % {"names": ", ".join(odd)})
    connection.close()


def _restore_anchors(archive: tarfile.TarFile) -> None:
    """The anchors of the backup; those that were here are kept aside, since they know what came after it."""
    folder = Path(settings.AUDIT_ANCHOR_DIR)
    aside = folder / f"before-restore-{timezone.localtime():%Y%m%d-%H%M%S}"
    for file in sorted(folder.glob("*.jsonl")):
        aside.mkdir(parents=True, exist_ok=True)
        file.rename(aside / file.name)
    folder.mkdir(parents=True, exist_ok=True)
    for member in _members(archive, ANCHORS):
        (folder / Path(member.name).name).write_bytes(_content(archive, member).read())


def _restore_media(archive: tarfile.TarFile, manifest: Manifest) -> None:
    for member in _members(archive, MEDIA):
        name = member.name.removeprefix(MEDIA)
        if default_storage.exists(name):
            default_storage.delete(name)
        kept = default_storage.save(name, File(_content(archive, member)))
        with default_storage.open(kept) as paper:
            reader = _Hashing(paper)
            reader.drain()
        if kept != name or reader.hash != manifest.files[member.name]:
            raise Refused(gettext("The paper %(name)s could not be stored.") % {"name": name})


def _members(archive: tarfile.TarFile, prefix: str) -> list[tarfile.TarInfo]:
    return [member for member in archive.getmembers() if member.isfile() and member.name.startswith(prefix)]


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    return archive.extractfile(member) or BytesIO()


class _Hashing:
    """A file that knows the hash of what was read from it."""

    def __init__(self, file: Any) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        read = self._file.read(size)
        self._hash.update(read)
        return read

    def drain(self, keep: bool = False) -> bytes:
        """Read all of it, a piece at a time."""
        whole = b""
        while piece := self.read(1 << 20):
            whole += piece if keep else b""
        return whole

    @property
    def hash(self) -> str:
        return self._hash.hexdigest()
