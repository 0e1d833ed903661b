from datetime import date

import pytest
from django.contrib.auth.models import Group

from council_office.calendar import actions
from council_office.calendar.models import Closure, DeadlineRule
from council_office.calendar.states import Unit
from council_office.directory.models import Organisation, Person, User
from council_office.directory.states import Role


@pytest.fixture
def user(db):
    """A user by role; the same one when asked again."""

    def make(*roles: str, name: str = "") -> User:
        name = name or "-".join(roles) or "nobody"
        email = f"{name}@office.test"
        if known := User.objects.filter(email=email).first():
            return known
        person = Person.objects.create(family_name=name.replace("_", " ").title(), given_names="Alex")
        made = User.objects.create_user(email, person=person)
        made.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
        return made

    return make


@pytest.fixture
def secretary(user):
    return user(Role.COUNCIL_SECRETARY)


@pytest.fixture
def assistant(user):
    return user(Role.ASSISTANT)


@pytest.fixture
def occasion(db):
    """Something that deadlines can be about."""
    return Organisation.objects.create(name_en="The occasion", name_fr="L’occasion")


@pytest.fixture
def own_rules(db):
    """An office without the rules and closures that it starts with."""
    DeadlineRule.objects.all().delete()
    Closure.objects.all().delete()


@pytest.fixture
def rule(own_rules):
    def make(code: str, offset: int, **fields) -> DeadlineRule:
        return DeadlineRule.objects.create(
            **{
                "occasion": "test.occasion",
                "code": code,
                "offset": offset,
                "unit": Unit.WORKING_DAYS,
                "name_en": code.replace("-", " ").capitalize(),
                "name_fr": f"{code} (fr)",
                "valid_from": date(2020, 1, 1),
                **fields,
            }
        )

    return make


@pytest.fixture
def plan(occasion, secretary):
    def make(on: date = date(2026, 11, 24), about=None, **options):
        return actions.make_plan(about or occasion, occasion="test.occasion", on=on, by=secretary, **options)

    return make
