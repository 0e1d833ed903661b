"""Who may open the addresses of delegations."""

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, link, roles

COMERS = roles(*OFFICE, Role.DELEGATE, Role.STAFF)
READ = {"GET": OFFICE_EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}
OWN = {"GET": link, "POST": link}

ACCESS = {
    "meetings:delegations": READ,
    "meetings:add_participant": FORM,
    "meetings:revise_participant": FORM,
    "meetings:withdraw_participant": FORM,
    "meetings:replace_participant": FORM,
    "meetings:carry_delegations": PRESS,
    "meetings:freeze_titles": PRESS,
    "meetings:confirm_delegation": PRESS,
    "meetings:unconfirm_delegation": PRESS,
    "meetings:revise_delegation": FORM,
    "meetings:credentials_report": READ,
    "meetings:issue_credentials_report": PRESS,
    "meetings:ask_delegation": PRESS,
    "meetings:own_delegation": OWN,
    "meetings:enter_own": OWN,
    "meetings:correct_own": OWN,
    "meetings:withdraw_own": OWN,
    "meetings:receive_credentials": FORM,
    "meetings:examine_credentials": FORM,
    "meetings:import_participants": FORM,
    "meetings:participants_list": {"GET": COMERS},
    "meetings:issue_participants_list": PRESS,
}
