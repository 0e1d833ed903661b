"""The outlook that leaves every Monday."""

from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.reports import actions


def schedules(users: dict[Role, User]) -> None:
    """The weekly outlook to the office's own people."""
    actions.create_schedule(
        by=users[Role.ADMINISTRATOR],
        name="Monday outlook",
        owner=users[Role.COUNCIL_SECRETARY],
        subscribers=[users[role] for role in (Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER)],
    )
