"""Filters of the lists of documents and mails."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from council_office.directory.states import Language
from documents import kinds
from documents.models import Level, NeedToKnow
from documents.states import CopyState, DeliveryState, Form, Medium

DAYS = filters.widgets.RangeWidget(attrs={"type": "date"})


class LibraryFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=kinds.choices)
    level = filters.ModelChoiceFilter(label=_("Level"), queryset=Level.objects.all())
    group = filters.ModelChoiceFilter(label=_("Need-to-know group"), queryset=NeedToKnow.objects.all())
    language = filters.ChoiceFilter(label=_("Language"), choices=Language.choices)
    form = filters.ChoiceFilter(label=_("Form"), choices=Form.choices)
    issued = filters.DateFromToRangeFilter(label=_("Filed"), field_name="issued_at", widget=DAYS)
    on_hold = filters.BooleanFilter(label=_("On hold"))
    old = filters.ChoiceFilter(
        label=_("Versions"),
        choices=[("all", _("All versions"))],
        empty_label=_("Newest only"),
        method="versions",
    )

    def filter_queryset(self, queryset):
        """Without a wish only the newest version of each paper is listed."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("old") else found.newest()

    def versions(self, queryset, name, value):
        return queryset


class DeliveriesFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(label=_("State"), choices=DeliveryState.choices)
    language = filters.ChoiceFilter(label=_("Language"), choices=Language.choices)
    queued = filters.DateFromToRangeFilter(label=_("Ordered"), field_name="queued_at", widget=DAYS)


class CopiesFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(label=_("State"), choices=CopyState.choices)
    medium = filters.ChoiceFilter(label=_("How it left"), choices=Medium.choices)
    made = filters.DateFromToRangeFilter(label=_("Made"), field_name="made_at", widget=DAYS)
