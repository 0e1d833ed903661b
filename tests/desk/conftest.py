"""What the tests of the desk share."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council_office.desk import actions
from council_office.directory.states import Role

QUESTION = "How do I get a badge for a visitor?\nShe comes on Monday."


@pytest.fixture
def own_queries(db):
    """How many queries a page makes beyond those of the shell around every page."""

    def count(client, url: str, query: dict | None = None) -> int:
        shell = queries_of(client, reverse("calendar:feed")) - 1  # the feed itself
        return queries_of(client, url, query) - shell

    return count


def queries_of(client, url: str, query: dict | None = None) -> int:
    client.get(url, query)  # whatever is kept after the first time is kept now
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, query).status_code == 200
    return len(captured)


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
