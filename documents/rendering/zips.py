"""Office files and archives whose bytes depend on what is in them, not on when they were made."""

import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import BinaryIO

MOMENT = re.compile(rb"(?<=>)\d{4}-\d\d-\d\dT[\d:]+Z(?=<)")
EPOCH = datetime(2000, 1, 1, 12)


def moment(on: date | None) -> datetime:
    """Noon of the day, or of a fixed one."""
    return datetime(on.year, on.month, on.day, 12) if on else EPOCH


def steady(data: bytes) -> bytes:
    """The same archive with every moment in it fixed, so that equal contents are equal bytes."""
    with zipfile.ZipFile(BytesIO(data)) as source:
        return pack((name, steady_part(name, source.read(name))) for name in source.namelist())


def steady_part(name: str, data: bytes) -> bytes:
    """A workbook inside (the data of a chart) is an archive of its own, with the clock's moment in it."""
    if not name.endswith(".xlsx"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as inner:
        parts = [(part, inner.read(part)) for part in inner.namelist()]
    fixed = EPOCH.isoformat().encode() + b"Z"
    return pack(
        (part, MOMENT.sub(fixed, text) if part.endswith("core.xml") else text) for part, text in parts
    )


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of named files, in order."""
    out = BytesIO()
    write(out, files)
    return out.getvalue()


def write(out: BinaryIO, files: Iterable[tuple[str, bytes]]) -> None:
    """The same into an open file."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
