"""What the office chooses when it circulates papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.web.forms import OfficeForm
from meetings.models import SessionPaper
from meetings.queries.circulation import ToSend


class CirculateForm(OfficeForm):
    """Papers that are new or changed, the covering words, and why a language is missing."""

    papers = forms.ModelMultipleChoiceField(
        label=_("Papers"), queryset=SessionPaper.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Covering words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They stand in every mail, in the language in which you write them."),
    )
    gap_reason = forms.CharField(
        label=_("Reason for a missing language"),
        max_length=300,
        required=False,
        help_text=_("Only where English or French is missing."),
    )

    def __init__(self, *args, waiting: list[ToSend], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        keys = [each.paper.pk for each in waiting]
        self.fields["papers"].queryset = SessionPaper.objects.filter(pk__in=keys)
        self.fields["papers"].initial = keys
        self.fields["papers"].label_from_instance = lambda paper: f"{paper.number} · {paper.title()}"
        if not any(each.row.gaps for each in waiting):
            del self.fields["gap_reason"]
