"""The search over everything that a person may see; what was changed this minute is found as well."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from council_office.desk.models import SearchCursor, SearchEntry
from council_office.desk.queries.rooms import INDEXED, ROOMS, Room, number_key, text_of
from council_office.directory.models import User
from council_office.directory.names import search_key
from council_office.ledger.models import Event
from council_office.web.access import may

SHOWN = 8
SHORTEST = 3  # of a number to jump to
MOST_CHANGED = 300  # things changed since the clock last looked that are read directly


@dataclass(frozen=True)
class Hits:
    """What was found in one room: the first rows, whether there are more, and where all of them stand."""

    label: Any
    icon: str
    rows: list[tuple[Any, Any, str]]
    more: bool
    url: str


def search(user: User, text: str) -> list[Hits]:
    """What `user` may see of everything that holds these words, one group a room, empty rooms left out."""
    words = search_key(text).split()
    if not words:
        return []
    changed = just_changed()
    kinds = set(SearchEntry.objects.holding(text).order_by().values_list("kind", flat=True).distinct())
    found = []
    for room in ROOMS:
        if room.find is None and room.kind not in kinds | changed.keys():
            continue
        rows = list(of_room(room, user, text, changed.get(room.kind, {}))[: SHOWN + 1])
        if rows:
            found.append(hits(room, user, rows))
    return found


def hits(room: Room, user: User, rows: list) -> Hits:
    listed = room.url_name and may(user, room.url_name, "GET")
    shown = [(room.name(row), room.note(row), row.get_absolute_url()) for row in rows[:SHOWN]]
    url = reverse(room.url_name) if listed else ""
    return Hits(room.label, room.icon, shown, len(rows) > SHOWN, url)


def of_room(room: Room, user: User, text: str, changed: dict[int, str]) -> QuerySet:
    """The rows of one room that hold the words and that the user may see, the newest first."""
    if room.find is not None:
        return room.find(user, text)
    indexed = SearchEntry.objects.filter(kind=room.kind).holding(text)
    if changed:
        indexed = indexed.exclude(object_id__in=changed)
    wanted = Q(pk__in=indexed.values("object_id"))
    words = search_key(text).split()
    if fresh := [pk for pk, said in changed.items() if all(word in said for word in words)]:
        wanted |= Q(pk__in=fresh)
    return room.rows(room.model.objects.visible_to(user)).filter(wanted).order_by("-pk")


def just_changed() -> dict[str, dict[int, str]]:
    """The words of what the audit trail says was changed after the index last looked: kind → key → words."""
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, key in changes_after(cursor().event)[:MOST_CHANGED]:
        keys[kind].add(int(key))
    return {
        kind: {row.pk: text_of(INDEXED[kind], row) for row in INDEXED[kind].rows().filter(pk__in=several)}
        for kind, several in keys.items()
    }


def changes_after(event: int) -> QuerySet:
    """(kind, key) of every event about something searchable, in order."""
    events = Event.objects.filter(pk__gt=event, subject_type__in=INDEXED).order_by("pk")
    return events.values_list("subject_type", "subject_id")


def cursor() -> SearchCursor:
    """How far the index has read; nowhere yet in a new office."""
    return SearchCursor.objects.first() or SearchCursor()


def jump(user: User, text: str) -> str:
    """The page of the one visible thing that bears this number; empty when none or several do."""
    key = number_key(text)
    if len(key) < SHORTEST or not any(letter.isdigit() for letter in key):
        return ""
    named = {
        row.get_absolute_url()
        for room, pks in numbered(key).items()
        for row in seen(room, pks, user)
        if number_key(room.number(row)) == key
    }
    return named.pop() if len(named) == 1 else ""


def numbered(key: str) -> dict[Room, list[int]]:
    """The keys of everything that bears a number, by room."""
    found: dict[Room, list[int]] = defaultdict(list)
    for kind, pk in SearchEntry.objects.filter(number=key).values_list("kind", "object_id")[:20]:
        if kind in INDEXED:
            found[INDEXED[kind]].append(pk)
    for kind, key_of in changes_after(cursor().event)[:MOST_CHANGED]:
        found[INDEXED[kind]].append(int(key_of))
    return found


def seen(room: Room, pks: list[int], user: User) -> list[Model]:
    return list(room.rows(room.model.objects.visible_to(user)).filter(pk__in=pks))
