"""Samples of every component, for the gallery."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.web.forms import OfficeForm, PeoplePicker, PersonPicker
from council_office.web.words import TONES


class Sample(OfficeForm):
    title = forms.CharField(label=_("Title"), help_text=_("As it stands on the letter."))
    person = PersonPicker(label=_("Person"), help_text=_("Any part of the name, in any order."))
    others = PeoplePicker(label=_("Others"), required=False)
    on = forms.DateField(label=_("Day"))
    at = forms.TimeField(label=_("Time"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("a", _("Plenary")), ("b", _("Restricted"))])
    shape = forms.ChoiceField(
        label=_("Way"), choices=[("a", _("In person")), ("b", _("By video link"))], widget=forms.RadioSelect
    )
    notes = forms.CharField(label=_("Notes"), widget=forms.Textarea, required=False)
    paper = forms.FileField(label=_("Paper"), required=False)
    urgent = forms.BooleanField(label=_("Urgent"), required=False)


def accept(**values) -> None:
    """A verb that does nothing."""


def samples() -> dict:
    return {
        "tones": [*TONES],
        "readiness": READINESS,
        "delegations": DELEGATIONS,
        "today": date(2026, 11, 18),
        "amount": Decimal("1234.50"),
        "icons": ICONS,
    }


def row(label, done, total, words, due, tone, bar):
    return SimpleNamespace(label=label, done=done, total=total, words=words, due=due, tone=tone, bar=bar)


READINESS = [
    row(_("Answers to invitations"), 56, 62, _("6 not answered"), _("due Fri 6 Nov"), "waiting", "going"),
    row(_("Papers published"), 17, 19, _("IC-39/4.2 by 2 days"), _("1 late"), "bad", "bad"),
    row(_("Actions with a status"), 23, 23, _("from IC-38"), _("ready"), "good", "good"),
]
DELEGATIONS = [
    ("CN", "WANG Li", 4, 6, "good", "4 / 4", "10/10"),
    ("EU", "Marta LINDQVIST", 4, 5, "waiting", "3 / 4", "9/9"),
    ("RU", "Andrei MOROZOV", 3, 2, "bad", "0 / 3", "3/5"),
]
ICONS = ["sun", "calendar", "users-group", "id-badge-2", "flag", "receipt-euro", "shield-lock", "chart-bar"]
