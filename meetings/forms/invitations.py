"""Forms of invitations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.web.forms import OfficeForm, OfficeModelForm
from meetings.models import Invitation
from meetings.states import Answer


class InvitationForm(OfficeModelForm):
    class Meta:
        model = Invitation
        fields = ["language", "form"]


class AnswerForm(OfficeForm):
    """What an addressee answers, or the office on the addressee's behalf."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (Answer.ACCEPTED, _("I will attend")),
            (Answer.REGRETS, _("I cannot attend")),
            (Answer.SUBSTITUTE, _("I cannot attend and send a substitute")),
        ],
        widget=forms.RadioSelect,
    )
    substitute_name = forms.CharField(label=_("Name of the substitute"), max_length=160, required=False)
    substitute_title = forms.CharField(label=_("Title of the substitute"), max_length=200, required=False)
    substitute_email = forms.EmailField(label=_("E-mail of the substitute"), required=False)
    remark = forms.CharField(
        label=_("Remark for the office"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("answer") == Answer.SUBSTITUTE and not cleaned.get("substitute_name"):
            self.add_error("substitute_name", _("Name the substitute."))
        return cleaned


class ReasonForm(OfficeForm):
    """One line that says why."""

    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args, reason_required: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = reason_required
