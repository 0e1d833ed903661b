"""Who may open the addresses of the reports."""

from council_office.reports import states
from council_office.web.access import OFFICE_EYES, roles

KEEPERS = roles(*states.KEEPERS)
READERS = roles(*states.READERS)
FORM = {"GET": KEEPERS, "POST": KEEPERS}
READERS_FORM = {"GET": READERS, "POST": READERS}

ACCESS = {
    "reports:reports": {"GET": READERS},
    "reports:report": {"GET": READERS},
    "reports:rows": {"GET": READERS},
    "reports:order": READERS_FORM,
    "reports:refresh_deck": READERS_FORM,
    "reports:issues": {"GET": READERS},
    "reports:find": {"GET": READERS},
    "reports:issue": {"GET": READERS},
    "reports:ask": {"GET": READERS},
    "reports:ask_of": READERS_FORM,
    "reports:revise_question": READERS_FORM,
    "reports:remove_question": {"POST": READERS},
    "reports:schedules": {"GET": OFFICE_EYES},
    "reports:create_schedule": FORM,
    "reports:schedule": {"GET": OFFICE_EYES},
    "reports:revise_schedule": FORM,
    "reports:run_now": {"POST": KEEPERS},
    "reports:subscribe": {"POST": OFFICE_EYES},
    "reports:unsubscribe": {"POST": OFFICE_EYES},
}
