"""Anchors of the audit chain: one line a day in a file outside the database, and in the log."""

import json
import logging
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

log = logging.getLogger("council_office.audit")


@dataclass(frozen=True)
class Entry:
    """The chain was this long and ended in this hash at that moment."""

    sequence: int
    hash: str
    at: str


def write(chain: str, sequence: int, hash: str) -> None:
    """Add a line to the chain's file and wait until the disk has it."""
    entry = Entry(sequence, hash, timezone.now().isoformat())
    _folder().mkdir(parents=True, exist_ok=True)
    with _file(chain).open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(entry)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    log.info("anchor chain=%s sequence=%s hash=%s", chain, sequence, hash)


def entries(chain: str) -> list[Entry]:
    """The lines of one chain, oldest first."""
    if not _file(chain).exists():
        return []
    lines = _file(chain).read_text(encoding="utf-8").splitlines()
    return [Entry(**json.loads(line)) for line in lines if line.strip()]


def last(chain: str) -> Entry | None:
    return next(reversed(entries(chain)), None)


def chains() -> list[str]:
    """Names of the chains that were anchored here."""
    return sorted(path.stem for path in _folder().glob("*.jsonl"))


def _folder() -> Path:
    return Path(settings.AUDIT_ANCHOR_DIR)


def _file(chain: str) -> Path:
    return _folder() / f"{chain}.jsonl"
