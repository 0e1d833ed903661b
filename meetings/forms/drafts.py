"""Forms of the draft record, of what comes back by hand, and of the long minutes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Member, Person
from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker
from meetings.letters.words import city
from meetings.models import Comment, Session, Statement
from meetings.states import Verdict

LAST_HOUR = 18
USUAL_DAYS = 14
MOST_BYTES = 20 * 1024 * 1024


def zoned(value: datetime, zone: str) -> datetime:
    """What was typed, as a moment of the body's time zone."""
    return timezone.make_naive(value).replace(tzinfo=ZoneInfo(zone))


def shown_in(value: datetime, zone: str) -> datetime:
    """A moment as its field shows it, on the clock of the body's time zone."""
    return value.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def told_zone(field: forms.Field, zone: str) -> None:
    field.help_text = _("Time of %(city)s.") % {"city": city(zone)}


class MembersForm(OfficeForm):
    """A form with one person to be named for each Member; `people` holds them after cleaning."""

    def __init__(self, *args, people: dict[Member, Person | None], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(people)
        for member, person in people.items():
            field = PersonPicker(label=member.name(), required=False, initial=person.pk if person else None)
            field.widget.attrs["class"] = "form-control"
            field.bind_user(self.user)
            self.fields[f"member_{member.code}"] = field

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["people"] = {member: cleaned.pop(f"member_{member.code}", None) for member in self.members}
        return cleaned


class CirculateForm(MembersForm):
    comments_until = forms.DateTimeField(label=_("Comments until"))

    def __init__(self, *args, session: Session, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.zone = session.body.time_zone
        field = self.fields["comments_until"]
        told_zone(field, self.zone)
        usual = timezone.now() + timedelta(days=USUAL_DAYS)
        field.initial = shown_in(usual, self.zone).replace(hour=LAST_HOUR, minute=0, second=0, microsecond=0)

    def clean_comments_until(self) -> datetime:
        return zoned(self.cleaned_data["comments_until"], self.zone)


class JudgeForm(OfficeForm):
    """The verdict on one comment; words that a Member proposed may go into the record at once."""

    state = forms.ChoiceField(
        label=_("Verdict"),
        choices=[(each.value, each.label) for each in (Verdict.ACCEPTED, Verdict.REJECTED)],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the comparison table that goes to the Members."),
    )
    take_wording = forms.BooleanField(label=_("Put the proposed wording into the record"), required=False)

    def __init__(self, *args, comment: Comment, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not comment.wording or comment.outcome_id is None:
            del self.fields["take_wording"]


class AdoptForm(OfficeForm):
    reason = forms.CharField(label=_("Why it is adopted before the deadline"), max_length=300, required=False)
    gap_reason = forms.CharField(
        label=_("Reason for issuing without this language"), max_length=300, required=False
    )

    def __init__(self, *args, asks_reason: bool, has_gaps: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not asks_reason:
            del self.fields["reason"]
        if not has_gaps:
            del self.fields["gap_reason"]


class HandEditForm(OfficeForm):
    file = forms.FileField(
        label=_("Word file"),
        help_text=_("The .docx of the record or of a draft, as it came back. Nothing changes by this."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        file = cleaned.pop("file", None)
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("The file is larger than 20 MB."))
        elif file:
            cleaned |= {"data": file.read(), "name": file.name}
        return cleaned


class StatementForm(OfficeModelForm):
    speaker = PersonPicker(label=_("Speaker"), required=False)

    class Meta:
        model = Statement
        fields = ["item", "member", "speaker", "text_en", "text_fr"]
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in ("text_en", "text_fr")}

    def __init__(self, *args, session: Session, numbers: dict[int, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        item = self.fields["item"]
        item.queryset = session.items.all()
        item.label_from_instance = lambda each: f"{numbers.get(each.pk, '')} {each}".strip()

    def clean(self) -> dict:
        cleaned = super().clean()
        if not (cleaned.get("text_en", "").strip() or cleaned.get("text_fr", "").strip()):
            self.add_error("text_en", _("Say it in at least one language."))
        return cleaned
