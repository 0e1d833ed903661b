"""Who may open the addresses of sessions, bodies and terms."""

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, roles

COMERS = roles(*OFFICE, Role.DELEGATE, Role.STAFF)
READ = {"GET": OFFICE_EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}

ACCESS = {
    "meetings:sessions": {"GET": COMERS},
    "meetings:session": {"GET": COMERS},
    "meetings:new_session": FORM,
    "meetings:revise_session": FORM,
    "meetings:chain_committees": FORM,
    "meetings:convene_session": PRESS,
    "meetings:hold_session": PRESS,
    "meetings:cancel_session": FORM,
    "meetings:timeline": READ,
    "meetings:missing": READ,
    "meetings:session_history": READ,
    "meetings:bodies": READ,
    "meetings:body": READ,
    "meetings:add_membership": FORM,
    "meetings:revise_membership": FORM,
    "meetings:end_membership": FORM,
}
