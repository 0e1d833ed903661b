"""People, organisations, Members, offices and posts; users and their roles."""

from council_office.directory.models.address import FormOfAddress, Office
from council_office.directory.models.member import Member
from council_office.directory.models.organisation import Organisation
from council_office.directory.models.person import Person
from council_office.directory.models.post import ContactPoint, Merge, Post
from council_office.directory.models.record import Versioned, in_language
from council_office.directory.models.user import User
from council_office.directory.states import OFFICE

__all__ = [
    "OFFICE",
    "ContactPoint",
    "FormOfAddress",
    "Member",
    "Merge",
    "Office",
    "Organisation",
    "Person",
    "Post",
    "User",
    "Versioned",
    "in_language",
]
