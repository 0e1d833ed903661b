"""The ways a record may change: created, revised, moved to another state, removed — each one recorded."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, Model, ProtectedError, RestrictedError
from django.utils.translation import gettext

from council_office.ledger import audit
from council_office.ledger.words import label, shown

HIDDEN = "•••"
HIDDEN_CLASSES = {"identity"}


class Refused(Exception):
    """A verb says no, in the user's words and language."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = str(message)


class Conflict(Refused):
    """Somebody else changed the record meanwhile: (label, theirs, yours) of each field that differs."""

    def __init__(self, differences: list[tuple[str, str, str]]) -> None:
        super().__init__(gettext("Somebody else changed this meanwhile. Compare, then save again."))
        self.differences = differences


def lock[M: Model](subject: M) -> M:
    """The same object, read anew and locked until the transaction ends; unsaved changes are dropped."""
    try:
        subject.refresh_from_db(from_queryset=type(subject)._base_manager.select_for_update())
    except type(subject).DoesNotExist:
        raise Refused(gettext("This no longer exists.")) from None
    return subject


@transaction.atomic
def create[M: Model](model: type[M], /, *, by: audit.Actor, **fields: Any) -> M:
    """A new record, checked and recorded; a ValidationError is the caller's to show."""
    many = _many(model, fields)
    subject = model(**{name: value for name, value in fields.items() if name not in many})
    subject.full_clean()
    subject.save(force_insert=True)
    _set_many(subject, many)
    audit.record("create", subject, by=by)
    return subject


@transaction.atomic
def revise[M: Model](subject: M, /, *, by: audit.Actor, seen: int | None = None, **changes: Any) -> M:
    """The record with `changes`, unless somebody changed it since version `seen`; no change, no write."""
    lock(subject)
    before = _snapshot(subject, changes)
    differing = {name: value for name, value in changes.items() if _differs(subject, name, value)}
    if not differing:
        return subject
    if seen is not None and seen != getattr(subject, "version", seen):
        raise Conflict([_difference(subject, name, value) for name, value in differing.items()])
    many = _many(type(subject), differing)
    for name in differing.keys() - many.keys():
        setattr(subject, name, differing[name])
    subject.full_clean()
    _save(subject)
    _set_many(subject, many)
    after = _snapshot(subject, differing)
    audit.record("revise", subject, by=by, changes={name: [before[name], after[name]] for name in differing})
    return subject


@transaction.atomic
def move[M: Model](subject: M, to: str, /, *, by: audit.Actor, reason: str = "", **fields: Any) -> M:
    """The record in the state `to` with `fields` set, or Refused when its table of moves says no."""
    lock(subject)
    before = subject.state
    if to not in subject.MOVES.get(before, ()):
        raise Refused(_why_not(subject, to))
    noted = _snapshot(subject, fields)
    for name, value in {**fields, "state": to}.items():
        setattr(subject, name, value)
    _check_constraints(subject)
    _save(subject)
    now = _snapshot(subject, fields)
    changes = {name: [noted[name], now[name]] for name in fields if noted[name] != now[name]}
    said = _said(reason=reason, changes=changes)
    audit.record("move", subject, by=by, before=before, after=str(to), **said)
    return subject


@transaction.atomic
def remove(subject: Model, *, by: audit.Actor, reason: str = "") -> None:
    """Delete the record and say so; Refused when something still needs it."""
    lock(subject)
    names = [field.name for field in subject._meta.concrete_fields if not field.primary_key]
    was = {name: value for name, value in _snapshot(subject, names).items() if value not in (None, "")}
    kind, key, called = audit.key_of(subject)
    try:
        subject.delete()
    except (ProtectedError, RestrictedError) as error:
        raise Refused(_needed_by(called, error)) from error
    audit.record_removal(kind, key, called, by=by, **_said(was=was, reason=reason))


def _why_not(subject: Model, to: str) -> str:
    field = subject._meta.get_field("state")
    states = dict(field.flatchoices)
    words = {"subject": subject, "now": states.get(subject.state, subject.state), "to": states.get(to, to)}
    if subject.state == to:
        return gettext("%(subject)s: already “%(now)s”.") % words
    return gettext("%(subject)s: not possible from “%(now)s” to “%(to)s”.") % words


def _needed_by(called: str, error: ProtectedError | RestrictedError) -> str:
    rows = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", ())
    kinds = sorted({str(row._meta.verbose_name_plural) for row in rows})
    return gettext("%(subject)s cannot be removed: still needed by %(kinds)s.") % {
        "subject": called,
        "kinds": ", ".join(kinds),
    }


def _said(**details: Any) -> dict[str, Any]:
    return {name: value for name, value in details.items() if value}


def _check_constraints(subject: Model) -> None:
    """What a state requires is a constraint of the table; say it in words before the database does."""
    try:
        subject.validate_constraints()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _save(subject: Model) -> None:
    if hasattr(subject, "version"):
        subject.version += 1
    subject.save()


def _many(model: type[Model], fields: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in model._meta.many_to_many}
    return {name: value for name, value in fields.items() if name in names}


def _set_many(subject: Model, many: dict[str, Any]) -> None:
    for name, value in many.items():
        getattr(subject, name).set(value)


def _differs(subject: Model, name: str, value: Any) -> bool:
    field = subject._meta.get_field(name)
    if field.many_to_many:
        return {row.pk for row in getattr(subject, name).all()} != {getattr(row, "pk", row) for row in value}
    if isinstance(value, Model) or field.is_relation:
        return getattr(subject, field.attname) != getattr(value, "pk", value)
    try:
        return getattr(subject, name) != field.to_python(value)
    except ValidationError:
        return True  # full_clean will say what is wrong with it


def _difference(subject: Model, name: str, value: Any) -> tuple[str, str, str]:
    model = type(subject)
    theirs = _snapshot(subject, [name])[name]
    yours = HIDDEN if theirs == HIDDEN else audit.plain(value)
    return label(model, name), shown(model, name, theirs), shown(model, name, yours)


def _snapshot(subject: Model, names: Iterable[str]) -> dict[str, Any]:
    """The values of fields as the history keeps them: words for relations, dots for identity data."""
    return {name: _noted(subject, subject._meta.get_field(name)) for name in names}


def _noted(subject: Model, field: Field) -> Any:
    if is_hidden(subject, field):
        return HIDDEN
    value = getattr(subject, field.name)
    if field.many_to_many:
        return sorted(str(row) for row in value.all())
    return audit.plain(value)


def is_hidden(subject: Model, field: Field) -> bool:
    """Identity data never enters the history: the model names such fields or the field says its class."""
    named = getattr(subject, "HIDDEN_FROM_HISTORY", ())
    return field.name in named or getattr(field, "data_class", "") in HIDDEN_CLASSES
