"""The catalogues are whole; that they hold every string of the code is checked by .ci/run, with gettext."""

import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

CATALOGUES = sorted(settings.BASE_DIR.glob("locale/*/LC_MESSAGES/*.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_message_is_translated_and_sure(path):
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])
    messages = [message for message in catalogue if message.id]
    assert [message.id for message in messages if message.fuzzy] == []
    assert [message.id for message in messages if not all(texts(message.string))] == []
    assert [message.id for message in messages if not same_places(message)] == []


def texts(value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def same_places(message) -> bool:
    """Whether the translation names the placeholders of the original (a plural may leave out its number)."""
    wanted = set().union(*(places(text) for text in texts(message.id)))
    given = set().union(*(places(text) for text in texts(message.string)))
    return given == wanted or (message.pluralizable and given <= wanted)


def places(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)|\{(\w*)\}", text))
