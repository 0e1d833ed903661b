"""The lists of pass requests and of a visit's letters."""

import django_filters
from django.utils.translation import gettext_lazy as _

from council_office.directory.names import search_key
from council_office.web.tables import Column, Empty, Table
from visits.models import Letter, PassRequest
from visits.states import LetterKind, LetterState, PassState, VisitKind


class PassFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=PassState)
    kind = django_filters.ChoiceFilter(
        label=_("Kind of visit"), field_name="visitor__visit__kind", choices=VisitKind
    )
    arrives = django_filters.DateFromToRangeFilter(label=_("Arrives"), field_name="visitor__arrives_on")

    class Meta:
        model = PassRequest
        fields = ["state", "kind", "arrives"]


def of_people(rows, text: str):
    """Rows whose visitor's name holds every word, or whose number begins so."""
    for word in search_key(text).split():
        rows = rows.filter(visitor__person__search_name__contains=word)
    return rows


class Passes(Table):
    title = _("Passes")
    columns = [
        Column("person", _("Visitor"), sort="visitor__person__search_name", value="visitor.person"),
        Column("number", _("Number"), sort="number", css="nowrap"),
        Column("visit", _("Visit"), sort="visitor__visit__title_en", value="visitor.visit.title"),
        Column("organisation", _("Organisation"), value="visitor.person.organisation", shown=False),
        Column("arrives", _("Arrives"), sort="visitor__arrives_on", value="visitor.arrives_on", css="nowrap"),
        Column("submitted_at", _("Submitted"), sort="submitted_at"),
        Column("valid_until", _("Valid until"), sort="valid_until", shown=False),
        Column("state", _("State"), sort="state", state=True),
    ]
    filterset = PassFilter
    search = staticmethod(of_people)
    search_hint = _("name of a visitor")
    order = "arrives"
    empty = Empty(
        _("No pass request here"),
        _("Requests are opened on the page of a visit and come here once they are submitted."),
        icon="id-badge-2",
    )


class LetterFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=LetterKind)
    state = django_filters.ChoiceFilter(label=_("State"), choices=LetterState)

    class Meta:
        model = Letter
        fields = ["kind", "state"]


class Letters(Table):
    title = _("Letters")
    columns = [
        Column("person", _("Visitor"), sort="visitor__person__search_name", value="visitor.person"),
        Column("kind", _("Kind"), sort="kind"),
        Column("number", _("Number"), sort="number", css="nowrap"),
        Column("issue", _("Version"), sort="issue", css="num"),
        Column("dated_on", _("Dated"), sort="dated_on", css="nowrap"),
        Column("language", _("Language"), sort="language", shown=False),
        Column("state", _("State"), sort="state", state=True),
        Column("sent_at", _("Sent"), sort="sent_at", shown=False),
    ]
    filterset = LetterFilter
    search = staticmethod(of_people)
    search_hint = _("name of a visitor")
    order = "person"
    empty = Empty(
        _("No letter yet"),
        _("Prepare a letter for each visitor; the worker makes them."),
        icon="mail",
    )
