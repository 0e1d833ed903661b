"""Who may open travel and needs: the office alone; equipment also those who hand it out."""

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, roles

READ = {"GET": OFFICE_EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}
HANDING_OUT = roles(*OFFICE_HANDS.roles, Role.GUIDE)

ACCESS = {
    "visits:travel": READ,
    "visits:add_journey": FORM,
    "visits:revise_journey": FORM,
    "visits:group_transfers": PRESS,
    "visits:revise_transfer": FORM,
    "visits:seat": FORM,
    "visits:add_room_block": FORM,
    "visits:give_room": FORM,
    "visits:give_room_back": PRESS,
    "visits:manifest_paper": READ,
    "visits:signs_paper": READ,
    "visits:revise_needs": FORM,
    "visits:equipment": {"GET": roles(*OFFICE, Role.GUIDE)},
    "visits:reserve_equipment": PRESS,
    "visits:take_back": {"POST": HANDING_OUT},
}
