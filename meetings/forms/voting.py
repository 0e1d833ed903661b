"""Forms of votes and of attendance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.web.forms import DateInput, OfficeForm
from meetings.models import AgendaItem, Participant
from meetings.queries.voting import Ballot
from meetings.states import DecisionRule, Presence, Stance


class PositionsForm(OfficeForm):
    """The rule of an item, and where every Member stands on it."""

    rule = forms.ChoiceField(label=_("Decision rule"), choices=DecisionRule)

    def __init__(self, *args, ballot: Ballot, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.ballot = ballot
        self.fields["rule"].initial = ballot.item.decision_rule
        for line in ballot.lines:
            self.add_member(line)

    def add_member(self, line) -> None:
        """Position, note and day of lifting; their labels name the Member for who does not see the table."""
        code, position = line.member.code, line.position
        told = {"member": line.member.name()}
        self.fields[f"stance_{code}"] = forms.ChoiceField(
            label=_("Position of %(member)s") % told,
            choices=[("", _("Nothing noted")), *Stance.choices],
            required=False,
            initial=line.stance,
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        self.fields[f"note_{code}"] = forms.CharField(
            label=_("Note on %(member)s") % told,
            required=False,
            max_length=300,
            initial=position.note if position else "",
            widget=forms.TextInput(attrs={"class": "form-control"}),
        )
        self.fields[f"lift_{code}"] = forms.DateField(
            label=_("%(member)s expects to lift on") % told,
            required=False,
            initial=position.lift_expected_on if position else None,
            widget=DateInput(attrs={"class": "form-control"}),
        )

    def rows(self) -> list[tuple]:
        """(line, position, note, day) of each Member."""
        names = ("stance", "note", "lift")
        return [(line, *(self[f"{name}_{line.member.code}"] for name in names)) for line in self.ballot.lines]

    def clean(self) -> dict:
        cleaned = super().clean()
        positions = {
            line.member: {
                "stance": cleaned.get(f"stance_{line.member.code}", ""),
                "note": cleaned.get(f"note_{line.member.code}", ""),
                "lift_expected_on": cleaned.get(f"lift_{line.member.code}"),
            }
            for line in self.ballot.lines
        }
        return {"rule": cleaned.get("rule", ""), "positions": positions}


class PresenceForm(OfficeForm):
    participant = forms.ModelChoiceField(label=_("Who"), queryset=Participant.objects.none())
    presence = forms.ChoiceField(label=_("From this item on"), choices=Presence, widget=forms.RadioSelect)
    replaced_by = forms.ModelChoiceField(
        label=_("Replaced by"),
        queryset=Participant.objects.none(),
        required=False,
        help_text=_("Somebody of the same delegation who speaks in this person’s place."),
    )

    def __init__(self, *args, item: AgendaItem, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = item.session.participants.coming().select_related("person", "delegation__member")
        for name in ("participant", "replaced_by"):
            self.fields[name].queryset = people
            self.fields[name].label_from_instance = seat_label


def seat_label(participant: Participant) -> str:
    """“CN · Li Wei · Head of delegation”."""
    code = participant.delegation.member.code if participant.delegation else "IO"
    return f"{code} · {participant.person} · {participant.get_role_display()}"
