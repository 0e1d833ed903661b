"""Who may open the addresses of drafts, minutes, votes, attendance and procedures."""

from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, link, roles

SECRETARY = roles(Role.COUNCIL_SECRETARY)

READ = {"GET": OFFICE_EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}
SEAL = {"GET": SECRETARY, "POST": SECRETARY}
BY_LINK = {"GET": link, "POST": link}

ACCESS = {
    "meetings:circulate_draft": FORM,
    "meetings:draft": READ,
    "meetings:draft_changes": READ,
    "meetings:compare_comments": READ,
    "meetings:adopt_draft": SEAL,
    "meetings:judge_comment": SEAL,
    "meetings:comment_draft": BY_LINK,
    "meetings:minutes": READ,
    "meetings:preview_minutes": READ,
    "meetings:add_statement": FORM,
    "meetings:revise_statement": FORM,
    "meetings:remove_statement": FORM,
    "meetings:record_nothing": PRESS,
    "meetings:record_something": PRESS,
    "meetings:record_nothing_more": PRESS,
    "meetings:upload_hand_edit": FORM,
    "meetings:hand_edit": READ,
    "meetings:take_over_hand_edit": PRESS,
    "meetings:set_aside_hand_edit": FORM,
    "meetings:voting": {"GET": OFFICE_EYES, "POST": OFFICE_HANDS},
    "meetings:note_agreement": PRESS,
    "meetings:attendance": READ,
    "meetings:note_presence": FORM,
    "meetings:remove_presence": PRESS,
    "meetings:procedures": READ,
    "meetings:propose_procedure": FORM,
    "meetings:procedure": READ,
    "meetings:revise_procedure": FORM,
    "meetings:open_procedure": {"POST": SECRETARY},
    "meetings:withdraw_procedure": SEAL,
    "meetings:preview_procedure": READ,
    "meetings:enter_reply": FORM,
    "meetings:reply": BY_LINK,
}
