"""Who may open the day: guides, hosts and security with the office; the worker script is no secret."""

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.web.access import OFFICE_HANDS, anyone, roles

ON_SITE = roles(*OFFICE, Role.SECURITY_OFFICER, Role.GUIDE, Role.STAFF)
TELLING = roles(*OFFICE_HANDS.roles, Role.GUIDE, Role.STAFF, Role.SECURITY_OFFICER)

AT_THE_GATE = roles(Role.SECURITY_OFFICER, *OFFICE_HANDS.roles)
COUNTING = roles(*OFFICE, Role.SECURITY_OFFICER)

ACCESS = {
    "visits:today": {"GET": ON_SITE},
    "visits:day_sheet": {"GET": ON_SITE},
    "visits:run_late": {"POST": TELLING},
    "visits:tell": {"POST": TELLING},
    "visits:drop_told": {"POST": TELLING},
    "visits:gate": {"GET": AT_THE_GATE},
    "visits:admit": {"POST": AT_THE_GATE},
    "visits:settle": {"POST": AT_THE_GATE},
    "visits:evacuation": {"GET": COUNTING},
    "visits:worker": {"GET": anyone},
    "visits:manifest": {"GET": anyone},
}
