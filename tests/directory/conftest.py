"""A new office already knows public people; tests ask for those who came in themselves."""

import pytest

from council_office.directory.models import Person


@pytest.fixture
def newcomers(db):
    """`newcomers()`: the people entered since the test began."""
    last = Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return lambda: Person.objects.filter(pk__gt=last)
