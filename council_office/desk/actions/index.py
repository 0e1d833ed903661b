"""The writes of the search index: it follows the audit trail every minute and is made anew every night."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import batched

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from council_office.desk.models import SearchCursor, SearchEntry
from council_office.desk.queries import finding
from council_office.desk.queries.rooms import INDEXED, Room, number_key, text_of
from council_office.ledger import audit, outbox
from council_office.ledger.models import Event, Job

AT_A_TIME = 2000
NIGHT = 3  # o'clock
# Events get their place when written and are seen when committed: the last ones are read twice.
SETTLED_AFTER = timedelta(minutes=2)


def order_new_index(now=None) -> Job | None:
    """Once a night, and at once in an office that has no index, all of it is made anew by the worker."""
    now = timezone.localtime(now)
    last = finding.cursor().rebuilt_on
    if last == now.date() or (last is not None and now.hour < NIGHT):
        return None
    return outbox.post(
        "desk.rebuild_index",
        by=audit.CLOCK,
        title=gettext_noop("The index of the search made anew"),
        key=f"desk.rebuild_index {now.date()}",
    )


@transaction.atomic
def rebuild_index() -> int:
    """Everything read again; how many entries there are."""
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    SearchEntry.objects.all().delete()
    for room in INDEXED.values():
        for rows in batched(room.rows().iterator(chunk_size=AT_A_TIME), AT_A_TIME):
            keep(room, rows)
    SearchCursor.objects.update_or_create(pk=1, defaults={"event": last, "rebuilt_on": timezone.localdate()})
    return SearchEntry.objects.count()


@transaction.atomic
def follow_trail() -> int:
    """What the audit trail says was changed is read again; how many things that were."""
    cursor, _new = SearchCursor.objects.get_or_create(pk=1)
    events = Event.objects.filter(pk__gt=cursor.event).order_by("pk")
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, key in finding.changes_after(cursor.event)[:AT_A_TIME]:
        keys[kind].add(int(key))
    for kind, several in keys.items():
        refresh(INDEXED[kind], several)
    seen = list(events.values_list("pk", "at")[:AT_A_TIME])
    settled = [pk for pk, at in seen if at < timezone.now() - SETTLED_AFTER]
    if settled:
        cursor.event = settled[-1]
        cursor.save(update_fields=["event"])
    return sum(map(len, keys.values()))


def refresh(room: Room, keys: set[int]) -> None:
    rows = list(room.rows().filter(pk__in=keys))
    gone = keys - {row.pk for row in rows}
    SearchEntry.objects.filter(kind=room.kind, object_id__in=gone).delete()
    keep(room, rows)


def keep(room: Room, rows: Iterable) -> None:
    """The entries of these rows as the rows are now."""
    SearchEntry.objects.bulk_create(
        (
            SearchEntry(
                kind=room.kind,
                object_id=row.pk,
                number=number_key(room.number(row)),
                text=text_of(room, row),
            )
            for row in rows
        ),
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["number", "text"],
    )
