"""Forms of the reports."""

from django.core.exceptions import ValidationError
from django.forms import (
    CheckboxSelectMultiple,
    ChoiceField,
    DateField,
    FileField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    RadioSelect,
)
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import User
from council_office.directory.states import Language
from council_office.reports import queries
from council_office.reports.catalogue import REGISTERS
from council_office.reports.models import Question, Schedule
from council_office.reports.states import READERS, How, Shape, Span
from council_office.web.forms import OfficeForm, OfficeModelForm
from documents.states import Form

MOST_BYTES = 30 * 2**20
FORMS = [(form.value, form.label) for form in (Form.PDF, Form.DOCX, Form.XLSX, Form.PPTX)]


def forms_field(**options) -> MultipleChoiceField:
    return MultipleChoiceField(choices=FORMS, widget=CheckboxSelectMultiple, **options)


class AskedForm(OfficeForm):
    """What a report looks at; sent by GET, so that what is seen has an address."""

    span = ChoiceField(label=_("Looks at"), choices=Span.choices, required=False)
    first = DateField(label=_("From"), required=False)
    last = DateField(label=_("To"), required=False)

    def __init__(self, *args, asks=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for code, label, choices in asks:
            self.fields[f"is-{code}"] = ChoiceField(label=label, choices=choices, required=False)
            self.fields[f"is-{code}"].widget.attrs["class"] = "form-select"

    def clean(self) -> dict:
        facts = super().clean()
        first, last = facts.get("first"), facts.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day comes before the first."))
        return facts


class OrderForm(OfficeForm):
    forms = forms_field(label=_("Make it as"), required=True, initial=["pdf"])
    language = ChoiceField(label=_("In"), choices=Language.choices)


class DeckForm(OfficeForm):
    deck = FileField(
        label=_("Deck (.pptx)"), help_text=_("Its shapes with the names below get the numbers of now.")
    )
    language = ChoiceField(label=_("In"), choices=Language.choices)

    def clean_deck(self) -> bytes:
        """Its bytes, when they may be a deck of reasonable size."""
        file = self.cleaned_data["deck"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The deck is larger than 30 MB."))
        return file.read()


class ScheduleForm(OfficeModelForm):
    report = ChoiceField(label=_("Report"))
    forms = forms_field(
        label=_("Attached as"),
        required=False,
        help_text=_("None: the figures stand in the mail itself, with a link."),
    )
    subscribers = ModelMultipleChoiceField(
        label=_("Subscribers"),
        queryset=User.objects.none(),
        required=False,
        widget=CheckboxSelectMultiple,
        help_text=_("Each gets what their own rights show, in their own language."),
    )

    class Meta:
        model = Schedule
        fields = [
            "name",
            "report",
            "span",
            "forms",
            "rhythm",
            "weekday",
            "day_of_month",
            "at",
            "day_off",
            "owner",
            "subscribers",
            "is_active",
        ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = (
            User.objects.filter(is_active=True, groups__name__in=READERS).select_related("person").distinct()
        )
        self.fields["subscribers"].queryset = people
        self.fields["owner"].queryset = people
        self.fields["report"].choices = queries.choices(self.user)
        self.fields["report"].initial = self.initial.get("report") or "outlook"
        spans = [(code, label) for code, label in Span.choices if code != Span.OWN]
        self.fields["span"].choices = [("", _("What the report usually looks at")), *spans]


class QuestionForm(OfficeModelForm):
    """Every field offers the columns of one register."""

    columns = MultipleChoiceField(
        label=_("Columns of the list"), required=False, widget=CheckboxSelectMultiple
    )
    per = ChoiceField(label=_("A row for each"), required=False)
    across = ChoiceField(label=_("A column for each"), required=False)
    how = ChoiceField(label=_("Counted"), choices=How.choices)
    of = ChoiceField(label=_("Of"), required=False, help_text=_("For sums and averages: which number."))
    shape = ChoiceField(label=_("Shown as"), choices=Shape.choices, widget=RadioSelect)
    where_code = ChoiceField(label=_("Only rows where"), required=False)

    class Meta:
        model = Question
        fields = ["name", "span", "shape", "columns", "per", "across", "how", "of", "is_shared"]

    def __init__(self, *args, register: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.register = REGISTERS[register]
        self.instance.register = register
        named = [(field.code, field.label) for field in self.register.fields]
        numbers = [(f.code, f.label) for f in self.register.fields if f.kind in ("number", "money")]
        nothing = ("", "–")
        self.fields["columns"].choices = named
        for name in ("per", "across"):
            self.fields[name].choices = [nothing, *(pair for pair in named if pair not in numbers)]
        self.fields["of"].choices = [nothing, *numbers]
        spans = [(code, label) for code, label in Span.choices if code != Span.OWN]
        self.fields["span"].choices = spans
        self.offer_conditions()

    def offer_conditions(self) -> None:
        """Columns with few values, each with the values that the user's own rows have."""
        offered = queries.values_of(self.register, self.user)
        self.fields["where_code"].choices = [
            ("", "–"),
            *((str(label), [(f"{code}={v}", name) for v, name in values]) for code, label, values in offered),
        ]
        where = self.instance.where if self.instance.pk else {}
        self.initial.setdefault("where_code", next((f"{code}={v}" for code, v in where.items()), ""))

    def clean(self) -> dict:
        facts = super().clean()
        if facts.get("shape") in (Shape.PIVOT, Shape.CHART) and not facts.get("per"):
            self.add_error("per", _("Choose what each row stands for."))
        if facts.get("across") and facts.get("across") == facts.get("per"):
            self.add_error("across", _("Rows and columns stand for different things."))
        if facts.get("how") != How.COUNT and not facts.get("of"):
            self.add_error("of", _("Choose the number to add up."))
        code, _equal, value = (facts.pop("where_code", "") or "").partition("=")
        facts["where"] = {code: value} if code else {}
        return facts
