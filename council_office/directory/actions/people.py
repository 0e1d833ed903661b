"""People are entered once and kept right."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from council_office.directory.models import Person
from council_office.directory.models.person import birth_digest
from council_office.directory.names import usual_order
from council_office.directory.queries import same_person
from council_office.ledger import moves
from council_office.ledger.audit import Actor
from council_office.ledger.moves import Refused


class LikelyDuplicate(Refused):
    """Somebody like this is on record already; `people` are the records to look at."""

    def __init__(self, people: list[Person]) -> None:
        text = _(
            "Perhaps already on record: %(people)s. Open that record, or confirm that this is someone else."
        )
        super().__init__(text % {"people": ", ".join(person.display_name for person in people[:5])})
        self.people = people


@transaction.atomic
def create_person(
    *, by: Actor, confirmed: bool = False, born_on: date | None = None, name_order: str = "", **fields: Any
) -> Person:
    """Somebody new; LikelyDuplicate unless `confirmed` to be another person than those alike.

    Without a `name_order` the one usual in the country. Of `born_on` only a fingerprint is kept.
    """
    fields = stripped(fields)
    names = {"family": fields.get("family_name", ""), "given": fields.get("given_names", "")}
    if not confirmed and (alike := same_person(**names, email=fields.get("email", ""), birth=born_on)):
        raise LikelyDuplicate(alike)
    fields["name_order"] = name_order or usual_order(country_of(fields))
    if born_on is not None:
        fields["birth_key"] = birth_digest(born_on)
    return moves.create(Person, by=by, **fields)


def revise_person(
    person: Person, *, by: Actor, seen: int | None = None, born_on: date | None = None, **changes: Any
) -> Person:
    """The person with these changes; Conflict when somebody was quicker."""
    changes = stripped(changes)
    if born_on is not None:
        changes["birth_key"] = birth_digest(born_on)
    return moves.revise(person, by=by, seen=seen, **changes)


def stripped(fields: dict[str, Any]) -> dict[str, Any]:
    """The values without blanks around them, as pasted from elsewhere."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def country_of(fields: dict[str, Any]) -> str:
    """Where somebody is from, as far as told: the nationality, else the Member."""
    member = fields.get("member")
    return str(fields.get("nationality") or (member.code if member else ""))
