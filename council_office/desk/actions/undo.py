"""Undoing a change: the verb of the record's own app revises it back, so its rules hold as always."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from council_office.calendar import actions as calendar
from council_office.desk.actions import ideas, knowledge
from council_office.desk.states import HANDS
from council_office.directory import actions as directory
from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.ledger import audit
from council_office.ledger.models import Event
from council_office.ledger.moves import HIDDEN, Refused
from documents import actions as documents
from meetings import actions as meetings


@dataclass(frozen=True)
class Undo:
    """The verb by which a record goes back, and who may ask for it."""

    verb: Callable[..., Any]
    roles: tuple[str, ...] = HANDS


UNDO = {
    "directory.person": Undo(directory.revise_person),
    "directory.organisation": Undo(directory.revise_organisation),
    "directory.user": Undo(directory.revise_user, (Role.ADMINISTRATOR,)),
    "calendar.task": Undo(calendar.revise_task),
    "calendar.closure": Undo(calendar.revise_closure, (Role.COUNCIL_SECRETARY, Role.ADMINISTRATOR)),
    "documents.templatetext": Undo(documents.revise_text),
    "meetings.decision": Undo(meetings.revise_decision, (Role.COUNCIL_SECRETARY, Role.ASSISTANT)),
    "meetings.action": Undo(meetings.revise_action, (Role.COUNCIL_SECRETARY, Role.ASSISTANT)),
    "desk.knowledgepage": Undo(knowledge.revise_page),
    "desk.idea": Undo(ideas.revise_idea),
}


def may_undo(user: User, event: Event) -> bool:
    """Whether this change, by its kind and fields, can be taken back by this person."""
    undo = UNDO.get(event.subject_type)
    return bool(undo and event.verb == "revise" and user.has_role(*undo.roles) and changes_of(event))


def undo(event: Event, *, by: User) -> Model:
    """The record as it was before this change, unless it has changed again since."""
    if not may_undo(by, event):
        raise Refused(_("This cannot be undone here: change the record itself."))
    model = apps.get_model(event.subject_type)
    subject = model.objects.visible_to(by).filter(pk=event.subject_id).first()
    if subject is None:
        raise Refused(_("This no longer exists."))
    changes = changes_of(event)
    for field, (_before, after) in changes.items():
        if audit.plain(getattr(subject, field.name)) != after:
            raise Refused(
                _("“%(field)s” was changed again since: undo the later change first.")
                % {"field": field.verbose_name}
            )
    back = {field.name: field.to_python(before) for field, (before, _after) in changes.items()}
    UNDO[event.subject_type].verb(subject, by=by, **back)
    return subject


def changes_of(event: Event) -> dict[Field, list]:
    """The plain fields that the event changed; nothing when one of them cannot be given back as it was."""
    model = apps.get_model(event.subject_type)
    found = {}
    for name, pair in event.details.get("changes", {}).items():
        field = field_of(model, name)
        if field is None or HIDDEN in pair:
            return {}
        found[field] = pair
    return found


def field_of(model: type[Model], name: str) -> Field | None:
    """A field of plain value; relations are kept as words in the trail and do not come back."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) and not field.is_relation else None
