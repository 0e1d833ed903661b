"""Forms of journeys, cars, rooms and needs."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.web.forms import OfficeForm, OfficeModelForm
from visits.models import Journey, Needs, Resource, RoomBlock, Stay, Transfer, Visit, Visitor
from visits.states import ResourceKind


class JourneyForm(OfficeModelForm):
    class Meta:
        model = Journey
        fields = ["way", "number", "terminal", "moment", "luggage", "first_schengen"]


class NewJourneyForm(JourneyForm):
    visitor = forms.ModelChoiceField(Visitor.objects.none(), label=_("Visitor"))
    field_order = ["visitor"]

    def __init__(self, *args, visit: Visit, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visitor"].queryset = visit.visitors.coming().select_related("person")

    def _post_clean(self) -> None:
        """The verb checks the record; the visitor comes with it."""


class TransferForm(OfficeModelForm):
    vehicle = forms.ModelChoiceField(
        Resource.objects.in_use().filter(kind=ResourceKind.VEHICLE), label=_("Vehicle"), required=False
    )
    override_reason = forms.CharField(label=_("In spite of a clash, because"), required=False, max_length=300)

    class Meta:
        model = Transfer
        fields = ["starts_at", "vehicle"]


class SeatForm(OfficeForm):
    transfer = forms.ModelChoiceField(Transfer.objects.none(), label=_("Car"), empty_label=None)

    def __init__(self, *args, journey: Journey, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        found = journey.visitor.visit.transfers.filter(way=journey.way).select_related("vehicle", "terminal")
        self.fields["transfer"].queryset = found
        self.fields["transfer"].label_from_instance = in_words


def in_words(car: Transfer) -> str:
    """14:30 · Marseille Provence Airport · Minibus 1."""
    return f"{timezone.localtime(car.starts_at):%H:%M} · {car.terminal} · {car.vehicle or '–'}"


class RoomBlockForm(OfficeModelForm):
    class Meta:
        model = RoomBlock
        fields = ["hotel", "rooms", "rate", "currency", "starts_on", "ends_on", "release_on"]


class RoomForm(OfficeForm):
    visitor = forms.ModelChoiceField(Visitor.objects.none(), label=_("Visitor"))
    block = forms.ModelChoiceField(RoomBlock.objects.none(), label=_("Hotel"), empty_label=None)
    starts_on = forms.DateField(
        label=_("First night"), required=False, help_text=_("Left empty, as the block.")
    )
    ends_on = forms.DateField(label=_("Day of leaving"), required=False)

    def __init__(self, *args, visit: Visit, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        housed = Stay.objects.filter(visitor__visit=visit).values("visitor")
        self.fields["visitor"].queryset = (
            visit.visitors.coming().exclude(pk__in=housed).select_related("person")
        )
        self.fields["block"].queryset = visit.room_blocks.all()


class NeedsForm(OfficeModelForm):
    class Meta:
        model = Needs
        fields = ["shoe_system", "shoe_size", "clothes", "step_free", "has_diet", "diet"]
