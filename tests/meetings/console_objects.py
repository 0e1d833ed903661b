"""Objects of the console for the access matrix (see tests/web/objects.py)."""

from tests.meetings.session_objects import sessions

OBJECTS = {"meetings:console": sessions, "meetings:keep_entries": sessions}
