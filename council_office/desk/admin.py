"""The administration of what the desk keeps."""

from council_office.desk.calendar import admin as calendar
from council_office.desk.people import admin as people

__all__ = ["calendar", "people"]
