"""Forms of the desk: they check, the verbs write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.desk.models import Idea, KnowledgePage
from council_office.desk.states import INSIDERS, Mailing, Satisfaction, Topic
from council_office.directory.models import User
from council_office.web.forms import OfficeForm, OfficeModelForm

MOST_FILES = 5


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, each judged by its content when it is filed."""

    widget = FilesInput

    def clean(self, data, initial=None) -> list:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most five files at a time."), code="too_many")
        return [super(FilesField, self).clean(file) for file in files]


def files_field() -> FilesField:
    return FilesField(
        label=_("Files"),
        required=False,
        help_text=_(
            "PDF, Word, Excel, PowerPoint or pictures. Only you, the office and who answers read them."
        ),
    )


def long_text(label, rows: int = 5, **options) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class AskForm(OfficeForm):
    question = long_text(
        _("What do you need?"), help_text=_("A line is enough; say for when, if it matters."), max_length=5000
    )
    topic = forms.ChoiceField(label=_("About"), choices=Topic, initial=Topic.INFORMATION)
    files = files_field()


class ReplyForm(OfficeForm):
    text = long_text(_("Your reply"), max_length=5000)
    files = files_field()


class AnswerForm(OfficeForm):
    text = long_text(_("Answer"), rows=8, max_length=20_000)
    files = files_field()


class TextForm(OfficeForm):
    text = long_text(_("Text"), max_length=5000)


class TopicForm(OfficeForm):
    topic = forms.ChoiceField(label=_("About"), choices=Topic)


class ReasonForm(OfficeForm):
    reason = long_text(_("What is still missing?"), rows=3, max_length=2000)


class RateForm(OfficeForm):
    satisfaction = forms.TypedChoiceField(
        label=_("How well did this answer you?"),
        choices=[(each.value, each.label) for each in reversed(Satisfaction)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    satisfaction_words = long_text(_("What should we do better?"), rows=3, required=False, max_length=2000)


def insiders() -> list[tuple[object, str]]:
    """Everybody in the house, in the order of their names."""
    found = User.objects.holding(*INSIDERS).select_related("person").order_by("person__family_name", "email")
    return [(user.pk, str(user)) for user in found]


class OwnerForm(OfficeForm):
    owner = forms.TypedChoiceField(
        label=_("Who answers"), choices=insiders, coerce=lambda pk: User.objects.get(pk=pk)
    )


class PageForm(OfficeModelForm):
    class Meta:
        model = KnowledgePage
        fields = ["topic", "title_en", "text_en", "title_fr", "text_fr"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text_en", "text_fr"):
            self.fields[name].widget.attrs["rows"] = 10


class IdeaForm(OfficeModelForm):
    class Meta:
        model = Idea
        fields = ["title", "text", "hours", "euros"]


class OutcomeForm(OfficeForm):
    outcome = long_text(_("What becomes of it"), rows=4, max_length=4000)


class MailingForm(OfficeForm):
    mailing = forms.ChoiceField(label=_("Notices by mail"), choices=Mailing, widget=forms.RadioSelect)
