"""The registers of decisions and actions, going out."""

from django.utils.translation import gettext_lazy as _

from council_office.directory.resources import Cell, ChoiceCell, DateCell, OfficeResource
from meetings.models import Action, Decision
from meetings.states import ActionKind, ActionState, DecisionStatus


class DecisionResource(OfficeResource):
    """The register of decisions; it is written by records alone."""

    number = Cell(_("Number"), "number")
    session = Cell(_("Session"), "session__label")
    subject = Cell(_("Subject"), "subject")
    text_en = Cell(_("Text (EN)"), "text_en")
    text_fr = Cell(_("Text (FR)"), "text_fr")
    addressee = Cell(_("Addressee"), "addressee")
    due_on = Cell(_("Due on"), "due_on", DateCell())
    due_session = Cell(_("Due at"), "due_session")
    state = Cell(_("Status"), "state", ChoiceCell(DecisionStatus))
    decided_on = Cell(_("Decided on"), "decided_on", DateCell())
    effective_on = Cell(_("In force from"), "effective_on", DateCell())
    ended_on = Cell(_("In force until"), "ended_on", DateCell())
    outcome_note_en = Cell(_("What became of it (EN)"), "outcome_note_en")
    outcome_note_fr = Cell(_("What became of it (FR)"), "outcome_note_fr")
    basis_en = Cell(_("Basis (EN)"), "basis_en")
    basis_fr = Cell(_("Basis (FR)"), "basis_fr")

    class Meta(OfficeResource.Meta):
        model = Decision

    def get_queryset(self):
        return Decision.objects.select_related("session", "subject", "addressee", "due_session")


class ActionResource(OfficeResource):
    """The register of actions; it is written by records and reports alone."""

    number = Cell(_("Number"), "number")
    session = Cell(_("Session"), "session__label")
    kind = Cell(_("Kind"), "kind", ChoiceCell(ActionKind))
    title_en = Cell(_("What (EN)"), "title_en")
    title_fr = Cell(_("What (FR)"), "title_fr")
    addressee = Cell(_("Addressee"), "addressee")
    owner = Cell(_("Owner"), "owner")
    to_body = Cell(_("Charged body"), "to_body")
    due_on = Cell(_("Due on"), "due_on", DateCell())
    due_session = Cell(_("Due at"), "due_session")
    state = Cell(_("State"), "state", ChoiceCell(ActionState))
    closed_on = Cell(_("Closed on"), "closed_on", DateCell())

    class Meta(OfficeResource.Meta):
        model = Action

    def get_queryset(self):
        return Action.objects.select_related("session", "addressee", "owner", "to_body", "due_session")
