"""Who may open the addresses of the record and its registers."""

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, roles, signed_in

# Delegates see what was issued of their sessions; whoever owns an action sees it and reports on it.
READERS = roles(*OFFICE, Role.DELEGATE)
SECRETARY = roles(Role.COUNCIL_SECRETARY)

LOOK = {"GET": READERS}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}
SEAL = {"GET": SECRETARY, "POST": SECRETARY}

ACCESS = {
    "meetings:record": LOOK,
    "meetings:add_outcome": FORM,
    "meetings:order_outcomes": PRESS,
    "meetings:preview_outcome": PRESS,
    "meetings:preview_record": {"GET": OFFICE_EYES},
    "meetings:issue_record": SEAL,
    "meetings:reopen_record": SEAL,
    "meetings:read_record": FORM,
    "meetings:take_over_record": PRESS,
    "meetings:session_actions": LOOK,
    "meetings:carry_actions": PRESS,
    "meetings:revise_outcome": FORM,
    "meetings:move_outcome": PRESS,
    "meetings:remove_outcome": FORM,
    "meetings:decisions": LOOK,
    "meetings:in_force": LOOK,
    "meetings:decision": LOOK,
    "meetings:revise_decision": FORM,
    "meetings:implement_decision": FORM,
    "meetings:supersede_decision": FORM,
    "meetings:lapse_decision": FORM,
    "meetings:lift_decision": FORM,
    "meetings:actions": {"GET": signed_in},
    "meetings:action": {"GET": signed_in},
    "meetings:revise_action": FORM,
    "meetings:report_action": {"GET": signed_in, "POST": signed_in},
    "meetings:close_action": FORM,
    "meetings:reopen_action": FORM,
}
