"""Record what happened, and notice when a record was changed, taken out or cut off."""

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import Max, Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from council_office.ledger import anchors
from council_office.ledger.models import ChainHead, Event, Link
from council_office.ledger.words import say

__all__ = [
    "CLOCK",
    "Actor",
    "Break",
    "Doer",
    "anchor",
    "history",
    "key_of",
    "plain",
    "record",
    "record_refusal",
    "record_removal",
    "say",
    "verify",
]


class Actor(Protocol):
    """Whoever does something: a user, the recipient of a signed link, the clock."""

    @property
    def actor_id(self) -> int | None: ...

    @property
    def actor_label(self) -> str: ...


@dataclass(frozen=True)
class Doer:
    """An actor without an account."""

    actor_label: str
    actor_id: int | None = None


CLOCK = Doer("clock")


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold; 0 is the whole of it."""

    sequence: int
    reason: str

    def __str__(self) -> str:
        return f"{self.sequence}: {self.reason}"


@transaction.atomic(savepoint=False)
def record(verb: str, subject: Model | None, /, *, by: Actor, **details: Any) -> Event:
    """Add an event to the chain, in the caller's transaction; `details` become plain JSON."""
    kind, key, label = key_of(subject)
    return _write(verb, kind, key, label, by, details)


@transaction.atomic(savepoint=False)
def record_refusal(path: str, /, *, by: Actor, **details: Any) -> Event:
    """Add the event of a call that was denied."""
    return _write("refuse", "", "", path, by, details)


@transaction.atomic(savepoint=False)
def record_removal(kind: str, key: str, label: str, /, *, by: Actor, **details: Any) -> Event:
    """Add the event of a record that is no longer there (`kind`, `key`, `label` as key_of gave them)."""
    return _write("remove", kind, key, label, by, details)


def history(subject: Model) -> QuerySet[Event]:
    """What happened to `subject`, newest first (the actor comes along: one query)."""
    kind, key, _label = key_of(subject)
    return (
        Event.objects.filter(subject_type=kind, subject_id=key)
        .select_related("actor__person")
        .order_by("-id")
    )


def key_of(subject: Model | None) -> tuple[str, str, str]:
    """How the ledger names a subject: its kind, its key, what it is called at this moment."""
    if subject is None:
        return "", "", ""
    return subject._meta.label_lower, str(subject.pk), text(subject, 300)


def verify() -> list[Break]:
    """Every place where the trail was changed; empty when all of it holds."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        connection.check_constraints()  # the links of this transaction are still to come
    head = ChainHead.objects.first()
    if head is None:
        lost = [Break(0, gettext("The head of the chain is missing."))] if Event.objects.exists() else []
        return lost + _foreign_anchors(None)
    return [*_broken_links(head), *_unlinked(), *_broken_anchors(head), *_foreign_anchors(head)]


def anchor() -> ChainHead | None:
    """Write the end of the chain outside the database, so that cutting its tail is found."""
    head = ChainHead.objects.first()
    if head and head.sequence:
        anchors.write(str(head.chain), head.sequence, head.hash)
        return head
    return None


def anchored_on() -> date | None:
    """The last day on which the chain was anchored."""
    head = ChainHead.objects.first()
    last = anchors.last(str(head.chain)) if head else None
    return timezone.localdate(datetime.fromisoformat(last.at)) if last else None


def digest(event: Event) -> str:
    """The fingerprint of everything an event says."""
    content = [
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_id,
        event.actor_label,
        event.verb,
        event.subject_type,
        event.subject_id,
        event.subject_label,
        event.details,
    ]
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def linked(previous: str, sequence: int, fingerprint: str) -> str:
    """The hash of a link; the trigger on PostgreSQL computes the same."""
    return hashlib.sha256(f"{previous}:{sequence}:{fingerprint}".encode()).hexdigest()


def genesis(chain: uuid.UUID) -> str:
    """The hash before the first link."""
    return hashlib.sha256(str(chain).encode()).hexdigest()


def plain(value: Any) -> Any:
    """`value` as JSON that every database gives back unchanged: no floats, no NUL, string keys."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) < 2**63 else text(value)
    if isinstance(value, Mapping):
        return {text(key): plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(one) for one in value), key=str)
    if isinstance(value, list | tuple | QuerySet):
        return [plain(one) for one in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return text(format(value, "f") if isinstance(value, Decimal) else value)


def text(value: Any, limit: int | None = None) -> str:
    """`value` in characters that every database stores, cut to `limit`."""
    safe = str(value).replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return safe.encode("utf-8", "replace").decode()[:limit]


def _write(verb: str, kind: str, key: str, label: str, by: Actor, details: dict[str, Any]) -> Event:
    event = Event(
        at=timezone.now(),
        actor_id=by.actor_id,
        actor_label=text(by.actor_label, 200),
        verb=verb,
        subject_type=kind,
        subject_id=key,
        subject_label=text(label, 300),
        details=plain(details),
    )
    event.digest = digest(event)
    event.save()
    if connection.vendor != "postgresql":
        _link(event)
    return event


def _link(event: Event) -> None:
    chain = uuid.uuid4()
    head, _new = ChainHead.objects.select_for_update().get_or_create(
        pk=1, defaults={"chain": chain, "hash": genesis(chain)}
    )
    head.sequence += 1
    head.hash = linked(head.hash, head.sequence, event.digest)
    head.save()
    Link(sequence=head.sequence, event=event, hash=head.hash).save()


def _broken_links(head: ChainHead) -> Iterator[Break]:
    """Walk the chain from its first link to `head` (links added meanwhile are left for the next time)."""
    expected, previous = 1, genesis(head.chain)
    links = Link.objects.filter(sequence__lte=head.sequence).select_related("event").order_by("sequence")
    for link in links.iterator(chunk_size=2000):
        if link.sequence != expected:
            yield Break(expected, gettext("Links are missing before number %(n)s.") % {"n": link.sequence})
        if digest(link.event) != link.event.digest:
            yield Break(link.sequence, gettext("The event was changed."))
        if linked(previous, link.sequence, link.event.digest) != link.hash:
            yield Break(link.sequence, gettext("The link does not follow the one before it."))
        expected, previous = link.sequence + 1, link.hash
    if (expected - 1, previous) != (head.sequence, head.hash):
        yield Break(head.sequence, gettext("The end of the chain does not agree with its head."))


def _unlinked() -> Iterator[Break]:
    loose = Event.objects.filter(link__isnull=True).aggregate(last=Max("id"))["last"]
    if loose is not None:
        yield Break(0, gettext("An event stands outside the chain (key %(key)s).") % {"key": loose})


def _broken_anchors(head: ChainHead) -> Iterator[Break]:
    try:
        noted = {entry.sequence: entry.hash for entry in anchors.entries(str(head.chain))}
    except (ValueError, TypeError):
        yield Break(0, gettext("The file of anchors cannot be read."))
        return
    kept = dict(Link.objects.filter(sequence__in=noted).values_list("sequence", "hash"))
    for sequence, known in noted.items():
        if sequence not in kept:
            yield Break(sequence, gettext("The tail was cut: an anchor knows more events than the chain."))
        elif kept[sequence] != known:
            yield Break(sequence, gettext("The chain was written anew: it disagrees with an anchor."))


def _foreign_anchors(head: ChainHead | None) -> list[Break]:
    own = str(head.chain) if head else ""
    words = gettext("There are anchors of another chain, %(name)s: was the database replaced?")
    return [Break(0, words % {"name": name}) for name in anchors.chains() if name != own]
