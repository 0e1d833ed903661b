"""Terms in bodies and places at sessions, in and out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory import actions as directory
from council_office.directory.models import Person
from council_office.directory.names import search_key
from council_office.directory.queries import on_record
from council_office.directory.resources import (
    Cell,
    ChoiceCell,
    DateCell,
    MemberCell,
    OfficeResource,
    YesCell,
)
from council_office.directory.resources.cells import NamedCell
from meetings import actions
from meetings.models import Body, Membership, Participant, Session
from meetings.states import MembershipRole, ParticipantRole


class BodyCell(NamedCell):
    """A body by its code or one of its names."""

    def keys(self):
        return {
            search_key(name): body
            for body in Body.objects.all()
            for name in (body.code, body.name_en, body.name_fr)
        }

    def unknown(self, text: str) -> str:
        return _("“%(text)s” is not one of the bodies.") % {"text": text}


class SessionCell(NamedCell):
    """A session by its label."""

    def keys(self):
        return {search_key(session.label): session for session in Session.objects.all()}

    def unknown(self, text: str) -> str:
        return _("“%(text)s” is not the label of a session.") % {"text": text}


class OfPerson(OfficeResource):
    """A list whose rows name a person by e-mail or by name in any spelling."""

    family_name = Cell(
        gettext_lazy("Family name"),
        "person__family_name",
        readonly=True,
        required=True,
        also=("Surname", "Nom"),
    )
    given_names = Cell(
        gettext_lazy("Given names"), "person__given_names", readonly=True, also=("First name", "Prénom")
    )
    email = Cell(gettext_lazy("E-mail"), "person__email", readonly=True, also=("Mail", "Courriel"))

    def person_of(self, row: dict[str, Any]) -> Person | None:
        """The one person on record whom the row names; nobody when nobody is on record."""
        name = (self.cell("family_name", row) or "", self.cell("given_names", row) or "")
        found = on_record(*name, email=self.cell("email", row) or "")
        if len(found) > 1:
            names = "; ".join(map(str, found))
            raise ValidationError(_("Several people fit: %(names)s. Fill in the e-mail.") % {"names": names})
        return found[0] if found else None


class MembershipResource(OfPerson):
    """Terms by body, person, role and first day."""

    body = Cell(gettext_lazy("Body"), "body", BodyCell(), required=True, also=("Organe",))
    member = Cell(gettext_lazy("Member"), "member", MemberCell())
    role = Cell(gettext_lazy("Role"), "role", ChoiceCell(MembershipRole), required=True)
    starts_on = Cell(gettext_lazy("From"), "starts_on", DateCell(), required=True)
    ends_on = Cell(gettext_lazy("To"), "ends_on", DateCell())
    basis_en = Cell(gettext_lazy("Basis (EN)"), "basis_en")
    basis_fr = Cell(gettext_lazy("Basis (FR)"), "basis_fr")

    class Meta(OfficeResource.Meta):
        model = Membership

    def get_queryset(self):
        return Membership.objects.select_related("body", "person", "member")

    def match(self, row: dict[str, Any]) -> Model | None:
        known = {name: self.cell(name, row) for name in ("body", "role", "starts_on")}
        if not all(known.values()):
            raise ValidationError(_("Body, role and first day are needed to know the term."))
        return Membership.objects.filter(person=self.person_of(row), **known).first()

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> Model:
        person = self.person_of(row)
        if person is None:
            raise ValidationError(_("This person is not on record: enter them under People first."))
        return actions.add_membership(values.pop("body"), by=by, person=person, **values)

    def revise(self, instance: Membership, values: dict[str, Any], row: dict[str, Any], by) -> Model:
        return actions.revise_membership(instance, by=by, **values)


class ParticipantResource(OfPerson):
    """Places by session and person; somebody not on record is entered with the row."""

    session = Cell(gettext_lazy("Session"), "session", SessionCell(), required=True)
    member = Cell(gettext_lazy("Member"), "delegation__member", MemberCell(), readonly=True)
    role = Cell(gettext_lazy("Role"), "role", ChoiceCell(ParticipantRole), required=True)
    title_en = Cell(gettext_lazy("Title (EN)"), "title_en", also=("Title", "Function"))
    title_fr = Cell(gettext_lazy("Title (FR)"), "title_fr", also=("Titre", "Fonction"))
    remote = Cell(gettext_lazy("Takes part remotely"), "remote", YesCell())

    class Meta(OfficeResource.Meta):
        model = Participant

    def get_queryset(self):
        return Participant.objects.coming().select_related("session", "person", "delegation__member")

    def match(self, row: dict[str, Any]) -> Model | None:
        session = self.cell("session", row)
        if session is None:
            raise ValidationError(_("The session is missing."))
        return session.participants.filter(person=self.person_of(row)).first()

    def create(self, values: dict[str, Any], row: dict[str, Any], by) -> Model:
        member = self.cell("member", row)
        person = self.person_of(row) or directory.create_person(
            by=by,
            family_name=self.cell("family_name", row) or "",
            given_names=self.cell("given_names", row) or "",
            email=self.cell("email", row) or "",
            member=member,
        )
        return actions.add_participant(values.pop("session"), by=by, person=person, member=member, **values)

    def revise(self, instance: Participant, values: dict[str, Any], row: dict[str, Any], by) -> Model:
        values.pop("session", None)
        return actions.revise_participant(instance, by=by, member=self.cell("member", row), **values)
