"""Who may change who reads."""

from council_office.directory.states import Role

KEEPERS = (Role.COUNCIL_SECRETARY, Role.CUSTODIAN)


def may_keep(user, document) -> bool:
    """Marking, grants and holds are for the Council Secretary and the document custodian."""
    return user.has_role(*KEEPERS)
