"""Template texts filled with facts; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from documents.placeholders import BRACES, named_in


@dataclass(frozen=True)
class Filled:
    """A text with its facts; `unknown` are the words in braces for which there is none."""

    text: str
    unknown: list[str]
    html: SafeString

    @property
    def complete(self) -> bool:
        return not self.unknown


def fill(template_text: str, values: Mapping[str, str]) -> Filled:
    """Put the facts in place; a fact that is missing, empty or not allowed stays in its braces and is listed.

    Only whole words in braces are replaced by plain strings: no attribute, index or format is ever looked up.
    """
    unknown = [name for name in named_in(template_text) if not values.get(name)]

    def fact(match: re.Match) -> str:
        return str(values.get(match[1]) or match[0])

    return Filled(BRACES.sub(fact, template_text), unknown, _html(template_text, values))


def sample(template_text: str, allowed: Mapping[str, object]) -> Filled:
    """The text as it would read, each known fact as its own description, unknown ones red."""
    return fill(template_text, {name: f"[{description}]" for name, description in allowed.items()})


def _html(template_text: str, values: Mapping[str, str]) -> SafeString:
    parts, end = [], 0
    for match in BRACES.finditer(template_text):
        value = values.get(match[1])
        shown = escape(value) if value else f'<mark class="unknown">{escape(match[0])}</mark>'
        parts += [escape(template_text[end : match.start()]), shown]
        end = match.end()
    return mark_safe("".join([*parts, escape(template_text[end:])]))  # noqa: S308 every part is escaped above
