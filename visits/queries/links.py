"""Whose files the holder of a link may fill in."""

from django.db.models import Q, QuerySet

from council_office.web.models import SignedLink
from visits.models import Visitor


def visitors_of(link: SignedLink) -> QuerySet[Visitor]:
    """Those of the visit who come and for whom the recipient of the link answers, themselves included."""
    own = Q(answered_by__isnull=True, person=link.recipient_id) | Q(answered_by=link.recipient_id)
    coming = Visitor.objects.coming().filter(own, visit=link.object_id)
    return coming.select_related("person", "visit").order_by("person__family_name", "pk")
