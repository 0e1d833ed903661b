"""Reports, schedules and questions for the access matrix (see tests/web/objects.py)."""

from council_office.directory.states import Role
from council_office.reports import actions
from council_office.reports.catalogue import REPORTS
from council_office.reports.declared import Asked


def schedule(world):
    by = world[Role.ADMINISTRATOR]
    return actions.create_schedule(by=by, name="Monday", owner=by, subscribers=[by])


def schedules(world):
    return [{"pk": world.once(schedule).pk}]


def issue(world):
    return actions.order(
        REPORTS["sessions"], by=world[Role.ASSISTANT], asked=Asked("all"), forms=["xlsx"], language="en"
    )


def question(world):
    return actions.ask(by=world[Role.ASSISTANT], register="sessions", name="Mine")


def question_of_all(world):
    return actions.ask(by=world[Role.BUDGET_HOLDER], register="sessions", name="Ours", is_shared=True)


def questions(world):
    return [{"pk": world.once(question).pk}, {"pk": world.once(question_of_all).pk}]


NAMES = ["schedule", "revise_schedule", "run_now", "subscribe", "unsubscribe"]
OBJECTS = {
    **{f"reports:{name}": schedules for name in NAMES},
    "reports:report": lambda world: {"code": "decisions"},
    "reports:rows": lambda world: {"code": "decisions", "place": 0},
    "reports:order": lambda world: {"code": "decisions"},
    "reports:refresh_deck": lambda world: {"code": "decisions"},
    "reports:issue": lambda world: {"pk": world.once(issue).pk},
    "reports:ask_of": lambda world: {"register": "decisions"},
    "reports:revise_question": questions,
    "reports:remove_question": questions,
}
