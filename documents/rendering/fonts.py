"""The faces of papers, and whether this machine has fonts at all: without one, the PDF library dies."""

import hashlib
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from fontTools.ttLib import woff2

INSTALL = "apt-get install fonts-noto-core fonts-noto-cjk fontconfig"
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts")


@cache
def installed() -> bool:
    """True when fontconfig, or failing that a font folder, knows at least one face."""
    program = shutil.which("fc-list")
    if program:
        return bool(listing(program, ":", "family"))
    return any(next(Path(folder).expanduser().rglob("*.[ot]t[fc]"), None) for folder in FOLDERS)


def missing_scripts() -> tuple[str, ...]:
    """The scripts of names that would come out as empty boxes."""
    program = shutil.which("fc-list")
    wanted = {
        _("Chinese"): "zh-cn",
        _("Japanese"): "ja",
        _("Korean"): "ko",
        _("Cyrillic"): "ru",
        _("Devanagari"): "hi",
    }
    if not program:
        return ()
    return tuple(
        str(name) for name, code in wanted.items() if not listing(program, f":lang={code}", "family")
    )


@cache
def listing(program: str, *arguments: str) -> str:
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    return done.stdout.strip()


def unpacked(face: Path) -> bytes:
    """A WOFF2 face as TrueType; unpacked once per machine, for it would take every new process seconds."""
    packed = face.read_bytes()
    kept = settings.VAR / "faces" / f"{face.stem}.{hashlib.sha256(packed).hexdigest()[:12]}.ttf"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        woff2.decompress(face, fresh)
        fresh.replace(kept)
    return kept.read_bytes()
