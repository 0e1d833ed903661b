"""Forms of programmes, resources and the day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker
from visits.models import Authorisation, Place, ProgrammeProfile, Resource, Stop, Visit, Zone
from visits.queries.bookings import Offer, offers_for
from visits.queries.programmes import profiles_for
from visits.states import ResourceKind


class ProfileForm(OfficeForm):
    """From which profile, on which day and at what hour the programme starts."""

    profile = forms.ModelChoiceField(
        ProgrammeProfile.objects.all(),
        label=_("Profile"),
        required=False,
        empty_label=_("An empty programme"),
    )
    on = forms.DateField(label=_("Day"))
    opens_at = forms.TimeField(
        label=_("Starts at"), required=False, help_text=_("Left empty: the hour of the profile.")
    )
    book = forms.BooleanField(
        label=_("Book free guides, interpreters, cars and rooms at once"), required=False, initial=True
    )

    def __init__(self, *args, visit: Visit, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        found = profiles_for(visit)
        field = self.fields["profile"]
        field.queryset = ProgrammeProfile.objects.filter(pk__in=[profile.pk for profile in found])
        field.initial = found[0].pk if found and found[0].kind == visit.kind else None
        self.fields["on"].initial = visit.starts_on
        self.fields["on"].widget.attrs |= {"min": str(visit.starts_on), "max": str(visit.ends_on)}


class StopForm(OfficeModelForm):
    """One stop: what, where, when, whose."""

    owner = PersonPicker(label=_("Who is in charge"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("Needs"), choices=ResourceKind, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["needs"] = self.instance.needed
        self.fields["owner_role"].label = _("In charge")
        self.fields["owner"].label = _("Name of who is in charge")

    def clean_needs(self) -> str:
        return ",".join(self.cleaned_data["needs"])

    class Meta:
        model = Stop
        fields = [
            *("kind", "title_en", "title_fr", "place", "starts_at", "minutes", "travel_minutes", "movable"),
            *("owner_role", "owner", "needs", "notes"),
        ]


class NewStopForm(StopForm):
    class Meta(StopForm.Meta):
        fields = [name for name in StopForm.Meta.fields if name != "travel_minutes"]


class MovedStopForm(StopForm):
    """A stop with people booked: another hour may need an override."""

    override_reason = forms.CharField(
        label=_("In spite of a clash, because"),
        required=False,
        max_length=300,
        help_text=_("Only when somebody booked is taken elsewhere; your name is kept with it."),
    )


class BookForm(OfficeForm):
    """Who or what goes with the group; those who are not free say why."""

    resource = forms.ModelChoiceField(Resource.objects.none(), label=_("Resource"), empty_label=None)
    override_reason = forms.CharField(
        label=_("In spite of a clash, because"),
        required=False,
        max_length=300,
        help_text=_("Only when somebody booked is taken elsewhere; your name is kept with it."),
    )

    def __init__(self, *args, stop: Stop, kind: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers_for(stop, kind)
        self.fields["resource"].queryset = Resource.objects.filter(
            pk__in=[offer.resource.pk for offer in self.offers]
        )
        self.fields["resource"].choices = [(offer.resource.pk, told(offer)) for offer in self.offers]


def told(offer: Offer) -> str:
    label = f"{offer.resource.get_kind_display()} · {offer.resource}"
    return label if offer.is_free else f"{label} — {' '.join(offer.why_not)}"


class ResourceForm(OfficeModelForm):
    person = PersonPicker(label=_("Person"), required=False)

    class Meta:
        model = Resource
        fields = [
            *("kind", "name", "person", "place", "languages", "capacity", "luggage", "plate"),
            *("hourly_cost", "buffer_minutes", "retired"),
        ]


class AuthorisationForm(OfficeModelForm):
    zone = forms.ModelChoiceField(Zone.objects.filter(needs_escort=True), label=_("Zone"))

    class Meta:
        model = Authorisation
        fields = ["zone", "training", "valid_from", "valid_to"]


class AwayForm(OfficeForm):
    """When a resource is not there, and why."""

    starts_at = forms.DateTimeField(label=_("From"))
    ends_at = forms.DateTimeField(label=_("Until"))
    reason = forms.CharField(
        label=_("Away because"), max_length=120, help_text=_("Leave, repair, another duty.")
    )
    override_reason = forms.CharField(
        label=_("In spite of bookings, because"), required=False, max_length=300
    )


class ScanForm(OfficeForm):
    """One code at a gate, now or a while ago without network."""

    code = forms.CharField(label=_("Code of the pass"), max_length=80)
    gate = forms.ModelChoiceField(
        Place.objects.filter(is_gate=True), label=_("Gate"), required=False, to_field_name="code"
    )
    direction = forms.CharField(max_length=3)
    at = forms.DateTimeField(required=False)
    uid = forms.UUIDField(required=False)
    said = forms.NullBooleanField(required=False)
