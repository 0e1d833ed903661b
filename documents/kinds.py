"""What the kinds of documents are called; an app names its own in its letters.py with `kinds.register`."""

from django.utils.translation import gettext_lazy as _

_NAMES: dict[str, object] = {
    "agenda": _("Agenda"),
    "badges": _("Badges"),
    "booklet": _("Booklet"),
    "certificate": _("Certificate"),
    "edited_letter": _("Letter edited by hand"),
    "enclosure": _("Enclosure"),
    "invitation": _("Invitation"),
    "letter": _("Letter"),
    "letter_in": _("Incoming letter"),
    "participants": _("List of participants"),
    "place_cards": _("Place cards"),
    "programme": _("Programme"),
    "redline": _("Redline"),
    "record": _("Record of Decisions"),
    "report": _("Report"),
    "session_paper": _("Paper of a session"),
}


def register(kind: str, name: object) -> None:
    """Name a kind of document, in a lazily translated word."""
    _NAMES[kind] = name


def name(kind: str) -> str:
    """The kind in words."""
    return str(_NAMES.get(kind) or kind.replace("_", " ").capitalize())


def choices() -> list[tuple[str, str]]:
    """Every named kind, in the order of the reader's alphabet."""
    return sorted(((kind, str(known)) for kind, known in _NAMES.items()), key=lambda pair: pair[1].casefold())
