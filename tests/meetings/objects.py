"""Objects of meetings for the access matrix, one module a noun (see tests/web/objects.py)."""

from tests.meetings import (
    agenda_objects,
    circulation_objects,
    console_objects,
    draft_objects,
    record_objects,
    session_objects,
)

OBJECTS = {
    **session_objects.OBJECTS,
    **record_objects.OBJECTS,
    **agenda_objects.OBJECTS,
    **draft_objects.OBJECTS,
    **circulation_objects.OBJECTS,
    **console_objects.OBJECTS,
}
