"""Reports 2: one calendar of sessions, visits, ceremonies, deadlines, closures and requests."""

from datetime import timedelta

import pytest
from django.utils import timezone

from council_office.calendar import actions as calendar
from council_office.calendar import sources
from council_office.calendar.queries import calendar_around
from council_office.desk import actions
from council_office.directory.states import Role
from tests.meetings import factories


@pytest.mark.parametrize(
    "kind", ["session", "visit", "ceremony", "deadline", "closure", "holiday", "request", "stop"]
)
def test_reports_2_every_room_gives_the_calendar_its_dated_things(kind):
    assert kind in sources.KINDS


def test_reports_2_each_person_sees_their_own_calendar(office, assistant, staff):
    today = timezone.localdate()
    day = calendar_around(today).next_working(today + timedelta(days=10))
    factories.convened(number=81, in_days=10)
    calendar.create_task(title_en="Order flags", due_on=day, by=assistant)
    request = actions.ask(by=staff, topic="it", question="No sound")

    def kinds(role) -> set[str]:
        found = sources.entries(office[role], today, today + timedelta(days=20))
        return {entry.kind for entry in found} - {"holiday", "closure"}

    assert kinds(Role.COUNCIL_SECRETARY) >= {"session", "deadline", "request"}
    assert kinds(Role.STAFF) == set()
    actions.assign_request(request, by=assistant, owner=staff)
    assert kinds(Role.STAFF) == {"request"}
