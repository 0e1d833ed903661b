"""What the tests of visits share."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


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
