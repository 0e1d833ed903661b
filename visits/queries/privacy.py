"""Whose identity data are due to be erased."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from council_office.directory.models import Person
from council_office.ledger import audit
from visits.models import Answer, Passage, PassRequest, Retention, Scan, TravelDocument, Visitor
from visits.states import PassState


def rule_on(on: date) -> Retention | None:
    """Says how many days identity data stay after the end of access; None when no rule is in force."""
    return Retention.objects.on(on).order_by("-valid_from").first()


def people_over(last_day: date) -> QuerySet[Person]:
    """People with identity data whose every access ended on this day or before.

    The end is the real one: the day until which the visitor might be on the site, or the earlier one of being
    withdrawn, of the visit's cancelling or of the last pass revoked, or the later one of a last scan.
    """
    own = Visitor.objects.filter(person=OuterRef("pk"))
    held = (
        Exists(TravelDocument.objects.filter(person=OuterRef("pk")))
        | Exists(Scan.objects.filter(visitor__person=OuterRef("pk")))
        | Exists(Answer.objects.filter(visitor__person=OuterRef("pk")))
    )
    return Person.objects.filter(held).exclude(Exists(own.filter(ends_after(last_day))))


def ends_after(day: date) -> Q:
    """Visitors whose real access ends later than a day: the same as `end_of_access`, for the database."""
    planned = Q(access_until__gt=day) | Q(access_until__isnull=True, leaves_on__gt=day)
    going_on = Q(access_ended_on__isnull=True) | Q(access_ended_on__gt=day)
    own = PassRequest.objects.filter(visitor=OuterRef("pk"))
    revoked = own.filter(state=PassState.REVOKED)
    has_pass = Exists(own.current()) | ~Exists(revoked) | Exists(revoked.filter(ended_on__gt=day))
    scans = Passage.objects.filter(visitor=OuterRef("pk"), admitted=True, scanned_at__date__gt=day)
    return planned & going_on & Q(has_pass) | Q(Exists(scans))


def end_of_access(visitor: Visitor) -> date:
    """The last day on which this visitor had, or will have, access to the site."""
    ends = [visitor.last_day]
    if visitor.access_ended_on:
        ends.append(visitor.access_ended_on)
    if not visitor.passes.current().exists():
        revoked = visitor.passes.filter(state=PassState.REVOKED)
        ends += revoked.order_by("-ended_on").values_list("ended_on", flat=True)[:1]
    last = Passage.objects.filter(visitor=visitor, admitted=True).order_by("-scanned_at").first()
    return max(min(ends), timezone.localdate(last.scanned_at)) if last else min(ends)


def erased_at(visitor: Visitor) -> datetime | None:
    """When the identity data of this visitor ended; None while there are some, or none was ever given."""
    end = end_of_access(visitor)
    if visitor.document_id or end >= timezone.localdate():
        return None
    ends = audit.history(visitor.person).filter(verb="erase_identity", at__date__gt=end)
    return ends.values_list("at", flat=True).first()
