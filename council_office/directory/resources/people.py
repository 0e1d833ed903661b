"""People in and out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory import actions, queries
from council_office.directory.models import Person
from council_office.directory.resources.base import Cell, OfficeResource
from council_office.directory.resources.cells import (
    ChoiceCell,
    CountryCell,
    MemberCell,
    OrganisationCell,
    YesCell,
)
from council_office.directory.states import AddressStyle, Language, NameOrder


class PersonResource(OfficeResource):
    """People by reference, e-mail, or name in any spelling; homonyms ask for one of the former."""

    reference = Cell(gettext_lazy("Reference"), "pk", readonly=True, also=("ID",))
    family_name = Cell(
        gettext_lazy("Family name"), "family_name", required=True, also=("Surname", "Last name", "Nom")
    )
    given_names = Cell(
        gettext_lazy("Given names"), "given_names", also=("First name", "Given name", "Prénom")
    )
    native_name = Cell(gettext_lazy("Name in its own script"), "native_name")
    passport_name = Cell(gettext_lazy("Passport name"), "passport_name")
    name_order = Cell(gettext_lazy("Name order"), "name_order", ChoiceCell(NameOrder))
    short_name = Cell(gettext_lazy("Preferred short form"), "short_name")
    honorific = Cell(gettext_lazy("Academic or other title"), "honorific", also=("Title", "Titre"))
    address_style = Cell(gettext_lazy("Form of address"), "address_style", ChoiceCell(AddressStyle))
    salutation_en = Cell(gettext_lazy("Own wish for the salutation (EN)"), "salutation_en")
    salutation_fr = Cell(gettext_lazy("Own wish for the salutation (FR)"), "salutation_fr")
    nationality = Cell(gettext_lazy("Nationality"), "nationality", CountryCell())
    member = Cell(gettext_lazy("Member"), "member", MemberCell())
    organisation = Cell(gettext_lazy("Organisation"), "organisation", OrganisationCell())
    email = Cell(gettext_lazy("E-mail"), "email", also=("Mail", "Courriel"))
    telephone = Cell(gettext_lazy("Telephone"), "telephone", also=("Phone", "Tel", "Tél."))
    address = Cell(gettext_lazy("Postal address"), "address")
    language = Cell(
        gettext_lazy("Language of letters"), "language", ChoiceCell(Language), also=("Language", "Langue")
    )
    confirmed = Cell(gettext_lazy("Another person of this name"), None, YesCell())

    class Meta(OfficeResource.Meta):
        model = Person

    def get_queryset(self):
        return Person.objects.current().select_related("member", "organisation")

    def match(self, row: dict[str, Any]) -> Person | None:
        if reference := self.cell("reference", row):
            return referred(reference)
        name = (self.cell("family_name", row) or "", self.cell("given_names", row) or "")
        found = queries.on_record(*name, email=self.cell("email", row) or "")
        if self.cell("confirmed", row):
            return next((person for person in found if self.says_nothing_new(person, row)), None)
        if len(found) > 1:
            text = _(
                "Several people have this name (references %(keys)s): fill in the reference or the e-mail."
            )
            raise ValidationError(text % {"keys": ", ".join(str(person.pk) for person in found)})
        return found[0] if found else None

    def says_nothing_new(self, person: Person, row: dict[str, Any]) -> bool:
        told = [field for field in self.get_import_fields() if field.attribute and not field.is_blank(row)]
        return all(field.readonly or field.get_value(person) == field.clean(row) for field in told)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs) -> None:
        """A name that found its person does not change the spelling on record."""
        found_by_name = instance.pk and not self.cell("reference", row)
        if not (found_by_name and field.attribute in ("family_name", "given_names")):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> Person:
        return actions.create_person(by=by, confirmed=bool(self.cell("confirmed", row)), **values)

    def revise(self, instance: Person, values: dict[str, Any], row: dict[str, Any], by) -> Person:
        return actions.revise_person(instance, by=by, **values)


def referred(reference: str) -> Person:
    """The person of a reference, or of the record into which it was merged."""
    person = Person.objects.filter(pk=reference).first() if reference.isdecimal() else None
    if person is None:
        raise ValidationError(_("Nobody has the reference “%(key)s”.") % {"key": reference})
    return person.kept
