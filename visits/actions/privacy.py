"""Identity data end: erased so many days after the real end of access, wherever they stand."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from council_office.directory.models import Person
from council_office.ledger import audit, moves
from visits.models import Answer, Approval, Letter, Retention, Scan, TravelDocument, Visitor
from visits.queries import privacy as queries
from visits.queries.passes import FINGERPRINTS


def erase_old_identities(*, by=audit.CLOCK) -> int:
    """Everybody whose last access ended long enough ago; how many people."""
    rule = queries.rule_on(timezone.localdate())
    if rule is None:
        return 0
    over = queries.people_over(timezone.localdate() - timedelta(days=rule.days))
    for person in over:
        erase_identity(person, by=by, rule=rule)
    return len(over)


@transaction.atomic
def erase_identity(person: Person, *, by, rule: Retention) -> None:
    """Documents, scans, answers and fingerprints of one person; names and the history of the visit stay.

    The notice in the history says how much of what went, after which end, by which rule; no value.
    """
    visitors = Visitor.objects.filter(person=person)
    ends = [queries.end_of_access(visitor) for visitor in visitors]
    for visitor in visitors.filter(document__isnull=False):
        moves.revise(visitor, by=by, document=None)
    gone = {
        "documents": TravelDocument.objects.filter(person=person).delete()[0],
        "scans": Scan.objects.filter(visitor__in=visitors).delete()[0],
        "answers": Answer.objects.filter(visitor__in=visitors).delete()[0],
    }
    for approval in Approval.objects.filter(request__visitor__in=visitors):
        held = approval.facts
        approval.facts = {name: "" if name in FINGERPRINTS else value for name, value in held.items()}
        approval.save(update_fields=["facts"])
    for letter in Letter.objects.filter(visitor__in=visitors).exclude(facts={}):
        letter.facts = {**letter.facts, "masked": "", "fingerprint": ""}
        letter.save(update_fields=["facts"])
    audit.record(
        "erase_identity", person, by=by, **gone, ended=max(ends, default=None), days=rule.days, rule=rule.pk
    )
