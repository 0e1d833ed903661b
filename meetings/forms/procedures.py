"""Forms of procedures between meetings."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Member, Person
from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker
from meetings.forms.drafts import LAST_HOUR, shown_in, told_zone, zoned
from meetings.models import Body, Formula, Procedure
from meetings.queries.registers import BINDING
from meetings.states import DecisionRule, Reply, SessionState

USUAL_DAYS = 3  # windows of 24 to 72 hours are typical elsewhere
WORDS = forms.Textarea(attrs={"rows": 6})


class ProcedureForm(OfficeModelForm):
    """The text, its deadline, and who answers for each Member."""

    class Meta:
        model = Procedure
        fields = [
            "kind",
            "session",
            "rule",
            "title_en",
            "title_fr",
            "text_en",
            "text_fr",
            "expires_at",
            "formula",
            "subject",
            "addressee",
        ]
        widgets = {"text_en": WORDS, "text_fr": WORDS, "kind": forms.RadioSelect}

    def __init__(self, *args, body: Body, people: dict[Member, Person | None], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.members = body.time_zone, list(people)
        self.fields["kind"].choices = [pair for pair in self.fields["kind"].choices if pair[0]]
        self.fields["rule"].help_text = _("For written answers; silence asks for no rule.")
        self.fields["rule"].choices = [pair for pair in DecisionRule.choices if pair[0] != DecisionRule.NONE]
        self.fields["session"].queryset = body.sessions.filter(
            state__in=(SessionState.CONVENED, SessionState.HELD, SessionState.RECORDED)
        ).order_by("-starts_on")
        self.fields["formula"].queryset = Formula.objects.filter(follow_up__in=BINDING)
        self.fields["formula"].initial = Formula.objects.filter(code="approved").first()
        self.dress_deadline()
        self.add_members(people)

    def dress_deadline(self) -> None:
        field = self.fields["expires_at"]
        told_zone(field, self.zone)
        moment = self.instance.expires_at or timezone.now() + timedelta(days=USUAL_DAYS)
        typed = shown_in(moment, self.zone).replace(second=0, microsecond=0)
        self.initial["expires_at"] = typed if self.instance.pk else typed.replace(hour=LAST_HOUR, minute=0)

    def add_members(self, people: dict[Member, Person | None]) -> None:
        for member, person in people.items():
            label = _("Answers for %(member)s") % {"member": member.name()}
            field = PersonPicker(label=label, required=False, initial=person.pk if person else None)
            field.widget.attrs["class"] = "form-control"
            field.bind_user(self.user)
            self.fields[f"member_{member.code}"] = field

    def clean_expires_at(self) -> datetime:
        return zoned(self.cleaned_data["expires_at"], self.zone)

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["people"] = {member: cleaned.pop(f"member_{member.code}", None) for member in self.members}
        return cleaned


class ReplyForm(OfficeForm):
    """What a Member says; saying nothing needs no form."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[pair for pair in Reply.choices if pair[0] != Reply.SILENT],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Remark or amendment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("An amendment is written here in full."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("answer") == Reply.AMENDS and not cleaned.get("text", "").strip():
            self.add_error("text", _("Write the amendment that you propose."))
        return cleaned
