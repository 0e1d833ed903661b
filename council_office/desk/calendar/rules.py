"""Who may do what with tasks, deadline rules and closures; pure."""

from council_office.calendar.models import DeadlineRule, Feed, Step, Task
from council_office.calendar.states import HANDS
from council_office.directory.models import User
from council_office.directory.states import Role

KEEPERS = (Role.COUNCIL_SECRETARY, Role.ADMINISTRATOR)


def may_finish_task(user: User, task: Task) -> bool:
    """Its owner, its role, the role it was escalated to, and the hands of the office."""
    roles = {task.owner_role, task.escalated_to} - {""}
    return task.owner_id == user.pk or user.has_role(*roles, *HANDS)


def may_tick_step(user: User, step: Step) -> bool:
    return may_finish_task(user, step.task)


def may_plan_task(user: User, task: Task) -> bool:
    """Dates, owners and words of tasks are the office's."""
    return user.has_role(*HANDS)


def may_revise_rule(user: User, rule: DeadlineRule) -> bool:
    return user.has_role(*KEEPERS)


def may_revoke_feed(user: User, feed: Feed) -> bool:
    return feed.user_id == user.pk
