"""What the tests of the desk share."""

import pytest

from council_office.desk import actions
from council_office.directory.states import Role

QUESTION = "How do I get a badge for a visitor?\nShe comes on Monday."


@pytest.fixture
def staff(office):
    return office[Role.STAFF]


@pytest.fixture
def assistant(office):
    return office[Role.ASSISTANT]


@pytest.fixture
def asked(staff, assistant):
    """A new request of a staff member."""
    return actions.ask(by=staff, topic="information", question=QUESTION)


@pytest.fixture
def page(assistant):
    """A published page about badges."""
    made = actions.create_page(
        by=assistant,
        topic="information",
        title_en="Badges for visitors",
        title_fr="Badges des visiteurs",
        text_en="Ask three working days ahead.",
        text_fr="Demandez trois jours ouvrés à l’avance.",
    )
    return actions.publish_page(made, by=assistant)
