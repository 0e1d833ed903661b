"""Organisations in and out."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from council_office.directory import actions
from council_office.directory.models import Organisation
from council_office.directory.resources.base import Cell, OfficeResource
from council_office.directory.resources.cells import ChoiceCell, CountryCell, MemberCell
from council_office.directory.states import OrganisationKind


class OrganisationResource(OfficeResource):
    """Organisations by their English name."""

    name_en = Cell(_("Name (EN)"), "name_en", required=True, also=("Name", "Organisation"))
    name_fr = Cell(_("Name (FR)"), "name_fr")
    acronym = Cell(_("Acronym"), "acronym")
    kind = Cell(_("Kind"), "kind", ChoiceCell(OrganisationKind))
    member = Cell(_("Member"), "member", MemberCell())
    country = Cell(_("Country"), "country", CountryCell())
    address = Cell(_("Postal address"), "address")
    email = Cell(_("E-mail"), "email", also=("Mail", "Courriel"))
    telephone = Cell(_("Telephone"), "telephone", also=("Phone", "Tel", "Tél."))
    website = Cell(_("Website"), "website")

    class Meta(OfficeResource.Meta):
        model = Organisation

    def get_queryset(self):
        return Organisation.objects.select_related("member")

    def match(self, row: dict[str, Any]) -> Organisation | None:
        return Organisation.objects.filter(name_en__iexact=self.cell("name_en", row) or "").first()

    def import_field(self, field, instance, row, is_m2m=False, **kwargs) -> None:
        if not (instance.pk and field.attribute == "name_en"):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> Organisation:
        return actions.create_organisation(by=by, **values)

    def revise(self, instance: Organisation, values: dict[str, Any], row: dict[str, Any], by) -> Organisation:
        return actions.revise_organisation(instance, by=by, **values)
