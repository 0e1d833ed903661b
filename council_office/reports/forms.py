"""Forms of the reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, User
from council_office.reports.models import Schedule
from council_office.web.forms import OfficeModelForm


class ScheduleForm(OfficeModelForm):
    subscribers = forms.ModelMultipleChoiceField(
        label=_("Subscribers"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Schedule
        fields = [
            "name",
            "report",
            "rhythm",
            "weekday",
            "day_of_month",
            "at",
            "day_off",
            "owner",
            "subscribers",
            "is_active",
        ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = (
            User.objects.filter(is_active=True, groups__name__in=OFFICE).select_related("person").distinct()
        )
        self.fields["subscribers"].queryset = people
        self.fields["owner"].queryset = people
