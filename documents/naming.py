"""File names that a person would give; pure."""

import re

SEPARATORS = re.compile(r"\s*[/\\|]+\s*")
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"?*]+')


def file_name(number: str, title: str, version: int, language: str, form: str) -> str:
    """`ROD-2026-0001 Record of Decisions v2 FR.pdf`: readable, legal everywhere, at most 120 characters."""
    words = [
        clean(number),
        clean(title)[:80].rstrip(" ."),
        f"v{version}" if version > 1 else "",
        language.upper(),
    ]
    return f"{' '.join(filter(None, words))}.{form}"


def clean(text: str) -> str:
    """The text without what file systems refuse or read as a path."""
    return " ".join(FORBIDDEN.sub(" ", SEPARATORS.sub("-", text)).split()).strip(" .")
