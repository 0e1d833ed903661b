"""What is asked before a document is marked, granted or held, and how texts are written."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker
from documents import placeholders
from documents.models import Level, NeedToKnow, TemplateText


class MarkForm(OfficeForm):
    level = forms.ModelChoiceField(label=_("Level"), queryset=Level.objects.all(), empty_label=None)
    group = forms.ModelChoiceField(
        label=_("Need-to-know group"),
        queryset=NeedToKnow.objects.all(),
        required=False,
        help_text=_("Then only people with a grant for this group read it."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Needed when the marking is lowered.")
    )


class GrantForm(OfficeForm):
    to = PersonPicker(label=_("Person"), help_text=_("Any part of the name, in any order."))
    starts_on = forms.DateField(label=_("From"), initial=timezone.localdate)
    ends_on = forms.DateField(label=_("To"), required=False, help_text=_("The last day; empty means no end."))
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class ReasonForm(OfficeForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ReaderForm(OfficeForm):
    reader = PersonPicker(label=_("May this person read it?"), required=False)


class GroupForm(OfficeModelForm):
    class Meta:
        model = NeedToKnow
        fields = ["name_en", "name_fr", "reason"]


class TextForm(OfficeModelForm):
    class Meta:
        model = TemplateText
        fields = ["kind", "body_code", "language", "subject", "text"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of letter"),
            choices=[(kind, placeholders.kind_name(kind)) for kind in placeholders.kinds()],
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        self.fields["text"].widget.attrs["rows"] = 16


class WordsForm(OfficeModelForm):
    """An existing text keeps its kind, body and language; only its words change."""

    class Meta:
        model = TemplateText
        fields = ["subject", "text"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 16
