"""Forms of the record: a paragraph with its acts and attachments on one page, with or without JavaScript."""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Member
from council_office.directory.states import Language
from council_office.ledger.moves import Refused
from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker
from meetings import sentences
from meetings.models import Act, Attachment, Decision, Outcome, Session
from meetings.queries.old_records import text_of
from meetings.queries.record import said, words_of
from meetings.states import DecisionStatus

ROWS_MOST = 30


class ActForm(OfficeModelForm):
    """One act: verb, words, and what its verb asks for."""

    act = forms.ModelChoiceField(queryset=Act.objects.none(), required=False, widget=forms.HiddenInput)
    owner = PersonPicker(label=_("Followed up by"), required=False)
    reserving = forms.ModelMultipleChoiceField(
        label=_("Reserving Members"),
        queryset=Member.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Act
        fields = [
            "formula",
            "addressee",
            "text_en",
            "text_fr",
            "due_on",
            "due_session",
            "owner",
            "proposer",
            "actor",
            "subject",
            "supersedes",
            "ad_referendum",
            "reserving",
            "lift_expected_on",
        ]
        widgets = {
            "text_en": forms.Textarea(attrs={"rows": 2}),
            "text_fr": forms.Textarea(attrs={"rows": 2}),
        }

    MAIN = ("formula", "addressee", "text_en", "text_fr")

    def __init__(self, *args, outcome: Outcome | None, session: Session, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].queryset = outcome.acts.all() if outcome else Act.objects.none()
        self.fields["text_fr"].help_text = _(
            "Write « le rapport »: after « a pris note de » it becomes « du »."
        )
        self.fields["due_session"].queryset = session.body.sessions.filter(starts_on__gte=session.starts_on)
        self.fields["supersedes"].queryset = (
            Decision.objects.filter(session__body=session.body, decided_on__lte=session.ends_on)
            .exclude(state__in=(DecisionStatus.SUPERSEDED, DecisionStatus.LAPSED))
            .select_related("session")
        )
        self.fields["supersedes"].label_from_instance = decision_label

    def clean(self) -> dict:
        cleaned = super().clean()
        if not (cleaned.get("text_en") or cleaned.get("text_fr")):
            self.add_error("text_en", _("Say what, in at least one language."))
        if cleaned.get("ad_referendum") and not cleaned.get("reserving"):
            self.add_error("reserving", _("Say which Members reserve their position."))
        return cleaned

    def main_fields(self):
        return [self[name] for name in self.MAIN]

    def other_fields(self):
        return [self[name] for name in self.Meta.fields if name not in self.MAIN]

    def has_more(self) -> bool:
        """Whether something less usual is filled in, so that it is shown at once."""
        return any(
            field.errors or field.value() not in (None, "", [], False) for field in self.other_fields()
        )


class AttachmentForm(OfficeModelForm):
    """Something new that the paragraph mentions."""

    class Meta:
        model = Attachment
        fields = ["title_en", "title_fr", "paper"]

    def __init__(self, *args, session: Session, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = session.papers.all()


class Rows(BaseFormSet):
    """Rows of a form; a new row left empty is no row."""

    def rows(self) -> list[dict]:
        """What was entered, row by row, without the rows taken out."""
        return [
            {name: value for name, value in form.cleaned_data.items() if name != DELETION_FIELD_NAME}
            for form in self.forms
            if form.has_changed() and not self._should_delete_form(form)
        ]

    def kept(self) -> list[dict]:
        """The same, with the known rows that were not touched."""
        return [
            {name: value for name, value in form.cleaned_data.items() if name != DELETION_FIELD_NAME}
            for n, form in enumerate(self.forms)
            if (form.has_changed() or n < self.initial_form_count()) and not self._should_delete_form(form)
        ]


ActRows = formset_factory(ActForm, formset=Rows, extra=1, can_delete=True, max_num=ROWS_MOST, absolute_max=60)
AttachmentRows = formset_factory(AttachmentForm, formset=Rows, extra=1, max_num=ROWS_MOST, absolute_max=60)


class OutcomeForm(OfficeModelForm):
    """One paragraph: its acts, or free text, and what it mentions."""

    class Meta:
        model = Outcome
        fields = [
            "item",
            "opening_en",
            "opening_fr",
            "text_en",
            "text_fr",
            "settles",
            "attachments",
        ]
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 2}) for name in ("opening_en", "opening_fr")},
            **{name: forms.Textarea(attrs={"rows": 4}) for name in ("text_en", "text_fr")},
            "attachments": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, session: Session, numbers: dict[int, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        item = self.fields["item"]
        item.queryset = session.items.all()
        item.label_from_instance = lambda each: f"{numbers.get(each.pk, '')} {each}".strip()
        item.empty_label = _("Before the first item")
        self.fields["attachments"].queryset = session.attachments.all()
        self.fields["attachments"].help_text = ""
        self.drop_unneeded()
        self.acts = self.act_rows()
        self.news = AttachmentRows(
            self.data if self.is_bound else None,
            prefix="new",
            form_kwargs={"user": self.user, "session": session},
        )

    def drop_unneeded(self) -> None:
        """Fields that can have no value here are not asked for."""
        if not self.session.attachments.exists():
            del self.fields["attachments"]
        if not self.session.items.filter(carried__isnull=False).exists():
            del self.fields["settles"]

    def act_rows(self) -> Rows:
        known = self.instance.acts.all() if self.instance.pk else ()
        return ActRows(
            self.data if self.is_bound else None,
            prefix="acts",
            initial=[self.row_of(act) for act in known],
            form_kwargs={
                "user": self.user,
                "session": self.session,
                "outcome": self.instance if self.instance.pk else None,
            },
        )

    def row_of(self, act: Act) -> dict:
        return {"act": act.pk, **forms.model_to_dict(act, fields=ActForm.Meta.fields)}

    def is_valid(self) -> bool:
        parts = (self.acts.is_valid(), self.news.is_valid())
        return super().is_valid() and all(parts)

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.acts.is_valid() and self.news.is_valid():
            cleaned["acts"] = self.acts.kept()
            cleaned["new_attachments"] = self.news.rows()
            if not (cleaned["acts"] or self.free_text(cleaned)):
                self.add_error(None, _("Enter an act, or the paragraph as free text."))
        else:
            self.add_error(None, _("Something is missing in the rows below."))
        return cleaned

    def free_text(self, cleaned: dict) -> bool:
        return any(cleaned.get(f"{part}_{code}") for part in ("text", "opening") for code in ("en", "fr"))

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        rows = list(super().summary)
        for form in (*self.acts.forms, *self.news.forms):
            rows += [
                (form[name].id_for_label if name in form.fields else "", form[name].label, error)
                for name, errors in form.errors.items()
                if name in form.fields
                for error in errors
            ]
        return rows

    def reading(self, language: str) -> str:
        """The paragraph as it would read with what is typed now, however incomplete."""
        if not self.is_bound:
            return said(self.instance, language, self.session) if self.instance.pk else ""
        self.is_valid()
        words = {part: self.cleaned_data.get(f"{part}_{language}", "") for part in ("opening", "text")}
        acts = [words_of(form.instance, language) for form in self.acts.forms if is_worded(form)]
        return sentences.paragraph(acts, body=self.session.body.short(language), language=language, **words)

    @property
    def reading_en(self) -> str:
        return self.reading("en")

    @property
    def reading_fr(self) -> str:
        return self.reading("fr")


def is_worded(form: ActForm) -> bool:
    """Whether a row says enough to be read and is not taken out."""
    chosen = form.has_changed() and form.instance.formula_id is not None
    return chosen and not form.cleaned_data.get(DELETION_FIELD_NAME)


class OldRecordForm(OfficeForm):
    """An old record, as a file or as its text."""

    language = forms.ChoiceField(label=_("Language"), choices=Language)
    file = forms.FileField(label=_("File"), required=False, help_text=_("PDF, Word or plain text."))
    text = forms.CharField(
        label=_("or its text"),
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Paragraphs begin with their numbers: 1., 2., 3.…"),
    )

    def clean(self) -> dict:
        """The text of the record, read from the file when there is one."""
        cleaned = super().clean()
        if cleaned.get("file"):
            try:
                cleaned["text"] = text_of(cleaned["file"])
            except Refused as refused:
                self.add_error("file", str(refused))
        elif not cleaned.get("text", "").strip():
            self.add_error("file", _("Choose a file, or paste the text."))
        return cleaned


class IssueForm(OfficeForm):
    gap_reason = forms.CharField(
        label=_("Reason for issuing without this language"), max_length=300, required=False
    )


def decision_label(decision: Decision) -> str:
    """A decision in a list of choices: its number and the beginning of its words."""
    text = decision.text()
    return f"{decision.number} · {text if len(text) <= 90 else text[:89].rstrip() + '…'}"
