"""Who may do what with reports."""

from council_office.directory.models import User
from council_office.reports.models import Question


def may_revise_question(user: User, question: Question) -> bool:
    """A shared question is read by all and changed by its owner."""
    return question.owner_id == user.pk
