"""Fields whose content leaves the process encrypted (settings.IDENTITY_KEYS, the newest first)."""

from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

IDENTITY = "identity"  # the data class: hidden from the history, shown only to those who need it


@cache
def keys_of(names: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(name) for name in names])


def keys() -> MultiFernet:
    return keys_of(tuple(settings.IDENTITY_KEYS))


def by_newest(token: bytes | str) -> bool:
    """Whether it was the newest key that sealed this."""
    try:
        keys_of(tuple(settings.IDENTITY_KEYS[:1])).decrypt(token)
    except InvalidToken:
        return False
    return True


class SealedTextField(models.TextField):
    """Text that the database only ever sees encrypted; it cannot be searched."""

    data_class = IDENTITY

    def from_db_value(self, value, expression, connection):
        return keys().decrypt(value.encode()).decode() if value else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return keys().encrypt(value.encode()).decode() if value else value


class SealedBinaryField(models.BinaryField):
    """Bytes that the database only ever sees encrypted."""

    data_class = IDENTITY

    def from_db_value(self, value, expression, connection):
        return keys().decrypt(bytes(value)) if value else value

    def get_db_prep_value(self, value, connection, prepared=False):
        sealed = keys().encrypt(bytes(value)) if value and not prepared else value
        return super().get_db_prep_value(sealed, connection, prepared)


SEALED = (SealedTextField, SealedBinaryField)
