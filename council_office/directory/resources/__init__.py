"""Lists in and out: people and organisations, and the base that other apps' resources stand on."""

from council_office.directory.resources.base import Cell, OfficeResource
from council_office.directory.resources.cells import (
    ChoiceCell,
    CountryCell,
    DateCell,
    MemberCell,
    OrganisationCell,
    TextCell,
    YesCell,
)
from council_office.directory.resources.files import FORMATS, Csv, Xlsx, read
from council_office.directory.resources.organisations import OrganisationResource
from council_office.directory.resources.people import PersonResource

__all__ = [
    "FORMATS",
    "Cell",
    "ChoiceCell",
    "CountryCell",
    "Csv",
    "DateCell",
    "MemberCell",
    "OfficeResource",
    "OrganisationCell",
    "OrganisationResource",
    "PersonResource",
    "TextCell",
    "Xlsx",
    "YesCell",
    "read",
]
