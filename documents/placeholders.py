"""Which facts may stand in braces in a template text, per kind of letter; a registry filled at start.

An app registers in its own `letters.py`, which DocumentsConfig imports at start:
`register("meetings.invitation", {"salutation": _("how the letter begins")}, name=_("Invitation"))`.
"""

import re
from collections.abc import Mapping

BRACES = re.compile(r"\{([^{}\n]*)\}")
_KINDS: dict[str, dict[str, object]] = {}
_NAMES: dict[str, object] = {}


def register(kind: str, allowed: Mapping[str, object], name: object = "") -> None:
    """Declare the facts of one kind: name → description; the same kind twice must say the same."""
    if _KINDS.setdefault(kind, dict(allowed)).keys() != allowed.keys():
        raise ValueError(f"The placeholders of {kind!r} are already registered otherwise.")
    if name:
        _NAMES[kind] = name


def named_in(template_text: str) -> list[str]:
    """Every word in braces, once, in order."""
    return list(dict.fromkeys(BRACES.findall(template_text)))


def of(kind: str) -> dict[str, object]:
    """The facts allowed in a text of this kind; nothing for an unknown kind."""
    return dict(_KINDS.get(kind, {}))


def kinds() -> list[str]:
    """Every kind of letter that has a text."""
    return sorted(_KINDS)


def kind_name(kind: str) -> str:
    """The kind of letter in words."""
    return str(_NAMES.get(kind) or kind.rpartition(".")[2].replace("_", " ").capitalize())
