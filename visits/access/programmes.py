"""Who may open programmes, resources and the day."""

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, roles

HELD = roles(*OFFICE, Role.SECURITY_OFFICER, Role.GUIDE, Role.STAFF)
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}
READ = {"GET": OFFICE_EYES}
KNOWING = {"GET": roles(*OFFICE, Role.SECURITY_OFFICER, Role.GUIDE)}

ACCESS = {
    "visits:programme": {"GET": HELD},
    "visits:make_programme": FORM,
    "visits:remove_programme": FORM,
    "visits:add_stop": FORM,
    "visits:revise_stop": FORM,
    "visits:remove_stop": PRESS,
    "visits:shift_stop": PRESS,
    "visits:order_stops": PRESS,
    "visits:book_free": PRESS,
    "visits:book": FORM,
    "visits:release": PRESS,
    "visits:issue_programme": PRESS,
    "visits:programme_paper": READ,
    "visits:rehearse": READ,
    "visits:resources": KNOWING,
    "visits:resource": KNOWING,
    "visits:new_resource": FORM,
    "visits:revise_resource": FORM,
    "visits:authorise": FORM,
    "visits:end_authorisation": PRESS,
    "visits:set_away": FORM,
}
