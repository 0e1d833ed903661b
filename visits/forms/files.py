"""The form of a visitor's file: exactly the fields that nationality, document and zones ask for."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from council_office.directory.resources import files
from council_office.web.forms import OfficeForm, dress
from meetings import roster
from visits import entry
from visits.queries.people import ATTRIBUTES, File, Need, answer_of
from visits.states import OF_ANSWERS, OF_DOCUMENT, DocumentKind, Item, VisitorRole

# Once given, these are not shown again to the holder of a link, who may have forwarded it.
NOT_SHOWN_AGAIN = (Item.DOCUMENT_NUMBER, Item.BORN_ON, Item.HOME_ADDRESS)
MOST_BYTES = 2 * 1024 * 1024
ZONE_LINES = "mrz"
BIOMETRIC = "biometric"


def text(most: int = 120, **attrs: str) -> Callable[..., forms.Field]:
    return lambda **options: forms.CharField(
        max_length=most, widget=forms.TextInput({"autocomplete": "off", **attrs}), **options
    )


def lines(rows: int = 3) -> Callable[..., forms.Field]:
    return lambda **options: forms.CharField(
        max_length=600, widget=forms.Textarea({"rows": rows, "autocomplete": "off"}), **options
    )


def country(**options: Any) -> forms.Field:
    return forms.ChoiceField(choices=[("", "—"), *countries], **options)


def document_kind(**options: Any) -> forms.Field:
    return forms.ChoiceField(choices=[("", "—"), *DocumentKind.choices], **options)


FIELDS: Mapping[str, Callable[..., forms.Field]] = {
    Item.NATIONALITY: country,
    Item.DOCUMENT_KIND: document_kind,
    Item.DOCUMENT_COUNTRY: country,
    Item.DOCUMENT_NUMBER: text(20, autocapitalize="characters"),
    Item.HOLDER_NAME: text(),
    Item.ISSUED_ON: forms.DateField,
    Item.EXPIRES_ON: forms.DateField,
    Item.BORN_ON: forms.DateField,
    Item.BIRTH_PLACE: text(),
    Item.HOME_ADDRESS: lines(),
    Item.VISA_UNTIL: forms.DateField,
    Item.EMPLOYER: text(),
    Item.FUNCTION: text(),
    Item.PHONE: text(40, inputmode="tel"),
    Item.BRIEFING: forms.DateField,
    Item.EARLIER_STAYS: lines(),
}
ORDER = list(FIELDS)  # the document first, then the person, then the visit
HELP = {
    Item.EARLIER_STAYS: gettext_lazy("One stay a line: 2026-05-02 – 2026-05-09. Nothing? Write “none”."),
    Item.BRIEFING: gettext_lazy("The day on which you took the e-learning."),
}


class FileForm(OfficeForm):
    """Fields for what is asked, filled with what was said; each may be left for later."""

    def __init__(self, *args: Any, file: File, by_link: bool, **kwargs: Any) -> None:
        asked = sorted(
            (need for need in file.of_visitor if need.item in FIELDS), key=lambda need: ORDER.index(need.item)
        )
        kwargs["initial"] = {need.item: said(file, need.item, by_link) for need in asked}
        super().__init__(*args, **kwargs)
        for need in asked:
            help_text = help_of(need, file, by_link)
            self.fields[need.item] = FIELDS[need.item](label=need.label, required=False, help_text=help_text)
        if file.rule and file.rule.biometric_only:
            self.fields[BIOMETRIC] = biometric()
            self.initial[BIOMETRIC] = file.visitor.document and file.visitor.document.biometric
        if Item.DOCUMENT_NUMBER in self.fields:
            self.fields[ZONE_LINES] = zone_lines()
            self.order_fields([ZONE_LINES])
        for field in self.fields.values():
            dress(field)

    def clean_earlier_stays(self) -> str:
        text = self.cleaned_data["earlier_stays"]
        _stays, unread = entry.stays_in(text)
        if unread:
            raise forms.ValidationError(
                _("Write “%(line)s” as 2026-05-02 – 2026-05-09."), params={"line": unread[0][:60]}
            )
        return text

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if born_on and born_on >= timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return born_on

    def clean_issued_on(self):
        issued_on = self.cleaned_data["issued_on"]
        if issued_on and issued_on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return issued_on

    @property
    def told(self) -> dict[str, Any]:
        """What was sent, is valid, and differs from what was said before."""
        cleaned = getattr(self, "cleaned_data", {})
        known = {*OF_DOCUMENT, *OF_ANSWERS, BIOMETRIC} & set(self.data)
        return {name: value for name, value in cleaned.items() if name in known and name in self.changed_data}


def said(file: File, item: str, by_link: bool) -> Any:
    """What was said of an item before, as its field takes it."""
    if by_link and item in NOT_SHOWN_AGAIN:
        return ""
    if item in OF_ANSWERS:
        return answer_of(file.visitor, item)
    document = file.visitor.document
    value = getattr(document, ATTRIBUTES[item]) if document else ""
    if item == Item.NATIONALITY:
        value = value or file.visitor.person.nationality
    return str(getattr(value, "code", value) or "")


def help_of(need: Need, file: File, by_link: bool) -> str:
    """Why it is asked; that it was given; what is wrong with it."""
    hidden = by_link and need.item in NOT_SHOWN_AGAIN and need.given
    parts = [need.requirement.why(), str(HELP.get(need.item, ""))]
    if hidden:
        parts.append(_("Given already; type it again only to change it."))
    return " ".join(filter(None, parts))


def biometric() -> forms.Field:
    return forms.NullBooleanField(
        label=_("Biometric passport"),
        required=False,
        help_text=_("It bears a small golden rectangle with a circle on its cover."),
    )


def zone_lines() -> forms.Field:
    return forms.CharField(
        label=_("Machine-readable lines"),
        required=False,
        max_length=400,
        help_text=_("The lines with <<< under the photograph, typed or pasted: they fill in the rest."),
        widget=forms.Textarea(
            {"rows": 3, "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ScanForm(OfficeForm):
    """One file for one item."""

    file = forms.FileField(label=gettext_lazy("File"))


class ListForm(OfficeForm):
    """A list pasted from a spreadsheet, or the file itself; the role of those whose line says none."""

    text = forms.CharField(
        label=gettext_lazy("List"),
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy("Pasted from a spreadsheet or a mail: name, e-mail, organisation, role."),
    )
    file = forms.FileField(label=gettext_lazy("or a file (Excel or CSV)"), required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Role of those without one"), choices=VisitorRole, initial=VisitorRole.EXPERT
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if upload := cleaned.get("file"):
            if upload.size > MOST_BYTES:
                raise forms.ValidationError(_("This file is larger than 2 MB."))
            rows = files.read(upload.read())
            cleaned["text"] = roster.as_text([rows.headers, *rows])
        if not (cleaned.get("text") or "").strip():
            raise forms.ValidationError(_("Paste a list or choose a file."))
        return cleaned


class NoteForm(OfficeForm):
    note = forms.CharField(
        label=gettext_lazy("What security needs to know"), widget=forms.Textarea({"rows": 4}), max_length=1000
    )


class CodeForm(OfficeForm):
    """The code under a letter, with or without its blanks."""

    code = forms.CharField(label=gettext_lazy("Verification code"), max_length=40)

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split()).upper()
