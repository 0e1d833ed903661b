"""Verbs on who may read: grants, briefings, holds."""

from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.directory.models import Person, User
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from documents.models import Briefing, Document, Grant, Level, NeedToKnow


@transaction.atomic
def grant(
    what: Document | NeedToKnow,
    *,
    to: User | Person,
    by,
    starts_on: date | None = None,
    ends_on: date | None = None,
    reason: str = "",
) -> Grant:
    """Let somebody read one document, or everything of a group, from one day to another."""
    given = moves.create(
        Grant,
        by=by,
        **held_by(to),
        **{"document" if isinstance(what, Document) else "group": what},
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
        reason=reason,
    )
    audit.record("grant", what, by=by, to=str(to), until=ends_on, reason=reason)
    return given


@transaction.atomic
def end_grant(given: Grant, *, by, reason: str = "") -> Grant:
    """Close a grant: it no longer holds today; the row stays as proof."""
    yesterday = timezone.localdate() - timedelta(days=1)
    if given.ends_on is not None and given.ends_on <= yesterday:
        raise Refused(_("This grant has already ended."))
    audit.record("withdraw", given.document or given.group, by=by, to=str(given.holder), reason=reason)
    if given.starts_on <= yesterday:
        return moves.revise(given, by=by, ends_on=yesterday)
    moves.remove(given, by=by, reason=reason)
    return given


def create_group(*, by, **facts) -> NeedToKnow:
    """A circle of people around one matter."""
    return moves.create(NeedToKnow, by=by, **facts)


def brief(
    somebody: User | Person, *, level: Level, by, starts_on: date, ends_on: date | None = None
) -> Briefing:
    """Note that somebody was briefed for a level."""
    return moves.create(
        Briefing, by=by, **held_by(somebody), level=level, starts_on=starts_on, ends_on=ends_on
    )


@transaction.atomic
def hold(document: Document, *, by, reason: str) -> Document:
    """Nobody and nothing deletes this document until the hold is lifted."""
    if not reason.strip():
        raise Refused(_("A hold needs a reason."))
    return set_hold(document, True, reason, by=by)


@transaction.atomic
def release(document: Document, *, by, reason: str) -> Document:
    """Lift the hold."""
    if not reason.strip():
        raise Refused(_("Lifting a hold needs a reason."))
    return set_hold(document, False, "", by=by, reason=reason)


def set_hold(document: Document, held: bool, hold_reason: str, *, by, reason: str = "") -> Document:
    locked = moves.lock(document)
    if locked.on_hold == held:
        raise Refused(_("This document is already on hold.") if held else _("This document is not on hold."))
    locked.on_hold, locked.hold_reason = held, hold_reason
    locked.save(update_fields=["on_hold", "hold_reason"])
    audit.record("hold" if held else "release", locked, by=by, reason=hold_reason or reason)
    return locked


def held_by(somebody: models.Model) -> dict[str, models.Model]:
    return {"user" if isinstance(somebody, User) else "person": somebody}
