"""Who may open the addresses of the reports."""

from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, roles

KEEPERS = roles(Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER, Role.ADMINISTRATOR)
FORM = {"GET": KEEPERS, "POST": KEEPERS}

ACCESS = {
    "reports:reports": {"GET": OFFICE_EYES},
    "reports:outlook": {"GET": OFFICE_EYES},
    "reports:schedules": {"GET": OFFICE_EYES},
    "reports:create_schedule": FORM,
    "reports:schedule": {"GET": OFFICE_EYES},
    "reports:revise_schedule": FORM,
    "reports:run_now": {"POST": KEEPERS},
    "reports:subscribe": {"POST": OFFICE_EYES},
    "reports:unsubscribe": {"POST": OFFICE_EYES},
}
