"""The small room of `rooms.py`, put in the place of the office's own addresses."""

import pytest
from django.contrib import admin

from council_office.web import access
from tests.web import rooms as small


@pytest.fixture
def rooms(settings, monkeypatch):
    monkeypatch.setattr(admin, "site", small.site)
    settings.ROOT_URLCONF = "tests.web.rooms"
    settings.ACCESS_TABLE = "tests.web.rooms.TABLE"
    access.table.cache_clear()
    yield
    access.table.cache_clear()
