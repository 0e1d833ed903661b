"""Who may do what with requests, knowledge pages and ideas; pure."""

from council_office.desk.models import Idea, Request
from council_office.desk.states import HANDS
from council_office.directory.models import User


def may_handle(user: User, request: Request) -> bool:
    """The office's hands, and whoever answers for this request."""
    return user.has_role(*HANDS) or request.owner_id == user.pk


def may_reply(user: User, request: Request) -> bool:
    """Whoever asked."""
    return request.asked_by_id == user.pk


def may_close(user: User, request: Request) -> bool:
    """Either side may say that it is over, or that it is not."""
    return may_reply(user, request) or may_handle(user, request)


def may_reopen(user: User, request: Request) -> bool:
    return may_close(user, request)


def may_revise_idea(user: User, idea: Idea) -> bool:
    """Whoever proposed it, and the office."""
    return idea.proposed_by_id == user.pk or user.has_role(*HANDS)
