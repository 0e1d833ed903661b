"""The search over everything that a person may see, one room for each kind of thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Organisation, Person, User
from council_office.directory.states import Role
from council_office.web.access import may
from documents.models import Document
from meetings.models import Action, Decision, Session, SessionPaper

SHOWN = 8


@dataclass(frozen=True)
class Hits:
    """What was found in one room: the first rows, whether there are more, and where all of them stand."""

    label: Any
    icon: str
    rows: list[tuple[Any, Any]]
    more: bool
    url: str


@dataclass(frozen=True)
class Room:
    """One kind of thing that the search looks for; `note` says of a row what its name does not."""

    label: Any
    icon: str
    url_name: str
    find: Callable[[User, str], QuerySet]
    note: Callable[[Any], Any]


def words(text: str, *fields: str) -> Q:
    """Every word of the text stands in one of the fields."""
    found = Q()
    for word in text.split():
        found &= Q.create([(f"{field}__icontains", word) for field in fields], connector=Q.OR)
    return found


ROOMS = (
    Room(
        _("People"),
        "address-book",
        "people:people",
        lambda user, text: (
            Person.objects.visible_to(user).current().named(text).select_related("organisation")
        ),
        lambda person: person.organisation or "",
    ),
    Room(
        _("Sessions"),
        "users-group",
        "meetings:sessions",
        lambda user, text: (
            Session.objects.visible_to(user)
            .filter(words(text, "label", "place_en", "place_fr", "body__name_en", "body__name_fr"))
            .select_related("body")
        ),
        lambda session: session.body.name(),
    ),
    Room(
        _("Decisions"),
        "gavel",
        "meetings:decisions",
        lambda user, text: Decision.objects.visible_to(user).filter(
            words(text, "number", "text_en", "text_fr", "subject__name_en", "subject__name_fr")
        ),
        lambda decision: decision.text(),
    ),
    Room(
        _("Actions"),
        "checkbox",
        "meetings:actions",
        lambda user, text: Action.objects.visible_to(user).filter(
            words(text, "number", "title_en", "title_fr")
        ),
        lambda action: action.title(),
    ),
    Room(
        _("Papers"),
        "file-text",
        "",
        lambda user, text: SessionPaper.objects.visible_to(user).filter(
            words(text, "number", "title_en", "title_fr")
        ),
        lambda paper: paper.title(),
    ),
    Room(
        _("Documents"),
        "shield-lock",
        "documents:library",
        lambda user, text: Document.objects.visible_to(user).newest().filter(words(text, "number", "title")),
        lambda document: document.title,
    ),
    Room(
        _("Organisations"),
        "building",
        "people:organisations",
        lambda user, text: (
            Organisation.objects.filter(words(text, "name_en", "name_fr"))
            if user.has_role(*OFFICE, Role.STAFF)
            else Organisation.objects.none()
        ),
        lambda organisation: organisation.get_kind_display(),
    ),
)


def search(user: User, text: str) -> list[Hits]:
    """What `user` may see of everything that holds these words, one group a room, empty rooms left out."""
    found = []
    for room in ROOMS:
        rows = [(row, room.note(row)) for row in room.find(user, text)[: SHOWN + 1]]
        if rows:
            listed = room.url_name and may(user, room.url_name, "GET")
            url = reverse(room.url_name) if listed else ""
            found.append(Hits(room.label, room.icon, rows[:SHOWN], len(rows) > SHOWN, url))
    return found
