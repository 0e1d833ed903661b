import pytest

from council_office.directory.states import Role
from documents.papers import Numbered, Paper
from tests.documents import factories


@pytest.fixture
def secretary(office):
    return office[Role.COUNCIL_SECRETARY]


@pytest.fixture
def record() -> Paper:
    """The shortest paper with a number."""
    said = Numbered("1.", "The Council **approved** the budget.")
    return Paper("record", "ROD-2026-0001", "Record of Decisions", "en", (said,))


@pytest.fixture
def subject(db):
    return factories.subject()
