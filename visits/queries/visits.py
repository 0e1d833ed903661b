"""Visits with their people counted, and as entries of the calendar."""

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from council_office.calendar.sources import Entry, kind, source
from visits.models import Visit
from visits.states import VisitorState, VisitState

COMING = Count("visitors", filter=~Q(visitors__state=VisitorState.WITHDRAWN), distinct=True)


def with_counts(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Visits with `people`: how many come."""
    return visits.select_related("host", "organisation", "member").annotate(people=COMING)


kind("visit", _("Visits"), "id-badge-2")


@source("visits.visits")
def visit_entries(user, start: date, end: date) -> list[Entry]:
    visits = Visit.objects.visible_to(user).filter(starts_on__lte=end, ends_on__gte=start)
    return [
        Entry(
            uid=f"visit-{visit.pk}",
            starts_at=visit.starts_on,
            ends_at=visit.ends_on,
            title=visit.title(),
            url=visit.get_absolute_url(),
            kind="visit",
            done=visit.state == VisitState.CLOSED,
        )
        for visit in visits.exclude(state=VisitState.CANCELLED)
    ]
