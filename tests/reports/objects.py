"""Schedules for the access matrix (see tests/web/objects.py)."""

from council_office.directory.states import Role
from council_office.reports import actions


def schedule(world):
    by = world[Role.ADMINISTRATOR]
    return actions.create_schedule(by=by, name="Monday", owner=by, subscribers=[by])


def schedules(world):
    return [{"pk": world.once(schedule).pk}]


NAMES = ["schedule", "revise_schedule", "run_now", "subscribe", "unsubscribe"]
OBJECTS = {f"reports:{name}": schedules for name in NAMES}
