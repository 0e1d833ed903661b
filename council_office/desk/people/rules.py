"""Who may open whose record; pure."""

from council_office.directory.models import OFFICE, Person, User


def may_read_person(user: User, person: Person) -> bool:
    """The office reads every record; everybody else their own. Others find names through pickers only."""
    return user.has_role(*OFFICE) or person.pk == user.person_id
