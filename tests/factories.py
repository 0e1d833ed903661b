"""Nouns for tests: the shortest true person, organisation, user."""

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from council_office.directory.models import Member, Organisation, Person, User
from council_office.directory.states import Role

# The roles that the access table lets into the administration.
ADMIN_HANDS = {Role.ADMINISTRATOR, Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER}
PASSWORD = "a-password-for-tests"


def member(code: str = "EU") -> Member:
    """One of the seven Members, as seeded."""
    return Member.objects.get(code=code)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name_en = factory.Sequence("Laboratory {}".format)
    name_fr = factory.Sequence("Laboratoire {}".format)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    family_name = factory.Sequence(lambda n: f"Family{n}")
    given_names = "Robin"
    email = factory.LazyAttribute(lambda person: f"{person.family_name.lower()}@example.org")


class UserFactory(DjangoModelFactory):
    """Somebody who may sign in: `UserFactory(roles=[Role.ASSISTANT])`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    email = factory.LazyAttribute(lambda user: user.person.email)

    @classmethod
    def _create(cls, model_class, *args, roles=(), password=PASSWORD, **fields):
        fields.setdefault("is_staff", bool(ADMIN_HANDS & set(roles)))
        fields.setdefault("is_superuser", Role.ADMINISTRATOR in roles)
        user = model_class.objects.create_user(password=password, **fields)
        user.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
        return user
