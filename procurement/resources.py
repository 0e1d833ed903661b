"""Suppliers in and out."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from council_office.directory.resources.base import Cell, OfficeResource
from procurement import actions
from procurement.models import Supplier


class SupplierResource(OfficeResource):
    """Suppliers by their SAP number, else by the name of their organisation."""

    name_en = Cell(_("Name (EN)"), "organisation__name_en", required=True, also=("Name", "Supplier"))
    sap_number = Cell(_("SAP vendor number"), "sap_number", also=("Vendor",))
    vat_number = Cell(_("VAT number"), "vat_number", also=("VAT",))

    class Meta(OfficeResource.Meta):
        model = Supplier

    def get_queryset(self):
        return Supplier.objects.select_related("organisation")

    def match(self, row: dict[str, Any]) -> Supplier | None:
        number = self.cell("sap_number", row)
        found = Supplier.objects.filter(sap_number=number).first() if number else None
        return found or self.named(self.cell("name_en", row) or "")

    def named(self, name: str) -> Supplier | None:
        return Supplier.objects.filter(organisation__name_en__iexact=name).first()

    def import_field(self, field, instance, row, is_m2m=False, **kwargs) -> None:
        if field.attribute != "organisation__name_en":
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def values(self, instance: Supplier, row: dict[str, Any]) -> dict[str, Any]:
        names = ("sap_number", "vat_number")
        return {name: getattr(instance, name) for name in names if not self.fields[name].is_blank(row)}

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> Supplier:
        return actions.create_supplier(by=by, name_en=self.cell("name_en", row), **values)

    def revise(self, instance: Supplier, values: dict[str, Any], row: dict[str, Any], by) -> Supplier:
        return actions.revise_supplier(instance, by=by, **values)
