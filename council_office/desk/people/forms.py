"""Forms of the people, organisations, Members and accounts; they validate and never save."""

from itertools import chain
from typing import ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from council_office.directory import queries
from council_office.directory.models import ContactPoint, Member, Organisation, Person, Post, User
from council_office.directory.states import Language, NameOrder, Role
from council_office.web.forms import OfficeForm, OfficeModelForm, PersonPicker, Picker, source

ORGANISATIONS = source(
    "directory.organisation",
    Organisation,
    lambda organisations, text: organisations.named(text),
    note=lambda organisation: organisation.acronym,
)


class PersonForm(OfficeModelForm):
    """A person's record, its fields in groups."""

    organisation = Picker(ORGANISATIONS, label=_("Organisation"), required=False)

    class Meta:
        model = Person
        fields = (
            "family_name", "given_names", "name_order", "native_name", "passport_name", "short_name",
            "pronunciation", "address_style", "honorific", "salutation_en", "salutation_fr", "language",
            "organisation", "member", "nationality", "email", "telephone", "address",
        )  # fmt: skip

    GROUPS: ClassVar = (
        (_("Name"), ("family_name", "given_names", "name_order", "native_name", "passport_name", "born_on")),
        (_("Belongs to"), ("organisation", "member", "nationality")),
        (_("Reached at"), ("email", "telephone", "address")),
        (
            _("In letters and in person"),
            (
                "language",
                "address_style",
                "honorific",
                "salutation_en",
                "salutation_fr",
                "short_name",
                "pronunciation",
            ),
        ),
    )

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        return [
            (legend, [self[name] for name in names if name in self.fields]) for legend, names in self.GROUPS
        ]


class NewPersonForm(PersonForm):
    """Somebody new; the people who may be the same are proposed first."""

    name_order = forms.ChoiceField(
        label=_("Name order"),
        choices=lambda: chain([("", gettext("As usual in the country"))], NameOrder.choices),
        required=False,
    )
    born_on = forms.DateField(
        label=_("Date of birth"),
        required=False,
        help_text=_("Only tells namesakes apart: a fingerprint is kept, not the date."),
    )
    confirmed = forms.BooleanField(label=_("This is someone else"), required=False)

    proposed: ClassVar[list[Person]] = []

    def clean(self) -> dict:
        told = super().clean()
        if told.get("family_name") and not told.get("confirmed"):
            self.proposed = queries.same_person(
                told["family_name"], told.get("given_names", ""), told.get("email", ""), told.get("born_on")
            )
        if self.proposed:
            self.add_error(None, gettext("Perhaps already on record: look at the people proposed above."))
        return told


class PostForm(OfficeModelForm):
    organisation = Picker(ORGANISATIONS, label=_("Organisation"), required=False)

    class Meta:
        model = Post
        fields = ("title_en", "title_fr", "office", "organisation", "country", "starts_on", "ends_on")


class LeaveForm(OfficeForm):
    ends_on = forms.DateField(label=_("Last day"))


class ContactPointForm(OfficeModelForm):
    organisation = Picker(ORGANISATIONS, label=_("Organisation"), required=False)

    class Meta:
        model = ContactPoint
        fields = ("purpose_en", "purpose_fr", "member", "organisation", "starts_on", "ends_on")


class MergeForm(OfficeForm):
    """The two records, and which of them stays."""

    other = PersonPicker(label=_("The other record"))
    keep = forms.ChoiceField(choices=[("this", _("This record")), ("other", _("The other record"))])


class OtherForm(OfficeForm):
    """Whom to compare with."""

    other = PersonPicker(label=_("The other record"), help_text=_("Type any part of the name."))


class OrganisationForm(OfficeModelForm):
    class Meta:
        model = Organisation
        fields = (
            "name_en", "name_fr", "acronym", "kind", "member", "country", "address", "email", "telephone",
            "website",
        )  # fmt: skip


class MemberForm(OfficeModelForm):
    class Meta:
        model = Member
        fields = ("name_en", "name_fr", "formal_en", "formal_fr", "capital_time_zone")


class InviteForm(OfficeForm):
    email = forms.EmailField(label=_("E-mail"))
    person = PersonPicker(
        label=_("Person"),
        required=False,
        help_text=_("Whose account it is; delegates see what concerns this person."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language, initial=Language.ENGLISH)
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role, widget=forms.CheckboxSelectMultiple, required=False
    )


class UserForm(OfficeModelForm):
    person = PersonPicker(label=_("Person"), required=False)

    class Meta:
        model = User
        fields = ("email", "person", "language", "is_active")
