from datetime import date

import pytest

from council_office.calendar import actions
from council_office.calendar.models import Closure, DeadlineRule
from council_office.calendar.states import Unit
from council_office.directory.models import Organisation, User
from council_office.directory.states import Role
from tests.factories import UserFactory


@pytest.fixture
def user(db):
    """A new user with these roles: `user(Role.GUIDE)`."""

    def make(*roles: str) -> User:
        return UserFactory(roles=roles)

    return make


@pytest.fixture
def secretary(office):
    return office[Role.COUNCIL_SECRETARY]


@pytest.fixture
def assistant(office):
    return office[Role.ASSISTANT]


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
