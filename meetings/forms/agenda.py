"""Forms of agendas and papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.directory.states import Language
from council_office.web.forms import OfficeForm, OfficeModelForm, PeoplePicker, PersonPicker
from meetings.models import AgendaItem, SessionPaper

MOST_BYTES = 50 * 1024 * 1024


class ItemForm(OfficeModelForm):
    presenter = PersonPicker(label=_("Presenter"), required=False)
    readers = PeoplePicker(
        label=_("Named readers"),
        required=False,
        help_text=_("Only for items that are closed to all but them."),
    )
    reason = forms.CharField(
        label=_("Decision that changes the adopted agenda"), max_length=300, required=False
    )

    class Meta:
        model = AgendaItem
        fields = [
            "title_en",
            "title_fr",
            "parent",
            "purpose",
            "minutes",
            "presenter",
            "decision_rule",
            "fixed_number",
            "access",
            "readers",
        ]

    def __init__(self, *args, session, adopted: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        above = self.fields["parent"]
        above.queryset = session.items.exclude(pk=self.instance.pk)
        above.required = False
        if not adopted:
            del self.fields["reason"]


class PaperForm(OfficeModelForm):
    owner = PersonPicker(label=_("Written by"), required=False)

    class Meta:
        model = SessionPaper
        fields = ["item", "number", "title_en", "title_fr", "owner", "due_on", "access"]

    def __init__(self, *args, session, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = session.items.all()
        self.fields["number"].required = False
        self.fields["number"].help_text = _("Left empty, the next number of the item is given.")


class PaperFileForm(OfficeForm):
    language = forms.ChoiceField(label=_("Language"), choices=Language)
    file = forms.FileField(label=_("File"), help_text=_("PDF, Word, Excel or PowerPoint; at most 50 MB."))


class PublishForm(OfficeForm):
    gap_reason = forms.CharField(
        label=_("Reason for a missing language"),
        max_length=300,
        required=False,
        help_text=_("Only where English or French is missing."),
    )
