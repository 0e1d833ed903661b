"""Verbs on the terms that people serve in a body."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from council_office.directory.models import Person
from council_office.ledger import moves
from council_office.ledger.moves import Refused
from meetings.models import Body, Membership
from meetings.rules import sessions as rules


@transaction.atomic
def add_membership(body: Body, *, by, person: Person, role: str, starts_on: date, **fields) -> Membership:
    """A person's term in a body; earlier terms stay beside it."""
    term = Membership(body=moves.lock(body), person=person.kept, role=role, starts_on=starts_on, **fields)
    check_term(term)
    fields["member"] = fields.get("member") or person.kept.member
    return moves.create(
        Membership, by=by, body=body, person=person.kept, role=role, starts_on=starts_on, **fields
    )


@transaction.atomic
def revise_membership(membership: Membership, *, by, seen: int | None = None, **changes) -> Membership:
    body = moves.lock(membership.body)
    membership = moves.lock(membership)
    for name, value in changes.items():
        setattr(membership, name, value)
    membership.body = body
    check_term(membership)
    return moves.revise(membership, by=by, seen=seen, **changes)


@transaction.atomic
def end_membership(membership: Membership, *, by, ends_on: date) -> Membership:
    """The last day of the term; it stays in the list of those who served."""
    if ends_on < membership.starts_on:
        told = {"day": rules.shown(membership.starts_on)}
        raise Refused(_("The term began on %(day)s: it cannot end before.") % told)
    return moves.revise(membership, by=by, ends_on=ends_on)


def check_term(term: Membership) -> None:
    others = [other for other in term.body.memberships.select_related("person") if other.pk != term.pk]
    if reason := rules.term_refusal(term, others, term.body.rules_on(term.starts_on)):
        raise Refused(reason)
