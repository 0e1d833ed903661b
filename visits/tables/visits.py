"""The lists of visits and of a visit's people."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.directory.models import Member
from council_office.directory.names import search_key
from council_office.web.tables import Column, Empty, Table
from visits.models import Visit, Visitor
from visits.states import VisitKind, VisitorRole, VisitorState, VisitState

WHEN = [("coming", _("Coming")), ("past", pgettext_lazy("visits", "Past"))]


class VisitFilter(django_filters.FilterSet):
    when = django_filters.ChoiceFilter(label=_("When"), choices=WHEN, method="by_time")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=VisitKind)
    state = django_filters.ChoiceFilter(label=_("State"), choices=VisitState)
    member = django_filters.ModelChoiceFilter(label=_("Member"), queryset=Member.objects.all())

    class Meta:
        model = Visit
        fields = ["when", "kind", "state", "member"]

    def by_time(self, visits: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == "coming":
            return visits.filter(ends_on__gte=today).exclude(state=VisitState.CANCELLED)
        return visits.filter(ends_on__lt=today)


class Visits(Table):
    title = _("Visits")
    columns = [
        Column("title", _("Visit"), sort="title_en", value=lambda visit: visit.title()),
        Column("number", _("Number"), sort="number", css="nowrap"),
        Column("kind", _("Kind"), sort="kind"),
        Column("days", _("Days"), sort="starts_on", value=lambda visit: visit.days(), css="nowrap"),
        Column("host", _("Host"), sort="host__family_name"),
        Column("member", _("Member"), sort="member__code", value="member.code", shown=False),
        Column("organisation", _("Organisation"), sort="organisation__name_en", shown=False),
        Column("people", _("People"), sort="people", value=lambda visit: visit.people or None, css="num"),
        Column("state", _("State"), sort="state", state=True),
    ]
    filterset = VisitFilter
    search = ("number", "title_en", "title_fr", "host__search_name", "organisation__search_name")
    search_hint = _("title, number, host, organisation")
    order = "-days"
    empty = Empty(
        _("No visit yet"),
        _("Open a visit with its first day; its deadlines are counted back from there."),
        (_("New visit"), "visits:new_visit"),
        icon="id-badge-2",
    )


class VisitorFilter(django_filters.FilterSet):
    role = django_filters.ChoiceFilter(label=_("Role"), choices=VisitorRole)
    state = django_filters.ChoiceFilter(label=_("State"), choices=VisitorState)

    class Meta:
        model = Visitor
        fields = ["role", "state"]


def named(visitors: QuerySet, text: str) -> QuerySet:
    """Visitors whose name holds every word, whatever the order and the accents."""
    for word in search_key(text).split():
        visitors = visitors.filter(person__search_name__contains=word)
    return visitors
