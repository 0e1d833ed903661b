"""The list of everything that happened."""

import django_filters
from django.apps import apps
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.desk.queries.trail import url_of
from council_office.ledger.models import Event
from council_office.ledger.words import VERBS, subject_model
from council_office.web.tables import Column, Empty, Table


def kinds() -> list[tuple[str, str]]:
    """Every kind of record, by name."""
    named = [
        (model._meta.label_lower, str(capfirst(model._meta.verbose_name))) for model in apps.get_models()
    ]
    return sorted(named, key=lambda pair: pair[1].casefold())


def verbs() -> list[tuple[str, str]]:
    """The verbs that the history knows, as they are called inside."""
    return [(verb, verb.replace("_", " ")) for verb in sorted(VERBS)]


class EventFilter(django_filters.FilterSet):
    verb = django_filters.ChoiceFilter(label=_("What happened"), choices=verbs)
    subject_type = django_filters.ChoiceFilter(label=_("Kind of record"), choices=kinds)
    actor_label = django_filters.CharFilter(label=_("Who"), lookup_expr="icontains")
    at = django_filters.DateFromToRangeFilter(
        label=_("Between"), widget=django_filters.widgets.RangeWidget(attrs={"type": "date"})
    )

    class Meta:
        model = Event
        fields = ["verb", "subject_type", "actor_label", "at"]


def kind_of(event: Event) -> str:
    model = subject_model(event)
    return str(capfirst(model._meta.verbose_name)) if model else ""


def what(event: Event) -> str:
    return f"{event.words()} – {event.reason}" if event.reason else event.words()


def what_with_changes(event: Event):
    """The sentence and, below it, the values before and after."""
    changes = " · ".join(f"{label}: {before} → {after}" for label, before, after in event.changes())
    return (
        format_html("{}<br><small class='quiet'>{}</small>", what(event), changes) if changes else what(event)
    )


def found(events: QuerySet, text: str) -> QuerySet:
    for word in text.split():
        events = events.filter(subject_label__icontains=word)
    return events


class Trail(Table):
    title = _("Audit trail")
    columns = [
        Column("at", _("Moment"), sort="id", css="nowrap"),
        Column("who", pgettext_lazy("audit", "Who"), value="who"),
        Column("what", _("What happened"), value=what, html=what_with_changes, css="wrap"),
        Column("subject_label", _("Record"), css="wrap"),
        Column("kind", _("Kind"), value=kind_of),
        Column("key", _("Key"), value="subject_id", shown=False),
        Column("digest", _("Fingerprint"), value="digest", shown=False),
    ]
    filterset = EventFilter
    search = staticmethod(found)
    search_hint = _("name of a record")
    order = "-at"
    empty = Empty(_("Nothing has happened yet"), icon="history")

    @classmethod
    def url(cls, row: Event) -> str:
        return url_of(row)
