"""Numbers without gaps: the counter is locked, and a number that is not kept is given again."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext

from council_office.ledger import audit
from council_office.ledger.models import Counter, NumberTaken, Series
from council_office.ledger.moves import Refused


class UnknownSeries(LookupError):
    """No series has this code."""


def take(series: str, year: int, *, about: Model | None = None) -> str:
    """The next number, for good: part of the caller's transaction, which it must not outlive.

    The counter's row stays locked until that transaction ends, so take numbers before other locks.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A number is taken inside the transaction that uses it.")
    row = _series(series)
    counter, _new = Counter.objects.select_for_update().get_or_create(series=row, year=_counted(row, year))
    counter.last += 1
    counter.save(update_fields=["last"])
    kind, key, label = audit.key_of(about)
    taken = NumberTaken.objects.create(
        series=row,
        year=counter.year,
        number=counter.last,
        text=row.written(year, counter.last),
        about_type=kind,
        about_id=key,
        about_label=label,
    )
    return taken.text


def peek(series: str, year: int) -> str:
    """The number that `take` would give now; nothing is promised."""
    row = _series(series)
    last = Counter.objects.filter(series=row, year=_counted(row, year)).values_list("last", flat=True).first()
    return row.written(year, (last or 0) + 1)


def given(text: str, about: Model) -> None:
    """Note what a number was given to (the subject often comes into being after its number)."""
    kind, key, label = audit.key_of(about)
    NumberTaken.objects.filter(text=text).update(about_type=kind, about_id=key, about_label=label)


@transaction.atomic
def cancel(text: str, *, by: audit.Actor, reason: str) -> NumberTaken:
    """Mark a number as cancelled; it is never given again and its place stays taken."""
    taken = NumberTaken.objects.select_for_update().get(text=text)
    if not reason.strip():
        raise Refused(gettext("Say why the number is cancelled."))
    if taken.cancelled_at:
        raise Refused(gettext("The number %(number)s is already cancelled.") % {"number": text})
    taken.cancelled_at, taken.cancelled_by_id, taken.reason = timezone.now(), by.actor_id, reason
    taken.save(update_fields=["cancelled_at", "cancelled_by", "reason"])
    audit.record("cancel_number", taken, by=by, number=text, reason=reason)
    return taken


def ensure_series(apps: Any, code: str, **fields: Any) -> None:
    """For data migrations: make the series when it is not there; an edited one is left alone."""
    apps.get_model("ledger", "Series").objects.get_or_create(code=code, defaults=fields)


def _series(code: str) -> Series:
    try:
        return Series.objects.get(code=code)
    except Series.DoesNotExist:
        raise UnknownSeries(f"There is no number series {code!r}.") from None


def _counted(series: Series, year: int) -> int:
    return year if series.per_year else 0
