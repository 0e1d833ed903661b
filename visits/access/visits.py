"""Who may open visits and visitors: hosts and guides read, the office's hands write."""

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, roles

EYES = roles(*OFFICE, Role.SECURITY_OFFICER, Role.GUIDE, Role.STAFF)
SEEN = {"GET": EYES}
READ = {"GET": OFFICE_EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}

ACCESS = {
    "visits:visits": SEEN,
    "visits:new_visit": FORM,
    "visits:visit": SEEN,
    "visits:revise_visit": FORM,
    "visits:visit_history": READ,
    "visits:plan_visit": PRESS,
    "visits:begin_visit": PRESS,
    "visits:close_visit": PRESS,
    "visits:reopen_visit": FORM,
    "visits:cancel_visit": FORM,
    "visits:add_visitor": FORM,
    "visits:visitor": SEEN,
    "visits:revise_visitor": FORM,
    "visits:withdraw_visitor": FORM,
    "visits:restore_visitor": PRESS,
}
