"""Forms of the registers: what became of decisions, how far actions have come."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Member
from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker, Picker, source
from meetings.forms.record import decision_label
from meetings.models import Action, Decision, Subject
from meetings.states import Settlement

DECISIONS = source(
    "meetings.decision",
    Decision,
    ("number", "text_en", "text_fr", "subject__name_en", "subject__name_fr"),
    label=decision_label,
    note=lambda decision: decision.get_state_display(),
)
WORDS = forms.Textarea(attrs={"rows": 3})


class DecisionForm(OfficeModelForm):
    """What the office may say of a decision; its words come from the record."""

    class Meta:
        model = Decision
        fields = [
            "subject",
            "addressee",
            "due_on",
            "due_text_en",
            "due_text_fr",
            "due_session",
            "communicated_on",
            "lift_expected_on",
            "outcome_note_en",
            "outcome_note_fr",
        ]
        widgets = {"outcome_note_en": WORDS, "outcome_note_fr": WORDS}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_session"].queryset = self.instance.session.body.sessions.all()


class BecameForm(OfficeForm):
    """On which day, and what there is to say."""

    on = forms.DateField(label=_("On"), initial=timezone.localdate)
    note_en = forms.CharField(
        label=_("What became of it (EN)"), widget=WORDS, required=False, max_length=2000
    )
    note_fr = forms.CharField(
        label=_("What became of it (FR)"), widget=WORDS, required=False, max_length=2000
    )

    def __init__(self, *args, note_required: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.note_required = note_required

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.note_required and not (cleaned.get("note_en") or cleaned.get("note_fr")):
            self.add_error("note_en", _("Say it in at least one language."))
        return cleaned


class LiftForm(BecameForm):
    """Which Members lift their reservation; the decision comes into force with the last of them."""

    members = forms.ModelMultipleChoiceField(
        label=_("These Members lift their reservation"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("members",)

    def __init__(self, *args, decision: Decision, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        members = decision.reserving.all()
        self.fields["members"].queryset = members
        self.initial["members"] = [member.pk for member in members]
        if not members:
            del self.fields["members"]


class InForceForm(OfficeForm):
    """A subject and a day."""

    subject = forms.ModelChoiceField(label=_("Subject"), queryset=Subject.objects.all(), required=False)
    on = forms.DateField(label=_("On"), required=False, initial=timezone.localdate)


class SupersedeForm(OfficeForm):
    newer = Picker(DECISIONS, label=_("Replaced by"), help_text=_("Type its number or some of its words."))


class ActionForm(OfficeModelForm):
    owner = PersonPicker(label=_("Owner"), required=False)

    class Meta:
        model = Action
        fields = ["owner", "due_on", "due_session"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_session"].queryset = self.instance.session.body.sessions.filter(
            starts_on__gte=self.instance.session.starts_on
        )


class ReportForm(OfficeForm):
    """How far the action has come, in at least one language."""

    reported_on = forms.DateField(label=_("Date"), initial=timezone.localdate)
    text_en = forms.CharField(label=_("Status (EN)"), widget=WORDS, required=False, max_length=4000)
    text_fr = forms.CharField(label=_("Status (FR)"), widget=WORDS, required=False, max_length=4000)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not (cleaned.get("text_en") or cleaned.get("text_fr")):
            self.add_error("text_en", _("Say it in at least one language."))
        return cleaned


class CloseForm(ReportForm):
    state = forms.ChoiceField(label=_("It is"), choices=Settlement, widget=forms.RadioSelect)
    field_order = ("state", "closed_on", "text_en", "text_fr")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed_on"] = self.fields.pop("reported_on")
        self.order_fields(self.field_order)
        self.initial.setdefault("state", Settlement.DONE)
