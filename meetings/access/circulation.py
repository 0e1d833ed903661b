"""Who may open the addresses of circulated papers."""

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, link, roles

COMERS = roles(*OFFICE, Role.DELEGATE, Role.STAFF)

ACCESS = {
    "meetings:circulate_papers": {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS},
    "meetings:circulation": {"GET": OFFICE_EYES},
    "meetings:see_papers": {"POST": COMERS},
    "meetings:paper_archive": {"GET": COMERS},
    "meetings:paper_pack": {"GET": COMERS},
    "meetings:area": {"GET": link},
    "meetings:area_file": {"GET": link},
    "meetings:area_archive": {"GET": link},
    "meetings:area_pack": {"GET": link},
    "meetings:see_area": {"POST": link},
}
