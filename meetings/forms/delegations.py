"""Forms of delegations: places, credentials, pasted lists."""

from typing import Any
from zipfile import BadZipFile

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from council_office.directory.models import Member
from council_office.directory.states import Language
from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker
from meetings import roster
from meetings.models import Delegation, Participant
from meetings.states import OF_A_DELEGATION, CredentialsState, ParticipantRole

MOST_BYTES = 2 * 1024 * 1024
MOST_COLUMNS = 40


class MemberField(forms.ModelChoiceField):
    """One of the seven Members."""

    def __init__(self, **options) -> None:
        super().__init__(Member.objects.all(), label=_("Member"), empty_label="—", **options)


class PlaceForm(OfficeModelForm):
    """A place at a session; titles left empty follow the person's post on its first day."""

    member = MemberField(required=False, help_text=_("Needed for everybody who belongs to a delegation."))

    class Meta:
        model = Participant
        fields = ["role", "title_en", "title_fr", "remote"]
        help_texts = {"title_en": _("Left empty: the title of the post held on the session’s first day.")}

    field_order = ["person", "member", "role"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("role") in OF_A_DELEGATION and not cleaned.get("member"):
            person = cleaned.get("person") or getattr(self.instance, "person", None)
            cleaned["member"] = person.member if person else None
        return cleaned


class NewPlaceForm(PlaceForm):
    person = PersonPicker(label=_("Person"), help_text=_("Any part of the name, in any order."))


class RevisedPlaceForm(PlaceForm):
    def __init__(self, *args, instance: Participant, **kwargs) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        if instance.delegation:
            self.initial.setdefault("member", instance.delegation.member_id)


class ReplaceForm(OfficeForm):
    """Who comes instead."""

    person = PersonPicker(label=_("Who comes instead"))
    role = forms.ChoiceField(label=_("Role"), choices=ParticipantRole)
    title_en = forms.CharField(label=_("Title (EN)"), max_length=200, required=False)
    title_fr = forms.CharField(label=_("Title (FR)"), max_length=200, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class FocalPointForm(OfficeForm):
    focal_point = PersonPicker(label=_("Focal point for this session"), required=False)


class OwnPersonForm(OfficeForm):
    """One of the Member’s own people, as its focal point enters them."""

    family_name = forms.CharField(label=_("Family name"), max_length=120)
    given_names = forms.CharField(label=_("Given names"), max_length=120)
    honorific = forms.CharField(
        label=_("Title before the name"), max_length=40, required=False, help_text=_("Mr, Ms, Dr, Prof.…")
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Writes and reads"), choices=Language, initial=Language.ENGLISH)
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in OF_A_DELEGATION])
    title_en = forms.CharField(label=_("Function (EN)"), max_length=200, required=False)
    title_fr = forms.CharField(label=_("Function (FR)"), max_length=200, required=False)
    remote = forms.BooleanField(label=_("Takes part remotely"), required=False)

    def __init__(self, *args, names: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not names:
            for name in ("family_name", "given_names", "honorific", "email", "language"):
                del self.fields[name]


class CredentialsForm(OfficeForm):
    """The people of a delegation whom a letter or an examination is about."""

    people = forms.ModelMultipleChoiceField(None, label=_("People"), widget=forms.CheckboxSelectMultiple)
    states: tuple[str, ...] = ()

    def __init__(self, *args, delegation: Delegation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["people"]
        people.queryset = credentials_in(delegation, self.states)
        people.label_from_instance = self.named
        self.initial.setdefault("people", list(people.queryset))

    @staticmethod
    def named(credentials) -> str:
        participant = credentials.participant
        return f"{participant.person} · {participant.get_role_display()} · {credentials.get_state_display()}"


class ReceivedForm(CredentialsForm):
    states = (CredentialsState.NOMINATED, CredentialsState.NOT_IN_ORDER)
    received_on = forms.DateField(label=_("Letter received on"), initial=timezone.localdate)


class ExaminedForm(CredentialsForm):
    states = (CredentialsState.RECEIVED, CredentialsState.NOT_IN_ORDER, CredentialsState.IN_ORDER)
    in_order = forms.TypedChoiceField(
        label=_("Finding"),
        choices=[("yes", _("In good order")), ("no", _("Not in good order"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What is wrong"),
        max_length=200,
        required=False,
        help_text=_("The Member is told these words."),
    )
    examined_on = forms.DateField(label=_("Examined on"), initial=timezone.localdate)

    def __init__(self, *args, delegation: Delegation, **kwargs) -> None:
        super().__init__(*args, delegation=delegation, **kwargs)
        received = self.fields["people"].queryset.filter(state=CredentialsState.RECEIVED)
        self.initial["people"] = list(received)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("in_order") is False and not cleaned.get("note"):
            self.add_error("note", _("Say what is wrong."))
        return cleaned


def credentials_in(delegation: Delegation, states: tuple[str, ...]):
    people = delegation.participants.coming().filter(credentials__state__in=states)
    model = Participant._meta.get_field("credentials").related_model
    found = model.objects.filter(participant__in=people).select_related("participant__person")
    return found.order_by("participant__role", "participant__person__family_name")


class RosterForm(OfficeForm):
    """A list as pasted, or the file it stands in: the file's cells become the text, so nothing is lost."""

    text = forms.CharField(
        label=_("The list"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "roster-text"}),
        required=False,
        strip=False,
        max_length=500_000,
        help_text=_(
            "Copy the cells in Excel with their heads and paste them here. Heads may be English or French, "
            "in any order: Family name, Given name, Title, Role, Member, Organisation, E-mail."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"), required=False, help_text=_("Excel (.xlsx) or CSV; at most 2 MB.")
    )
    member = MemberField(required=False, help_text=_("For lines that name none."))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", "—"), *ParticipantRole.choices],
        initial=ParticipantRole.EXPERT,
        required=False,
        help_text=_("For lines that name none."),
    )
    titles_in = forms.ChoiceField(label=_("Titles are in"), choices=Language, initial=Language.ENGLISH)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if file := cleaned.pop("file", None):
            cleaned["text"] = text_of(file)
        if not self.errors and not (cleaned.get("text") or "").strip():
            self.add_error("text", _("Paste a list or choose a file."))
        return cleaned


def text_of(file) -> str:
    """The cells of an uploaded sheet or the text of a CSV file."""
    if file.size > MOST_BYTES:
        raise ValidationError({"file": _("The file is larger than 2 MB.")})
    if file.name.lower().endswith(".xlsx"):
        return sheet_text(file)
    data = file.read()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError({"file": _("This is neither an Excel file (.xlsx) nor a text.")})


def sheet_text(file) -> str:
    """The first sheet's cells as text, formulas as their last values."""
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(
            max_row=roster.MOST_LINES + 1, max_col=MOST_COLUMNS, values_only=True
        )
        return roster.as_text(rows)
    except (BadZipFile, KeyError, ValueError, IndexError, OSError, EOFError) as error:
        raise ValidationError({"file": _("This Excel file cannot be read.")}) from error
