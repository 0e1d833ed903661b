"""What is asked before a document is marked, granted or held, and how texts are written."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Member, Person
from council_office.directory.states import Language
from council_office.web.forms import OfficeForm, OfficeModelForm, PeoplePicker, PersonPicker
from documents import kinds, placeholders
from documents.models import Level, NeedToKnow, TemplateText
from documents.states import Medium


def internal() -> Level | None:
    return Level.objects.filter(code="internal").first()


class FileForm(OfficeForm):
    """A document for the library, brought by a person."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, PowerPoint or a picture, without macros; up to 50 MB."),
    )
    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=kinds.choices, initial="report")
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    level = forms.ModelChoiceField(
        label=_("Level"), queryset=Level.objects.all(), empty_label=None, initial=internal
    )
    group = forms.ModelChoiceField(
        label=_("Need-to-know group"),
        queryset=NeedToKnow.objects.all(),
        required=False,
        help_text=_("Then only people with a grant for this group read it."),
    )
    dated_on = forms.DateField(label=_("Date on the paper"), required=False)
    reference = forms.CharField(
        label=_("Reference"), max_length=120, required=False, help_text=_("What others call it.")
    )
    number = forms.CharField(
        label=_("Number"),
        max_length=80,
        required=False,
        help_text=_("Empty: the next number of the library."),
    )


class VersionForm(OfficeForm):
    """The next version of what is already in the library."""

    file = forms.FileField(label=_("File"), help_text=_("The older versions stay as they are."))
    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("Empty: as before.")
    )
    dated_on = forms.DateField(label=_("Date on the paper"), required=False)


class RecipientsForm(OfficeForm):
    """A list of people, however it comes: chosen, pasted, or everybody of a Member."""

    people = PeoplePicker(label=_("People"), required=False)
    pasted = forms.CharField(
        label=_("Or paste a list"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One name or e-mail address a line."),
    )
    member = forms.ModelChoiceField(
        label=_("Or everybody of"), queryset=Member.objects.all(), required=False, empty_label="–"
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        found = [*cleaned.get("people", ()), *self.named(cleaned.get("pasted", ""))]
        if cleaned.get("member"):
            found += Person.objects.visible_to(self.user).current().filter(member=cleaned["member"])
        cleaned["everybody"] = list({person.pk: person for person in found}.values())
        return cleaned

    def named(self, text: str) -> list[Person]:
        """The person of every line; a line that names nobody or several is an error of the field."""
        found = []
        for line in filter(None, map(str.strip, text.splitlines()[:200])):
            people = Person.objects.visible_to(self.user).current()
            same = people.filter(email__iexact=line) if "@" in line else people.named(line)
            match list(same[:2]):
                case [person]:
                    found.append(person)
                case []:
                    self.add_error("pasted", _("Nobody is called “%(line)s”.") % {"line": line})
                case _several:
                    self.add_error("pasted", _("Several people are called “%(line)s”.") % {"line": line})
        return found


class SendForm(OfficeForm):
    to = forms.ModelMultipleChoiceField(
        label=_("Recipients"), queryset=Person.objects.all(), widget=forms.MultipleHiddenInput
    )
    subject = forms.CharField(label=_("Subject"), max_length=250)
    body = forms.CharField(label=_("Text of the mail"), widget=forms.Textarea(attrs={"rows": 6}))


class CopyForm(OfficeForm):
    to = PersonPicker(label=_("Recipient"), help_text=_("The gate must open the document for this person."))
    medium = forms.ChoiceField(
        label=_("How it leaves"),
        choices=[(value, label) for value, label in Medium.choices if value != Medium.MAIL],
        initial=Medium.PAPER,
    )


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
