"""Who may open the console of a session."""

from council_office.web.access import OFFICE_HANDS

ACCESS = {
    "meetings:console": {"GET": OFFICE_HANDS},
    "meetings:keep_entries": {"POST": OFFICE_HANDS},
}
