"""Forms of sessions, and of the terms that people serve in a body."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker
from meetings.models import Body, Membership, Session
from meetings.queries import invitations, planning
from meetings.queries.planning import Rescheduled
from meetings.states import SessionKind, SessionMode


class NewSessionForm(OfficeForm):
    """The next session of a body; what is left as proposed comes from the body's pattern."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind, initial=SessionKind.ORDINARY)
    number = forms.IntegerField(
        label=_("Number"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=_("Ordinary sessions count on; extraordinary and ministerial ones have no number."),
    )
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Left empty, as long as usual.")
    )
    fixed_by_hand = forms.BooleanField(
        label=_("Date fixed by hand"),
        required=False,
        help_text=_("Keeps the date when the Council moves, and allows a day that is not a working day."),
    )
    mode = forms.ChoiceField(label=_("How"), choices=SessionMode, initial=SessionMode.IN_PERSON)
    place_en = forms.CharField(label=_("Place (EN)"), max_length=160, required=False)
    place_fr = forms.CharField(label=_("Place (FR)"), max_length=160, required=False)
    carry_delegations = forms.BooleanField(
        label=_("Take the delegations over from the session before"),
        required=False,
        help_text=_("Each Member still confirms its own."),
    )
    with_committees = forms.BooleanField(
        label=_("Create the committees that prepare it"),
        required=False,
        help_text=_("On the proposed working days; each date can be changed afterwards."),
    )

    def __init__(self, *args, body: Body, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not Body.objects.filter(reports_to=body).exists():
            del self.fields["with_committees"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, number = cleaned.get("kind"), cleaned.get("number")
        if number and kind not in (SessionKind.ORDINARY, SessionKind.INTERIM):
            cleaned["number"] = None
        return in_order(self, cleaned)


class RevisedSessionForm(OfficeModelForm):
    """The facts of a session; another date is only taken once what moves with it was seen."""

    chair = PersonPicker(label=_("Chair"), required=False)
    signatory = PersonPicker(label=_("Signs the letters"), required=False)
    move_along = forms.BooleanField(
        label=_("Move all this with the session"), required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Session
        fields = [
            "starts_on",
            "ends_on",
            "fixed_by_hand",
            "opens_at",
            "closes_at",
            "mode",
            "place_en",
            "place_fr",
            "remote_link",
            "chair",
            "chair_note_en",
            "chair_note_fr",
            "signatory",
        ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.session = kwargs["instance"]
        self.moves, self.mailed = Rescheduled(), []

    def clean(self) -> dict[str, Any]:
        cleaned = in_order(self, super().clean())
        days = [cleaned.get("starts_on"), cleaned.get("ends_on")]
        agreed = cleaned.pop("move_along", False)
        if not self.errors and not agreed and set(self.changed_data) & set(planning.CALENDAR_FACTS):
            moves = planning.would_move(self.session, *days)
            mailed = invitations.told_of(self.session, moves)
            if moves or mailed:
                self.ask(moves, mailed)
        return cleaned

    def ask(self, moves: Rescheduled, mailed: list) -> None:
        """Show what would move and who would be told, and a box to tick."""
        self.moves, self.mailed = moves, mailed
        field = self.fields["move_along"]
        field.widget = forms.CheckboxInput(attrs={"class": "form-check-input"})
        self.order_fields(["move_along"])
        words = _("Everything in the list above moves with the session. Tick the box, then save again.")
        if not moves:
            field.label = _("Send them the change")
            words = _("The people above are told by mail. Tick the box, then save again.")
        self.add_error("move_along", words)


class MembershipForm(OfficeModelForm):
    """A person's term in a body."""

    person = PersonPicker(label=_("Person"))

    class Meta:
        model = Membership
        fields = ["person", "role", "member", "starts_on", "ends_on"]

    def clean(self) -> dict[str, Any]:
        return in_order(self, super().clean())


class EndForm(OfficeForm):
    ends_on = forms.DateField(label=_("Last day of the term"))


class CancelForm(OfficeForm):
    reason = forms.CharField(
        label=_("Why the session does not take place"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        help_text=_("Its open deadlines end. It stays in the lists, and the reason in its history."),
    )


def in_order(form: forms.BaseForm, cleaned: dict[str, Any]) -> dict[str, Any]:
    """The last day is not before the first."""
    first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
    if first and last and last < first:
        form.add_error("ends_on", _("The last day is before the first."))
    return cleaned
