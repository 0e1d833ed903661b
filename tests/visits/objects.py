"""Objects of visits for the access matrix, one module a noun (see tests/web/objects.py)."""

from tests.visits import day_objects, people_objects, programme_objects, visit_objects

OBJECTS = {
    **visit_objects.OBJECTS,
    **people_objects.OBJECTS,
    **programme_objects.OBJECTS,
    **day_objects.OBJECTS,
}
