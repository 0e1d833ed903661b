"""Guests, tables of precedence, flags and gifts in and out of spreadsheets."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory.queries import on_record
from council_office.directory.resources import (
    Cell,
    ChoiceCell,
    DateCell,
    MemberCell,
    OfficeResource,
    TextCell,
    YesCell,
)
from protocol import actions
from protocol.models import Authority, Ceremony, Flag, Gift, Guest, RankRow, RankTable
from protocol.states import Direction


class CeremonyCell(TextCell):
    """A ceremony by its number."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if text and not Ceremony.objects.filter(number=text).exists():
            raise ValueError(_("No ceremony has the number “%(text)s”.") % {"text": text})
        return Ceremony.objects.filter(number=text).first()

    def render(self, value, obj=None, **kwargs):
        return value.number if value else ""


class PersonCell(TextCell):
    """Somebody on record: FAMILY NAME, Given names."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        family, _comma, given = text.partition(",")
        found = on_record(family.strip(), given.strip())
        if text and len(found) != 1:
            raise ValueError(_("“%(text)s” is not exactly one person on record.") % {"text": text})
        return found[0] if found else None

    def render(self, value, obj=None, **kwargs):
        return f"{value.family_name}, {value.given_names}".strip(", ") if value else ""


class GuestResource(OfficeResource):
    """Guests by ceremony and person; answers come by their own verb and are not imported."""

    ceremony = Cell(gettext_lazy("Ceremony"), "ceremony", CeremonyCell(), required=True)
    person = Cell(gettext_lazy("Guest"), "person", PersonCell(), required=True)
    capacity_en = Cell(gettext_lazy("Capacity (EN)"), "capacity_en")
    capacity_fr = Cell(gettext_lazy("Capacity (FR)"), "capacity_fr")
    member = Cell(gettext_lazy("Member"), "member", MemberCell())
    needs_access = Cell(gettext_lazy("Accessible seat"), "needs_access", YesCell())
    special_meal = Cell(gettext_lazy("Special meal"), "special_meal", YesCell())
    speaks = Cell(gettext_lazy("Speech"), "speaks", YesCell())
    answer = Cell(gettext_lazy("Answer"), "answer", readonly=True)

    class Meta(OfficeResource.Meta):
        model = Guest

    def get_queryset(self):
        return Guest.objects.select_related("ceremony", "person", "member")

    def match(self, row: dict[str, Any]) -> Guest | None:
        return Guest.objects.filter(
            ceremony=self.cell("ceremony", row), person=self.cell("person", row)
        ).first()

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> Guest:
        return actions.add_guest(values.pop("ceremony"), by=by, **values)

    def revise(self, instance: Guest, values: dict[str, Any], row: dict[str, Any], by) -> Guest:
        values.pop("ceremony", None)
        values.pop("person", None)
        return actions.revise_guest(instance, by=by, **values)


class TableCell(TextCell):
    """A version of a table of precedence by its name."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        found = RankTable.objects.filter(label=text).first()
        if text and found is None:
            raise ValueError(_("No table of precedence is called “%(text)s”.") % {"text": text})
        return found

    def render(self, value, obj=None, **kwargs):
        return value.label if value else ""


class AuthorityCell(TextCell):
    """An authority by its code."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        found = Authority.objects.filter(code=text).first()
        if text and found is None:
            raise ValueError(_("No authority has the code “%(text)s”.") % {"text": text})
        return found

    def render(self, value, obj=None, **kwargs):
        return value.code if value else ""


class RankRowResource(OfficeResource):
    """The places of the tables of precedence, one authority a row."""

    table = Cell(gettext_lazy("Table"), "table", TableCell(), required=True)
    place = Cell(gettext_lazy("Place"), "place", required=True)
    authority = Cell(gettext_lazy("Authority"), "authority", AuthorityCell(), required=True)
    verified = Cell(gettext_lazy("Seen in the text in force"), "verified", YesCell())

    class Meta(OfficeResource.Meta):
        model = RankRow

    def get_queryset(self):
        return RankRow.objects.select_related("table", "authority")

    def match(self, row: dict[str, Any]) -> RankRow | None:
        return RankRow.objects.filter(
            table=self.cell("table", row), authority=self.cell("authority", row)
        ).first()

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> RankRow:
        return actions.add_rank(by=by, **values)

    def revise(self, instance: RankRow, values: dict[str, Any], row: dict[str, Any], by) -> RankRow:
        return actions.revise_rank(instance, by=by, **values)


class FlagResource(OfficeResource):
    """The store of flags by code."""

    code = Cell(gettext_lazy("Code"), "code", required=True)
    name_en = Cell(gettext_lazy("Name (EN)"), "name_en", required=True)
    name_fr = Cell(gettext_lazy("Name (FR)"), "name_fr")
    stock = Cell(gettext_lazy("In the store"), "stock")
    size_cm = Cell(gettext_lazy("Size (cm)"), "size_cm")
    checked_on = Cell(gettext_lazy("Stock checked on"), "checked_on", DateCell())

    class Meta(OfficeResource.Meta):
        model = Flag

    def match(self, row: dict[str, Any]) -> Flag | None:
        return Flag.objects.filter(code=self.cell("code", row)).first()

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> Flag:
        return actions.add_flag(by=by, **values)

    def revise(self, instance: Flag, values: dict[str, Any], row: dict[str, Any], by) -> Flag:
        return actions.revise_flag(instance, by=by, **values)


class GiftResource(OfficeResource):
    """The register of gifts by number; a row without one is a new gift."""

    number = Cell(gettext_lazy("Number"), "number", readonly=True)
    direction = Cell(gettext_lazy("Direction"), "direction", ChoiceCell(Direction), required=True)
    person = Cell(gettext_lazy("To or from whom"), "person", PersonCell(), required=True)
    what_en = Cell(gettext_lazy("What (EN)"), "what_en", required=True)
    what_fr = Cell(gettext_lazy("What (FR)"), "what_fr")
    value = Cell(gettext_lazy("Value (EUR)"), "value", required=True)
    day = Cell(gettext_lazy("Day"), "day", DateCell(), required=True)
    kept_at = Cell(gettext_lazy("Where it is kept"), "kept_at")
    state = Cell(gettext_lazy("State"), "state", readonly=True)

    class Meta(OfficeResource.Meta):
        model = Gift

    def get_queryset(self):
        return Gift.objects.select_related("person")

    def match(self, row: dict[str, Any]) -> Gift | None:
        return Gift.objects.filter(number=str(row.get("number", "")).strip()).first()

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> Gift:
        return actions.propose_gift(by=by, **values)

    def revise(self, instance: Gift, values: dict[str, Any], row: dict[str, Any], by) -> Gift:
        return actions.revise_gift(instance, by=by, **values)
