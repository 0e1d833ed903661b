"""Who may change who reads."""

from documents.states import KEEPERS


def may_keep(user, document) -> bool:
    """Marking, grants and holds are for the Council Secretary and the document custodian."""
    return user.has_role(*KEEPERS)
