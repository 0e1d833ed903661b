"""Forms of visits and visitors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Organisation
from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker, Picker, source
from visits.models import Visit, Visitor, Zone

ORGANISATIONS = source(
    "visits.organisation", Organisation, lambda organisations, text: organisations.named(text)
)


class VisitForm(OfficeModelForm):
    host = PersonPicker(
        label=_("Host"), required=False, help_text=_("Who receives them at the ITER Organization.")
    )
    signatory = PersonPicker(label=_("Signs the letters"), required=False)
    organisation = Picker(ORGANISATIONS, label=_("Organisation"), required=False)

    class Meta:
        model = Visit
        fields = [
            *(
                "kind",
                "title_en",
                "title_fr",
                "starts_on",
                "ends_on",
                "host",
                "signatory",
                "organisation",
                "member",
            ),
            *("purpose_en", "purpose_fr", "messages_en", "messages_fr", "discretion"),
        ]


class VisitorForm(OfficeModelForm):
    answered_by = PersonPicker(
        label=_("Answers for this visitor"),
        required=False,
        help_text=_("The assistant to whom the link goes; left empty, the visitor’s own."),
    )
    zones = forms.ModelMultipleChoiceField(
        Zone.objects.in_order(), label=_("Zones"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Visitor
        fields = [
            *("role", "arrives_on", "leaves_on", "access_until", "zones", "answered_by", "permanent_pass")
        ]


class NewVisitorForm(VisitorForm):
    person = PersonPicker(label=_("Person"), help_text=_("Any part of the name, in any order."))
    field_order = ["person"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("arrives_on", "leaves_on"):
            self.fields[name].required = False
            self.fields[name].help_text = _("Left empty, as the visit.")

    def _post_clean(self) -> None:
        """The days may come from the visit, so the verb checks the record, not this form."""


class ReasonForm(OfficeForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)
