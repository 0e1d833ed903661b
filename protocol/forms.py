"""Forms of ceremonies, guests, answers, seats, cues and gifts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.directory.states import Language
from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker
from protocol.models import BudgetLine, Ceremony, CommunicationSheet, Cue, Gift, Guest, SeatPlan
from protocol.states import GuestAnswer, PrintKind


class CeremonyForm(OfficeModelForm):
    host = PersonPicker(
        label=_("Inviting authority"),
        required=False,
        help_text=_("Second on the ladder of the French decree (art. 9); first at a table."),
    )
    signatory = PersonPicker(label=_("Signs the letters"), required=False)
    contact = PersonPicker(label=_("Contact"), required=False)

    class Meta:
        model = Ceremony
        fields = [
            *("kind", "title_en", "title_fr", "held_on", "opens_at", "closes_at", "place_en", "place_fr"),
            *("host", "signatory", "contact", "scheme", "presiding", "equal_order", "flag_scheme"),
        ]


class ReasonForm(OfficeForm):
    """One line that says why."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class GuestForm(OfficeModelForm):
    """In which quality somebody comes; the choices are guests of the same ceremony."""

    class Meta:
        model = Guest
        fields = [
            *("authority", "capacity_en", "capacity_fr", "standing", "represents", "represented_authority"),
            *("member", "country", "took_office_at", "partner", "interprets_for"),
            *("needs_access", "special_meal", "speaks", "notes"),
        ]
        help_texts = {"capacity_en": _("Left empty: the title of the post held on the day.")}

    def __init__(self, *args, ceremony: Ceremony, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = Guest.objects.filter(ceremony=ceremony, withdrawn=False).select_related("person")
        others = others.order_by("person__search_name").exclude(pk=self.instance.pk)
        for name in ("represents", "partner", "interprets_for"):
            self.fields[name].queryset = others


class NewGuestForm(GuestForm):
    person = PersonPicker(label=_("Person"), help_text=_("Any part of the name, in any order."))
    field_order = ["person"]


class PasteForm(OfficeForm):
    text = forms.CharField(
        label=_("The list"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10, "class": "roster-text", "spellcheck": "false"}),
        help_text=_(
            "Copied from a spreadsheet: family name, given names, capacity, organisation, e-mail, Member. "
            "A first line may name the columns."
        ),
    )


class PlaceForm(OfficeForm):
    """A place on the ladder against the rules."""

    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=1000)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It is shown on the ladder, beside what the rules say."),
    )


class ConflictForm(OfficeForm):
    other = forms.ModelChoiceField(None, label=_("Not beside"))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args, guest: Guest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = Guest.objects.filter(ceremony=guest.ceremony_id, withdrawn=False).exclude(pk=guest.pk)
        self.fields["other"].queryset = others.select_related("person").order_by("person__search_name")


class AnswerForm(OfficeForm):
    """What a guest answers, or the office on the guest's behalf."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (GuestAnswer.ACCEPTED, _("I will attend")),
            (GuestAnswer.REGRETS, _("I cannot attend")),
            (GuestAnswer.SUBSTITUTE, _("I cannot attend and send a substitute")),
        ],
        widget=forms.RadioSelect,
    )
    special_meal = forms.BooleanField(
        label=_("I need a special meal"), required=False, help_text=_("The kitchen will ask you which.")
    )
    needs_access = forms.BooleanField(label=_("I need an accessible seat"), required=False)
    family_name = forms.CharField(label=_("Family name of the substitute"), max_length=120, required=False)
    given_names = forms.CharField(label=_("Given names of the substitute"), max_length=120, required=False)
    title = forms.CharField(label=_("Title of the substitute"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail of the substitute"), required=False)
    remark = forms.CharField(
        label=_("Remark for the office"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") == GuestAnswer.SUBSTITUTE and not cleaned.get("family_name"):
            self.add_error("family_name", _("Name the substitute."))
        return cleaned


class PlanForm(OfficeModelForm):
    class Meta:
        model = SeatPlan
        fields = ["title_en", "title_fr", "shape", "tables", "per_table", "alternate", "apart_partners"]


class SeatForm(OfficeForm):
    """Who sits where, for those who do not drag."""

    guest = forms.ModelChoiceField(None, label=_("Guest"))
    number = forms.IntegerField(label=_("Seat"), min_value=1, max_value=600)

    def __init__(self, *args, plan: SeatPlan, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        guests = Guest.objects.filter(ceremony=plan.ceremony_id).expected().select_related("person")
        self.fields["guest"].queryset = guests.order_by("person__search_name")


class NoteForm(OfficeForm):
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class PrintForm(OfficeForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=PrintKind)
    language = forms.ChoiceField(label=_("Language"), choices=Language)
    only_changed = forms.BooleanField(label=_("Only new and changed cards"), required=False)


class CueForm(OfficeModelForm):
    class Meta:
        model = Cue
        fields = ["at", "minutes", "kind", "title_en", "title_fr", "guest", "owner", "notes"]

    def __init__(self, *args, ceremony: Ceremony, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        guests = Guest.objects.filter(ceremony=ceremony, withdrawn=False).select_related("person")
        self.fields["guest"].queryset = guests.order_by("person__search_name")


class CommunicationForm(OfficeModelForm):
    spokesperson = PersonPicker(label=_("Spokesperson"), required=False)

    class Meta:
        model = CommunicationSheet
        fields = [
            *("press", "photo_points", "languages", "consent", "message_en", "message_fr"),
            *("spokesperson", "embargo_until"),
        ]


class BudgetLineForm(OfficeModelForm):
    class Meta:
        model = BudgetLine
        fields = ["title", "planned", "spent"]


class GiftForm(OfficeModelForm):
    person = PersonPicker(label=_("To or from whom"))

    class Meta:
        model = Gift
        fields = [
            *("direction", "person", "member", "ceremony", "what_en", "what_fr", "value", "day"),
            *("kept_at", "notes"),
        ]
