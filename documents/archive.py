"""The archive of bytes: written whole or not at all, names that say nothing, hashes checked on reading."""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage


@dataclass(frozen=True)
class Stored:
    """Where bytes lie and what they are."""

    name: str
    sha256: str
    size: int


class Damaged(Exception):
    """The bytes in the archive are missing or no longer the ones that were filed."""


def write(data: bytes, uid: UUID, form: str) -> Stored:
    """Store the bytes; after this returns they survive a crash of the machine."""
    name = f"documents/{uid.hex[:2]}/{uid}.{form}"
    if isinstance(default_storage, FileSystemStorage):
        _write_to_disk(Path(default_storage.path(name)), data)
    else:
        name = default_storage.save(name, ContentFile(data))
    return Stored(name, sha256(data).hexdigest(), len(data))


def read(document) -> bytes:
    """The bytes of a document, or Damaged when they are not what was filed."""
    try:
        with default_storage.open(document.file_name) as file:
            data = file.read()
    except FileNotFoundError as error:
        raise Damaged(f"{document.file_name} is missing") from error
    if sha256(data).hexdigest() != document.sha256:
        raise Damaged(f"{document.file_name} is not what was filed")
    return data


def second() -> FileSystemStorage | None:
    """The folder of second copies, on another disk, where the office keeps one."""
    return FileSystemStorage(settings.SECOND_COPY_DIR) if settings.SECOND_COPY_DIR else None


def duplicate(document, data: bytes) -> None:
    """Keep a second copy of bytes that are known to be whole."""
    if (store := second()) and not store.exists(document.file_name):
        _write_to_disk(Path(store.path(document.file_name)), data)


def second_copy(document) -> bytes | None:
    """The second copy, if there is one and it is what was filed."""
    if not (store := second()) or not store.exists(document.file_name):
        return None
    with store.open(document.file_name) as file:
        data = file.read()
    return data if sha256(data).hexdigest() == document.sha256 else None


def set_aside(document) -> str:
    """Move the damaged bytes out of the way and say where they are; nothing when the file is missing."""
    if not default_storage.exists(document.file_name):
        return ""
    with default_storage.open(document.file_name) as file:
        name = default_storage.save(f"quarantine/{document.file_name}", ContentFile(file.read()))
    default_storage.delete(document.file_name)
    return name


def put_back(document, data: bytes) -> None:
    """The bytes of the second copy under the document's own name again."""
    if isinstance(default_storage, FileSystemStorage):
        _write_to_disk(Path(default_storage.path(document.file_name)), data)
    else:
        default_storage.save(document.file_name, ContentFile(data))


def discard(name: str) -> None:
    """Remove bytes that no document points at (a lost race, a refused upload)."""
    default_storage.delete(name)


def _write_to_disk(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
