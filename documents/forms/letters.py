"""What is asked of letters: registered, drafted, signed, dispatched."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Organisation, User
from council_office.directory.states import Language
from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker, Picker, source
from documents.forms.library import internal
from documents.models import Letter, LetterDraft, Level, NeedToKnow
from documents.states import Channel

ORGANISATIONS = source("documents.organisation", Organisation, ("name_en", "name_fr", "acronym"))
LETTERS = source(
    "documents.letter",
    Letter,
    ("number", "subject", "their_reference"),
    note=lambda letter: letter.get_state_display(),
)


class RegisterForm(OfficeForm):
    """A letter that came."""

    file = forms.FileField(label=_("Scan or file of the letter"), required=False)
    subject = forms.CharField(label=_("Subject"), max_length=250)
    correspondent = PersonPicker(label=_("From"), required=False)
    organisation = Picker(ORGANISATIONS, label=_("Organisation"), required=False)
    written_name = forms.CharField(
        label=_("Name as written"),
        max_length=200,
        required=False,
        help_text=_("For somebody the office does not know."),
    )
    their_reference = forms.CharField(label=_("Their reference"), max_length=120, required=False)
    dated_on = forms.DateField(label=_("Date on the letter"), required=False)
    received_on = forms.DateField(label=_("Received"), initial=timezone.localdate)
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices, initial=Channel.POST)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    level = forms.ModelChoiceField(
        label=_("Level"), queryset=Level.objects.all(), empty_label=None, initial=internal
    )
    group = forms.ModelChoiceField(
        label=_("Need-to-know group"), queryset=NeedToKnow.objects.all(), required=False
    )
    owner = forms.ModelChoiceField(
        label=_("Owner"),
        queryset=User.objects.filter(is_active=True).select_related("person"),
        required=False,
        help_text=_("Who sees to the reply; empty: the roles that the deadline rules name."),
    )
    answers = Picker(LETTERS, label=_("In reply to"), required=False, help_text=_("Our number or subject."))
    reply_wanted = forms.BooleanField(
        label=_("A reply is wanted"),
        initial=True,
        required=False,
        help_text=_("Then the clock of the deadline rules starts on the day it was received."),
    )
    gist = forms.CharField(label=_("What it says"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict:
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("correspondent", "organisation", "written_name")):
            self.add_error(
                "correspondent", _("Say who wrote: a person, an organisation or a name as written.")
            )
        return cleaned


class DraftForm(OfficeForm):
    """The first version of a letter; address, salutation and closing words come from the directory."""

    correspondent = PersonPicker(label=_("To"))
    signatory = PersonPicker(label=_("Who signs"))
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    subject = forms.CharField(label=_("Subject"), max_length=250)
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "Blank lines between paragraphs; **bold**, *italic*, lines beginning with “- ” are a list."
        ),
    )
    level = forms.ModelChoiceField(
        label=_("Level"), queryset=Level.objects.all(), empty_label=None, initial=internal
    )
    group = forms.ModelChoiceField(
        label=_("Need-to-know group"), queryset=NeedToKnow.objects.all(), required=False
    )
    answers = Picker(LETTERS, label=_("In reply to"), required=False)


class WordingForm(OfficeModelForm):
    """Everything that stands on the letter; saving makes a new version."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = LetterDraft
        fields = [
            *("envelope", "subject", "salutation", "text", "closing"),
            *("signatory_name", "signatory_title"),
        ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 16


class RemarkForm(OfficeForm):
    remark = forms.CharField(label=_("Remark"), max_length=500, required=False)


class OutcomeForm(OfficeForm):
    outcome = forms.CharField(label=_("How it ended"), max_length=300)


class SignForm(OfficeForm):
    dated_on = forms.DateField(label=_("Date on the letter"), initial=timezone.localdate)
    remark = forms.CharField(
        label=_("Remark"), max_length=500, required=False, help_text=_("For example: signed on paper.")
    )


class DispatchForm(OfficeForm):
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices, initial=Channel.MAIL)
    sent_to = forms.CharField(
        label=_("Address"),
        max_length=300,
        required=False,
        help_text=_("Empty for e-mail: the correspondent’s own address."),
    )
    tracking = forms.CharField(label=_("Tracking number"), max_length=120, required=False)
    body = forms.CharField(
        label=_("Text of the mail"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class AcknowledgeForm(OfficeForm):
    on = forms.DateField(label=_("Receipt acknowledged"), initial=timezone.localdate)


class AssignForm(OfficeForm):
    owner = forms.ModelChoiceField(
        label=_("Owner"),
        queryset=User.objects.filter(is_active=True).select_related("person"),
        required=False,
    )


class EncloseForm(OfficeForm):
    file = forms.FileField(label=_("File"))
    title = forms.CharField(label=_("Title"), max_length=300)


class TakeBackForm(OfficeForm):
    file = forms.FileField(
        label=_("Edited Word file"),
        help_text=_("It is filed as it is; its words become a new version, shown as a redline."),
    )
