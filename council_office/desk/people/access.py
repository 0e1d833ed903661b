"""Who may open the addresses of the people, organisations, Members and accounts."""

from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, roles, signed_in

ADMINISTRATOR = roles(Role.ADMINISTRATOR)
ACCOUNTS = roles(Role.ADMINISTRATOR, Role.AUDITOR)
VERB = {"POST": OFFICE_HANDS}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
ACCOUNT_FORM = {"GET": ADMINISTRATOR, "POST": ADMINISTRATOR}

ACCESS = {
    "people:people": {"GET": OFFICE_EYES},
    "people:person": {"GET": signed_in},
    "people:person_history": {"GET": OFFICE_EYES},
    "people:pick": {"GET": signed_in},
    "people:same_person": VERB,
    "people:create_person": FORM,
    "people:revise_person": FORM,
    "people:merge_people": FORM,
    "people:unmerge": VERB,
    "people:take_up_post": FORM,
    "people:revise_post": FORM,
    "people:leave_post": FORM,
    "people:remove_post": VERB,
    "people:add_contact_point": FORM,
    "people:revise_contact_point": FORM,
    "people:remove_contact_point": VERB,
    "people:organisations": {"GET": OFFICE_EYES},
    "people:organisation": {"GET": OFFICE_EYES},
    "people:create_organisation": FORM,
    "people:revise_organisation": FORM,
    "people:members": {"GET": signed_in},
    "people:revise_member": FORM,
    "people:order_members": VERB,
    "people:users": {"GET": ACCOUNTS},
    "people:user": {"GET": ACCOUNTS},
    "people:invite_user": ACCOUNT_FORM,
    "people:send_invitation": {"POST": ADMINISTRATOR},
    "people:revise_user": ACCOUNT_FORM,
    "people:grant_role": {"POST": ADMINISTRATOR},
    "people:withdraw_role": {"POST": ADMINISTRATOR},
}
