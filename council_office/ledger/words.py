"""What happened, in the reader's language: the table of verbs and the sentence of an event."""

import re
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Choices, Field, Model
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)?)?")
VERBS: dict[str, Any] = {
    "create": _("created"),
    "revise": _("changed %(changes)s"),
    "move": _("moved from %(before)s to %(after)s"),
    "remove": _("removed"),
    "refuse": _("was refused"),
    "verify": _("verified the audit trail"),
    "backup": _("made a backup"),
    "restore": _("restored a backup"),
    "cancel_number": _("cancelled the number %(number)s"),
    "retry_failed_rows": _("tried the failed rows again"),
}

CHOICES: dict[str, dict[str, type[Choices]]] = {}


def say(verb: str, text: Any, **choices: type[Choices]) -> None:
    """Teach the history a verb: `text` is lazily translated and may use %(name)s of the details.

    A detail named in `choices` is recorded as their values and read as their labels, in any language.
    """
    VERBS[verb] = text
    CHOICES[verb] = choices


def sentence(event: Any) -> str:
    """The event as a phrase after the actor's name: "moved from Draft to Convened"."""
    known = VERBS.get(event.verb)
    if known is None:
        return event.verb.replace("_", " ")
    return str(known) % _Details(event) if "%(" in str(known) else str(known)


def changes(event: Any) -> list[tuple[str, str, str]]:
    """(field, before, after) of what a revision changed, in the reader's words."""
    model = subject_model(event)
    pairs = event.details.get("changes", {})
    order = [field.name for field in model._meta.get_fields()] if model else []
    return [
        (label(model, name), shown(model, name, before), shown(model, name, after))
        for name, (before, after) in sorted(
            pairs.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order)
        )
    ]


def subject_model(event: Any) -> type[Model] | None:
    """The class of the event's subject, or None when it no longer exists."""
    try:
        return apps.get_model(event.subject_type)
    except (LookupError, ValueError):
        return None


def label(model: type[Model] | None, name: str) -> str:
    """The field's name as forms show it."""
    field = _field(model, name)
    return str(capfirst(field.verbose_name)) if field else name.replace("_", " ")


def shown(model: type[Model] | None, name: str, value: Any) -> str:
    """A recorded value as people read it: the label of a choice, yes or no, a list with commas."""
    if value in (None, "", [], {}):
        return "—"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(shown(model, name, one) for one in value)
    if isinstance(value, dict) and any(isinstance(one, dict) for one in value.values()):
        return gettext("kept in full in the record")
    if isinstance(value, dict):
        return ", ".join(f"{key}: {shown(None, key, one)}" for key, one in value.items())
    field = _field(model, name)
    if field and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _dated(value) if isinstance(value, str) else str(value)


def _dated(value: str) -> str:
    """A moment or a day recorded in ISO form as people read it, in Paris; any other text unchanged."""
    if not ISO.fullmatch(value):
        return value
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    if len(value) == len("2026-11-18"):
        return date_format(found, "DATE_FORMAT")
    return date_format(localtime(found) if found.tzinfo else found, "DATETIME_FORMAT")


def _labelled(choices: type[Choices], value: Any) -> Any:
    """The labels of recorded values; what is none of them was recorded as words, and stays."""
    if isinstance(value, list):
        return [_labelled(choices, one) for one in value]
    return str(dict(choices.choices).get(value, value)) if value else value


def _field(model: type[Model] | None, name: str) -> Field | None:
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


class _Details(dict):
    """The details by name; a missing one is a dash, so that an old event still reads."""

    def __init__(self, event: Any) -> None:
        model = subject_model(event)
        fields = {"before": "state", "after": "state"} if event.verb == "move" else {}
        details = {key: value for key, value in event.details.items() if key != "changes"}
        for key, choices in CHOICES.get(event.verb, {}).items():
            details[key] = _labelled(choices, details.get(key))
        super().__init__({key: shown(model, fields.get(key, key), value) for key, value in details.items()})
        self["changes"] = ", ".join(name for name, _before, _after in changes(event)) or "—"

    def __missing__(self, key: str) -> str:
        return "—"
