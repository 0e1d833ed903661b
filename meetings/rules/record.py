"""Who may do what with an action when the role alone does not say it."""

from council_office.directory.models import User
from council_office.directory.states import Role
from meetings.models import Action

HANDS = (Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER)


def may_report_action(user: User, action: Action) -> bool:
    """The office's hands, and whoever owns the action."""
    return user.has_role(*HANDS) or (action.owner_id is not None and action.owner_id == user.person_id)
