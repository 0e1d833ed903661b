"""Filters of the lists of documents and mails."""

import django_filters as filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import User
from council_office.directory.states import Language
from documents import kinds
from documents.models import Level, NeedToKnow
from documents.states import CopyState, DeliveryState, Direction, Form, LetterState, Medium

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


class LettersFilter(filters.FilterSet):
    direction = filters.ChoiceFilter(label=_("Direction"), choices=Direction.choices)
    state = filters.MultipleChoiceFilter(label=_("State"), choices=LetterState.choices)
    late = filters.BooleanFilter(label=_("Reply is late"), method="is_late")
    owner = filters.ModelChoiceFilter(
        label=_("Owner"), queryset=User.objects.filter(is_active=True).select_related("person")
    )
    language = filters.ChoiceFilter(label=_("Language"), choices=Language.choices)
    received = filters.DateFromToRangeFilter(label=_("Received"), field_name="received_on", widget=DAYS)

    def is_late(self, queryset, name, value):
        late = Q(due_on__lt=timezone.localdate())
        return queryset.filter(late if value else ~late | Q(due_on__isnull=True))
