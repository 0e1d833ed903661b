"""Who may open the addresses of agendas and papers."""

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, roles

COMERS = roles(*OFFICE, Role.DELEGATE, Role.STAFF)
READ = {"GET": COMERS}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}

ACCESS = {
    "meetings:agenda": READ,
    "meetings:fill_agenda": PRESS,
    "meetings:add_item": FORM,
    "meetings:order_items": PRESS,
    "meetings:issue_agenda": FORM,
    "meetings:adopt_agenda": PRESS,
    "meetings:preview_agenda": {"GET": OFFICE_EYES},
    "meetings:agenda_version": {"GET": OFFICE_EYES},
    "meetings:revise_item": FORM,
    "meetings:remove_item": FORM,
    "meetings:move_item": PRESS,
    "meetings:papers": READ,
    "meetings:add_paper": FORM,
    "meetings:paper": READ,
    "meetings:revise_paper": FORM,
    "meetings:upload_paper_file": FORM,
    "meetings:follow_paper": PRESS,
    "meetings:publish_paper": FORM,
    "meetings:withdraw_paper": FORM,
}
