"""Who may open the addresses of the desk; the rules then ask for the object."""

from council_office.desk.states import ASKERS, HANDS, INSIDERS
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, Table, roles, signed_in

HOUSE = roles(*INSIDERS)
ASKING = roles(*ASKERS)
FORM = {"GET": ASKING, "POST": ASKING}
VERB = {"POST": ASKING}
CHECKERS = roles(Role.AUDITOR, Role.ADMINISTRATOR)
UNDOERS = roles(*HANDS, Role.ADMINISTRATOR)
OFFICE_FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}

ACCESS: Table = {
    "desk:today": {"GET": signed_in},
    "desk:search": {"GET": signed_in},
    "desk:requests": {"GET": HOUSE},
    "desk:ask": FORM,
    "desk:propose_pages": {"GET": ASKING},
    "desk:request": {"GET": HOUSE},
    "desk:take_request": VERB,
    "desk:assign_request": FORM,
    "desk:revise_request": FORM,
    "desk:answer_request": FORM,
    "desk:preview_answer": VERB,
    "desk:ask_back": FORM,
    "desk:add_note": FORM,
    "desk:reply": FORM,
    "desk:rate_request": FORM,
    "desk:close_request": VERB,
    "desk:reopen_request": FORM,
    "desk:write_page": {"POST": OFFICE_HANDS},
    "desk:knowledge": {"GET": HOUSE},
    "desk:create_page": OFFICE_FORM,
    "desk:page": {"GET": HOUSE},
    "desk:revise_page": OFFICE_FORM,
    "desk:publish_page": {"POST": OFFICE_HANDS},
    "desk:archive_page": {"POST": OFFICE_HANDS},
    "desk:vote": VERB,
    "desk:page_version": {"GET": OFFICE_EYES},
    "desk:ideas": {"GET": HOUSE},
    "desk:propose_idea": FORM,
    "desk:idea": {"GET": HOUSE},
    "desk:revise_idea": FORM,
    "desk:consider_idea": {"POST": OFFICE_HANDS},
    "desk:accept_idea": OFFICE_FORM,
    "desk:finish_idea": OFFICE_FORM,
    "desk:decline_idea": OFFICE_FORM,
    "desk:trail": {"GET": CHECKERS},
    "desk:history": {"GET": OFFICE_EYES},
    "desk:undo": {"POST": UNDOERS},
    "desk:notices": {"GET": signed_in},
    "desk:open_notice": {"POST": signed_in},
    "desk:read_all_notices": {"POST": signed_in},
    "desk:choose_mailing": {"GET": signed_in, "POST": signed_in},
}
