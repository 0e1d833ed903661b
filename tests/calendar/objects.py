"""Objects for the access matrix: tasks of several roles, a feed of one's own and one of another."""

from datetime import date

from council_office.calendar import actions
from council_office.calendar.models import Closure, DeadlineRule
from council_office.directory.states import Role

MONDAY = date(2026, 11, 9)


def made(world):
    secretary = world[Role.COUNCIL_SECRETARY]
    return [
        actions.create_task(
            title_en=f"Task of {role}", due_on=MONDAY, owner_role=role, steps=["One step"], by=secretary
        )
        for role in (Role.GUIDE, Role.COUNCIL_SECRETARY)
    ]


def tasks(world):
    return [{"pk": task.pk} for task in world.once(made)]


def steps(world):
    return [{"pk": task.steps.get().pk} for task in world.once(made)]


def feeds(world):
    people = (world[Role.GUIDE], world[Role.STAFF])
    return [{"pk": actions.open_feed(one, by=one)[0].pk} for one in people]


def rule(world):
    return {"pk": DeadlineRule.objects.current().first().pk}


def closure(world):
    return {"pk": Closure.objects.first().pk}


TASK_VERBS = ("task", "revise_task", "fix_task", "unfix_task", "assign_task", "finish_task", "reopen_task")
OBJECTS = {
    **{f"calendar:{verb}": tasks for verb in (*TASK_VERBS, "cancel_task")},
    **{f"calendar:{verb}": rule for verb in ("rule", "revise_rule", "end_rule")},
    **{f"calendar:{verb}": closure for verb in ("closure", "revise_closure", "remove_closure")},
    "calendar:tick_step": steps,
    "calendar:revoke_feed": feeds,
    "calendar:ics": lambda world: {"token": "unknown"},
}
