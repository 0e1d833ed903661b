"""Whose identity data are due to be erased."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from council_office.directory.models import Person
from council_office.ledger import audit
from visits.models import Answer, Retention, Scan, TravelDocument, Visitor
from visits.states import VisitorState, VisitState


def days_kept(on: date) -> int | None:
    """How many days identity data stay after the end of access; None when no rule is in force."""
    return Retention.objects.on(on).values_list("days", flat=True).order_by("-valid_from").first()


def people_over(last_day: date) -> QuerySet[Person]:
    """People with identity data whose every access ended on this day or before.

    The end is that of the longest access: the day until which the visitor may be on the site. Who withdrew,
    or whose visit was cancelled, has no access; their data go as soon as their days would have been over.
    """
    own = Visitor.objects.filter(person=OuterRef("pk"))
    ends_later = Q(access_until__gt=last_day) | Q(access_until__isnull=True, leaves_on__gt=last_day)
    open_ones = own.exclude(state=VisitorState.WITHDRAWN).exclude(visit__state=VisitState.CANCELLED)
    held = (
        Exists(TravelDocument.objects.filter(person=OuterRef("pk")))
        | Exists(Scan.objects.filter(visitor__person=OuterRef("pk")))
        | Exists(Answer.objects.filter(visitor__person=OuterRef("pk")))
    )
    return Person.objects.filter(held).exclude(Exists(open_ones.filter(ends_later)))


def erased_at(visitor: Visitor) -> datetime | None:
    """When the identity data of this visitor ended; None while there are some, or none was ever given."""
    if visitor.document_id or visitor.last_day >= timezone.localdate():
        return None
    ends = audit.history(visitor.person).filter(verb="erase_identity", at__date__gt=visitor.last_day)
    return ends.values_list("at", flat=True).first()
