"""Dated rules in and out: the table of visa classes and the requirements."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from council_office.directory.resources import (
    Cell,
    ChoiceCell,
    CountryCell,
    DateCell,
    OfficeResource,
    YesCell,
)
from visits import actions
from visits.models import Requirement, VisaRule
from visits.states import (
    DocumentKind,
    EntryGroup,
    Item,
    Stage,
    VisaClass,
    VisitKind,
    Whose,
    ZoneGroup,
)


class RuleResource(OfficeResource):
    """A dated row is known by what it is about and by its first day."""

    valid_from = Cell(_("In force from"), "valid_from", DateCell(), required=True)
    valid_to = Cell(_("In force to"), "valid_to", DateCell())
    source = Cell(_("Source"), "source")
    illustrative = Cell(_("Illustrative"), "illustrative", YesCell())

    def starts(self, row: dict[str, Any]) -> date | None:
        return self.cell("valid_from", row)

    def revise(self, instance, values: dict[str, Any], row: dict[str, Any], by):
        return actions.revise_rule(instance, by=by, **values)


class VisaRuleResource(RuleResource):
    nationality = Cell(_("Nationality"), "nationality", CountryCell())
    document_kind = Cell(_("Only with"), "document_kind", ChoiceCell(DocumentKind))
    visa_class = Cell(_("Class"), "visa_class", ChoiceCell(VisaClass), required=True)
    biometric_only = Cell(_("Biometric passports only"), "biometric_only", YesCell())
    authorisation_from = Cell(
        _("Travel authorisation (ETIAS) from"), "authorisation_from", DateCell(), also=("ETIAS",)
    )
    note_en = Cell(_("Note (EN)"), "note_en")
    note_fr = Cell(_("Note (FR)"), "note_fr")
    needs_checking = Cell(_("Verify"), "needs_checking", YesCell())

    class Meta(OfficeResource.Meta):
        model = VisaRule

    def match(self, row: dict[str, Any]) -> VisaRule | None:
        return VisaRule.objects.filter(
            nationality=self.cell("nationality", row) or "",
            document_kind=self.cell("document_kind", row) or "",
            valid_from=self.starts(row),
        ).first()

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> VisaRule:
        return actions.create_visa_rule(by=by, **values)


class RequirementResource(RuleResource):
    code = Cell(_("Code"), "code", required=True)
    item = Cell(_("What"), "item", ChoiceCell(Item))
    whose = Cell(_("Who gives it"), "whose", ChoiceCell(Whose))
    stage = Cell(_("What waits for it"), "stage", ChoiceCell(Stage))
    visit_kind = Cell(_("Kind of visit"), "visit_kind", ChoiceCell(VisitKind))
    entry = Cell(_("Nationalities"), "entry", ChoiceCell(EntryGroup))
    document_kind = Cell(_("Kind of document"), "document_kind", ChoiceCell(DocumentKind))
    zone = Cell(_("Zones"), "zone", ChoiceCell(ZoneGroup))
    why_en = Cell(_("Why (EN)"), "why_en")
    why_fr = Cell(_("Why (FR)"), "why_fr")

    class Meta(OfficeResource.Meta):
        model = Requirement

    def match(self, row: dict[str, Any]) -> Requirement | None:
        return Requirement.objects.filter(code=self.cell("code", row), valid_from=self.starts(row)).first()

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> Requirement:
        return actions.create_requirement(by=by, **values)
