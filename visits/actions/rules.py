"""Verbs on dated rules that come in as lists."""

from council_office.ledger import moves
from visits.models import Requirement, VisaRule

Dated = Requirement | VisaRule


def create_requirement(*, by, **fields) -> Requirement:
    return moves.create(Requirement, by=by, **fields)


def create_visa_rule(*, by, **fields) -> VisaRule:
    return moves.create(VisaRule, by=by, **fields)


def revise_rule(rule: Dated, *, by, **changes) -> Dated:
    """Another answer from the same day on; for another day a new row comes in."""
    return moves.revise(rule, by=by, **changes)
