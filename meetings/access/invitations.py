"""Who may open the addresses of invitations and answers."""

from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, link

READ = {"GET": OFFICE_EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}

ACCESS = {
    "meetings:invitations": READ,
    "meetings:prepare_invitations": PRESS,
    "meetings:review_invitations": READ,
    "meetings:send_invitations": PRESS,
    "meetings:remind": FORM,
    "meetings:invitation_letters": READ,
    "meetings:invitation": READ,
    "meetings:preview_invitation": READ,
    "meetings:revise_invitation": FORM,
    "meetings:revoke_invitation": FORM,
    "meetings:restore_invitation": PRESS,
    "meetings:enter_answer": FORM,
    "meetings:answer": {"GET": link, "POST": link},
}
