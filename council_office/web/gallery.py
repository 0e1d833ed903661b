"""Samples of every component, for the gallery."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Person
from council_office.directory.states import NameOrder
from council_office.web.forms import OfficeForm, PeoplePicker, PersonPicker
from council_office.web.tables import Empty
from council_office.web.words import TONES


class Sample(OfficeForm):
    title = forms.CharField(label=_("Title"), max_length=80, help_text=_("As it stands on the letter."))
    person = PersonPicker(label=_("Person"), help_text=_("Any part of the name, in any order."))
    others = PeoplePicker(label=_("Others"), required=False)
    on = forms.DateField(label=_("Day"))
    at = forms.TimeField(label=_("Time"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("a", _("Plenary")), ("b", _("Restricted"))])
    way = forms.ChoiceField(
        label=_("Way"), choices=[("a", _("In person")), ("b", _("By video link"))], widget=forms.RadioSelect
    )
    notes = forms.CharField(label=_("Notes"), widget=forms.Textarea, required=False)
    paper = forms.FileField(label=_("Paper"), required=False)
    urgent = forms.BooleanField(label=_("Urgent"), required=False)


def accept(**values) -> None:
    """A verb that does nothing."""


def samples(user) -> dict:
    """What the gallery's template shows; nothing of it is kept anywhere."""
    return {
        "tones": [*TONES],
        "wrong": Sample({"kind": "a", "notes": "…"}, {}, user=user),
        "readiness": READINESS,
        "deadlines": DEADLINES,
        "delegations": DELEGATIONS,
        "people": PEOPLE,
        "day": date(2026, 11, 18),
        "moment": datetime(2026, 11, 18, 14, 30, tzinfo=ZoneInfo("Europe/Paris")),
        "amount": Decimal("1234.50"),
        "job": JOB,
        "empty": Empty(
            _("No session yet"),
            _("Create the coming session; its deadlines follow by themselves."),
            icon="users-group",
        ),
        "events": EVENTS,
        "icons": ICONS,
    }


def ready(label, done, total, words, due, tone, bar) -> SimpleNamespace:
    return SimpleNamespace(label=label, done=done, total=total, words=words, due=due, tone=tone, bar=bar)


def person(family, given, order=NameOrder.GIVEN_FIRST, native="") -> Person:
    return Person(family_name=family, given_names=given, name_order=order, native_name=native)


READINESS = [
    ready("Answers to invitations", 56, 62, "6 not answered", "due Fri 6 Nov", "waiting", "going"),
    ready(
        "Credentials in good order",
        21,
        28,
        "4 letters missing, 3 to examine",
        "due Mon 16 Nov",
        "neutral",
        "going",
    ),
    ready("Papers published", 17, 19, "IC-39/4.2 by 2 days", "1 late", "bad", "bad"),
    ready("Actions with a status", 23, 23, "from IC-38 and MAC-41", "ready", "good", "good"),
]
DEADLINES = [
    ("Papers in both languages", "Wed 28 Oct", "−14 working days", "2 days late", "bad"),
    ("Pass requests, non-EU", "Tue 3 Nov", "−10 working days · 11 Nov skipped", "in 4 days", "waiting"),
    ("Answers to invitations", "Fri 6 Nov", "fixed by hand", "", ""),
]
PEOPLE = [
    person("Wang", "Li", NameOrder.FAMILY_FIRST, "王丽"),
    person("Lindqvist", "Marta"),
    person("Morozov", "Andrei"),
]
DELEGATIONS = [
    ("CN", PEOPLE[0], 4, 6, "good", "4 in good order", "10/10", "8/10"),
    ("EU", PEOPLE[1], 4, 5, "waiting", "3 of 4", "9/9", "9/9"),
    ("RU", PEOPLE[2], 3, 2, "bad", "0 of 3", "3/5", "0/5"),
]
JOB = SimpleNamespace(
    heading="62 invitations to IC-40",
    state="running",
    total=62,
    done=38,
    failed=1,
    left=23,
    percent=62,
    is_over=False,
)
EVENTS = [
    SimpleNamespace(
        at=datetime(2026, 10, 21, 22, 14, tzinfo=ZoneInfo("Europe/Paris")),
        who="RAO Chandra (signed link)",
        words="filled 5 items",
        reason="",
        changes=[],
    ),
    SimpleNamespace(
        at=datetime(2026, 10, 20, 9, 2, tzinfo=ZoneInfo("Europe/Paris")),
        who="Maya BERTIN",
        words="changed the place",
        reason="the chamber is being painted",
        changes=[("Place", "Council Chamber", "Amphitheatre")],
    ),
]
ICONS = [
    *("sun", "calendar", "users-group", "id-badge-2", "flag", "receipt-euro", "shield-lock", "chart-bar"),
    *(
        "plus",
        "pencil",
        "trash",
        "download",
        "upload",
        "send",
        "mail",
        "printer",
        "search",
        "filter",
        "check",
    ),
    *("alert-circle", "alert-triangle", "info-circle", "circle-check", "circle-dashed", "clock", "history"),
    *("link", "copy", "external-link", "dots", "x", "bookmark", "columns-3", "grip-vertical"),
]
