"""Reads variables of the environment for settings.py; a wrong or missing one stops the start, by its name."""

import base64
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

NEEDED = environ.Env.NOTSET
YES_OR_NO = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}
READ: set[str] = set()
env = environ.Env()


def read(name: str, kind: str = "str", *, default: Any, ok: Callable[[Any], bool] = bool, wanted: str) -> Any:
    """The value of one variable, as django-environ reads this kind; empty counts as unset."""
    READ.add(name)
    if not os.environ.get(name):
        if default is NEEDED:
            raise ImproperlyConfigured(f"{name} is not set: it must be {wanted} (see .env.example)")
        return default
    try:
        value = getattr(env, kind)(name)
        right = ok(value)
    except (ImproperlyConfigured, ValueError, LookupError, TypeError):
        right = False
    if not right:
        raise ImproperlyConfigured(f"{name} has a wrong value: it must be {wanted} (see .env.example)")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Yes or no; django-environ would take any unknown word for a no."""
    word = read(
        name, default=str(default), ok=lambda value: value.lower() in YES_OR_NO, wanted="true or false"
    )
    return YES_OR_NO[word.lower()]


def number(name: str, *, default: int, low: int, high: int) -> int:
    inside = f"a whole number from {low} to {high}"
    return read(name, "int", default=default, ok=lambda value: low <= value <= high, wanted=inside)


def choice(name: str, *options: str) -> str:
    """One of the options; the first is the default."""
    return read(name, default=options[0], ok=lambda value: value in options, wanted=" or ".join(options))


def mailer(name: str, *, needed: bool) -> dict | None:
    """One entry of MAILERS from an address of a mail server."""
    found = read(
        name,
        "email_url",
        default=NEEDED if needed else None,
        ok=lambda found: found["EMAIL_BACKEND"].endswith("smtp.EmailBackend") and found["EMAIL_HOST"],
        wanted="like smtp://host:25 or smtp+tls://user:password@host:587 or smtp+ssl://user:password@host:465",
    )
    if found is None:
        return None
    tls, ssl = bool(found.get("EMAIL_USE_TLS")), bool(found.get("EMAIL_USE_SSL"))
    options = {
        "host": found["EMAIL_HOST"],
        "port": found["EMAIL_PORT"] or (465 if ssl else 587 if tls else 25),
        "username": found["EMAIL_HOST_USER"] or "",
        "password": found["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": tls,
        "use_ssl": ssl,
        "timeout": 30,
    }
    return {"BACKEND": found["EMAIL_BACKEND"], "OPTIONS": options}


def address_with(*schemes: str) -> Callable[[str], bool]:
    """Whether a value is an address with one of these schemes and no slash at the end."""

    def is_address(value: str) -> bool:
        parts = urlsplit(value)
        return parts.scheme in schemes and bool(parts.hostname) and not value.endswith("/")

    return is_address


def is_fernet_key(value: str) -> bool:
    return len(base64.urlsafe_b64decode(value)) == 32


def derived_key(secret: str) -> str:
    """A Fernet key that follows from a secret, where losing it would lose nothing real."""
    return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()).decode()


def unknown_in(path: Path, others: tuple[str, ...]) -> list[str]:
    """Names in an .env file that no setting reads: most likely misspelt."""
    if not path.exists():
        return []
    lines = (line.removeprefix("export ").strip() for line in path.read_text().splitlines())
    names = {line.split("=", 1)[0].strip() for line in lines if "=" in line and not line.startswith("#")}
    return sorted(names - READ - set(others))
