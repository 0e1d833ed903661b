"""Who may change who reads, who may file, who may look at the traces."""

from council_office.directory.states import Role
from documents.states import FILERS, KEEPERS


def may_keep(user, document) -> bool:
    """Marking, grants and holds are for the Council Secretary and the document custodian."""
    return user.has_role(*KEEPERS)


def may_file(user, document=None) -> bool:
    """The library is filled by the office and the custodian."""
    return user.has_role(*FILERS)


def may_see_log(user, document) -> bool:
    """Who read what is for those who keep it, for the auditor, and for whoever filed the document."""
    return user.has_role(*KEEPERS, Role.AUDITOR) or document.issued_by_id == user.pk


def may_take_original(reader, document) -> bool:
    """The unmarked bytes of a watched document stay with those who keep it."""
    return not document.level.watched or (hasattr(reader, "has_role") and reader.has_role(*KEEPERS))
